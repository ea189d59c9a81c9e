package dev.synoptic.gateway.ratios;

import dev.synoptic.schemas.RatioKey;

/// What took the mail in: each has tables of its own, beside those of all (`mail.md` T6).
public sealed interface Receiver {

    /// As the mail host's log names it.
    String name();

    /// The dimension of its rows on `ratios.v1`.
    default String dimension() {
        return switch (this) {
            case MailHost(var name) -> RatioKey.flavorOn(name);
            case Service(var name) -> RatioKey.flavorAt(name);
        };
    }

    /// A host of ours that runs a mail server; not the host that mail comes from.
    record MailHost(String name) implements Receiver {}

    /// A service of the mail hosts, such as `smtpd` or `submission`.
    record Service(String name) implements Receiver {}
}
