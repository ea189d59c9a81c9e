package dev.synoptic.gateway.policy;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;

/// What each event of a connection counts for its karma, above 0 for the better (`mail.md` f.1).
///
/// @param accepted         each message accepted
/// @param signedIn         having signed in, once
/// @param unknownRecipient each recipient that there is not
/// @param relay            each recipient elsewhere
/// @param earlyTalker      talking before the greeting was over
/// @param dnsbl            a hit in a DNS list
/// @param helo             a refused HELO or EHLO
/// @param senderDomain     a refused sender's domain
/// @param failedLogin      a failed login
/// @param content          a message refused for what it holds
public record KarmaPoints(
        int accepted,
        int signedIn,
        int unknownRecipient,
        int relay,
        int earlyTalker,
        int dnsbl,
        int helo,
        int senderDomain,
        int failedLogin,
        int content) {

    /// Those of qpsmtpd's plug-ins; a DNS list's hit counts 3 in their hard mode.
    public static final KarmaPoints USUAL = new KarmaPoints(1, 1, -1, -1, -1, -1, -1, -1, -1, -1);

    /// What a verdict says of its connection, having signed in apart. A refusal for what recipients, names or manners
    /// are counts; what merely postpones does not, nor does a trouble of ours.
    public int of(Verdict verdict) {
        if (verdict.outcome() == Outcome.ACCEPTED) return accepted * verdict.repeat();
        int refused = Math.max(1, verdict.recipientsRefused());
        return verdict.reason()
                        .map(reason -> switch (reason) {
                            case "unknown_user" -> unknownRecipient * refused;
                            case "relay" -> relay * refused;
                            case "early_talker" -> earlyTalker;
                            case "dnsbl" -> dnsbl;
                            case "helo" -> helo;
                            case "sender_domain" -> senderDomain;
                            case "auth" -> failedLogin;
                            case "content" -> content;
                            default -> 0;
                        })
                        .orElse(0)
                * verdict.repeat();
    }
}
