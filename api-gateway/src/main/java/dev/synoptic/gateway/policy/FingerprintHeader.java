package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import java.util.Optional;

/// The line that tells readers of a message what sent it.
///
/// @param form  how it is written
/// @param token a secret word of the site at the end of the value, by which the mail server tells its own header from
///     one that came along, and which it takes away again (`docs/protocols/policy.md`)
public record FingerprintHeader(Form form, Optional<String> token) {

    /// Its name.
    public static final String NAME = "X-OS-Fingerprint";

    /// How it is written.
    public enum Form {
        /// None.
        NONE,
        /// `Windows XP (198.51.100.9)`.
        LABEL,
        /// `os=Windows XP, link=DSL, dist=12`.
        DETAILS
    }

    /// What stands for a system that no signature knows.
    static final String UNKNOWN = "Unknown";

    /// The header as it is usually written.
    public static final FingerprintHeader USUAL = new FingerprintHeader(Form.LABEL, Optional.empty());

    /// The action that adds it; empty where nothing is to be said.
    Optional<String> action(HostAnswer host, IpAddress client, int karma) {
        return switch (form) {
            case NONE -> Optional.empty();
            case LABEL -> Optional.of(line(label(host) + " (" + client.text() + ")"));
            case DETAILS -> Optional.of(line(details(host, karma)));
        };
    }

    private String line(String value) {
        return "PREPEND " + NAME + ": " + value
                + token.map(word -> " site=" + word).orElse("");
    }

    private static String details(HostAnswer host, int karma) {
        var text = new StringBuilder("os=").append(label(host));
        host.link().ifPresent(link -> text.append(", link=").append(link));
        host.distance().ifPresent(hops -> text.append(", dist=").append(hops));
        if (karma != 0) text.append(", karma=").append(karma);
        return text.toString();
    }

    static String label(HostAnswer host) {
        return host.system().map(FingerprintHeader::text).orElse(UNKNOWN);
    }

    private static String text(OperatingSystem system) {
        return system.flavor().isEmpty() ? system.name() : system.name() + " " + system.flavor();
    }
}
