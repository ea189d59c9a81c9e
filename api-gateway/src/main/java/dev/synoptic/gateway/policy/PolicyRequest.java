package dev.synoptic.gateway.policy;

import dev.synoptic.packet.IpAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One request of a mail server, as far as rules look at it.
///
/// @param state     where in the dialogue it asks
/// @param client    the client's address, v4-mapped folded to v4; empty where it is none
/// @param sender    of the envelope; empty for the null sender and before MAIL
/// @param recipient of the envelope; empty before RCPT, and at DATA where there are several
/// @param instance  the same for all requests about one message; empty up to MAIL
/// @param signedIn  whether the client has authenticated
/// @param verified  whether it showed a certificate that was verified
/// @param context   `policy_context` of the mail server's settings
public record PolicyRequest(
        State state,
        Optional<IpAddress> client,
        String sender,
        String recipient,
        String instance,
        boolean signedIn,
        boolean verified,
        String context) {

    /// The attributes that are kept of a request; all others are read over.
    static final Set<String> ATTRIBUTES = Set.of(
            "request",
            "protocol_state",
            "client_address",
            "sender",
            "recipient",
            "instance",
            "sasl_username",
            "ccert_subject",
            "policy_context");

    /// Where in the dialogue a mail server asks.
    public enum State {
        RCPT,
        DATA,
        /// CONNECT, EHLO, HELO, XCLIENT, MAIL, END-OF-MESSAGE, VRFY, ETRN and what later versions add: there is nothing
        /// to say there.
        OTHER;

        static State of(String text) {
            return switch (text) {
                case "RCPT" -> RCPT;
                case "DATA" -> DATA;
                default -> OTHER;
            };
        }
    }

    /// The request that these attributes make; empty where they are no policy request.
    static Optional<PolicyRequest> of(Map<String, String> attributes) {
        if (!"smtpd_access_policy".equals(attributes.get("request"))) return Optional.empty();
        return Optional.of(new PolicyRequest(
                State.of(attributes.getOrDefault("protocol_state", "")),
                IpAddress.parse(attributes.getOrDefault("client_address", "")).map(IpAddress::unmapped),
                address(attributes, "sender"),
                address(attributes, "recipient"),
                attributes.getOrDefault("instance", ""),
                !attributes.getOrDefault("sasl_username", "").isEmpty(),
                !attributes.getOrDefault("ccert_subject", "").isEmpty(),
                attributes.getOrDefault("policy_context", "")));
    }

    /// What is asked of a client of which its address alone is known, before it has said anything.
    static PolicyRequest ofConnection(IpAddress client) {
        return new PolicyRequest(State.RCPT, Optional.of(client), "", "", "", false, false, "");
    }

    /// Mailboxes differ in case by accident only.
    private static String address(Map<String, String> attributes, String name) {
        return attributes.getOrDefault(name, "").toLowerCase(Locale.ROOT);
    }
}
