package dev.synoptic.gateway.policy.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// One rule of a set.
///
/// @param name       for reports and logs
/// @param set        the `policy_context` that selects it; empty for all
/// @param conditions what it asks of a client
/// @param any        whether one of them is enough; else all must hold
/// @param action     what it does then
/// @param enforced   whether it does so once its time in the shadow is over; else it only reports
/// @param revision   raised by the operator to begin anew: out of a suspension, back into the shadow
public record Rule(
        String name,
        String set,
        List<Condition> conditions,
        boolean any,
        Action action,
        boolean enforced,
        int revision) {

    private static final int DIGEST_OCTETS = 8;

    public Rule {
        if (name.isBlank()) throw new IllegalArgumentException("a rule has no name");
        if (conditions.isEmpty()) throw new IllegalArgumentException("rule " + name + " has no condition");
        conditions = List.copyOf(conditions);
    }

    /// Whether a client with this `policy_context` is asked about.
    public boolean isIn(String context) {
        return set.isEmpty() || set.equals(context);
    }

    /// Whether it holds for this client: all conditions, or any where the rule says so (`mail.md` f.1, finding 3).
    public boolean holds(Subject client) {
        return any
                ? conditions.stream().anyMatch(each -> each.holds(client))
                : conditions.stream().allMatch(each -> each.holds(client));
    }

    /// Whether a client's fingerprint may be all that it decides by (`mail.md` K1): where one condition is enough, any
    /// about the fingerprint; else nothing beside the fingerprint is held against the sender.
    public boolean judgesByFingerprintAlone() {
        boolean byFingerprint = conditions.stream().anyMatch(Condition::isAboutFingerprint);
        return byFingerprint && (any || conditions.stream().noneMatch(Condition::isReproach));
    }

    /// Whether what it does must pass the gate: every refusal for good, and one for now or a hold where the
    /// fingerprint may be all that speaks for it. A greylisted sender passes when it comes again.
    public boolean needsGate() {
        return switch (action) {
            case Action.Reject _ -> true;
            case Action.Defer _, Action.Hold _ -> judgesByFingerprintAlone();
            case Action.Pass _, Action.Score _, Action.Prepend _, Action.Greylist _ -> false;
        };
    }

    /// Whether what the sender did before takes part in what it decides.
    public boolean judgesByManners() {
        return conditions.stream().anyMatch(Condition::isAboutManners);
    }

    /// Names the rule as it stands: another condition, action or revision is another rule. Whether it is enforced is no
    /// part of that, so that what it showed in the shadow counts for it.
    public String digest() {
        String text = String.join("\n", name, set, conditions.toString(), "" + any, action.toString(), "" + revision);
        try {
            byte[] octets = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(octets, 0, DIGEST_OCTETS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
