package dev.synoptic.standalone.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What mail servers are answered that ask for a policy, where a listener speaks it.
public record PolicySection(
        @Setting(value = "`X-OS-Fingerprint` as label and address, with details, or not at all", byDefault = "label")
        HeaderForm header,

        @Setting("file with the word that marks the site's own header")
        Optional<Path> tokenFile,

        @Setting(value = "answer everything with DUNNO", byDefault = "false")
        boolean off,

        @Setting("a file that does the same for as long as it exists, without a restart")
        Optional<Path> offFile,

        @Setting(value = "how long a new rule only reports, at least 7d", byDefault = "7d")
        Duration shadow,

        @Setting(value = "share of transactions, in percent, above which a rule suspends itself", byDefault = "25")
        int sharePercent,

        @Setting(value = "transactions within an hour that such a share needs", byDefault = "200")
        int transactions,

        @Setting(
                value = "known good senders within an hour that a rule may touch before it suspends itself",
                byDefault = "0")
        int knownGood,

        @Setting(value = "karma of a connection below which it counts as naughty", byDefault = "-2")
        int karmaNaughty,

        @Setting(value = "karma of a connection above which it counts as nice", byDefault = "2")
        int karmaNice,

        @Setting(value = "history above which a sender has a point at connect", byDefault = "10")
        int karmaGood,

        KarmaPointsSection karmaPoints,

        @Setting(
                value = "naughty connections beyond the nice ones that send a sender into the penalty box",
                byDefault = "1")
        int karmaNegative,

        @Setting(value = "how long it stays there", byDefault = "1d")
        Duration penalty,

        @Setting(
                value = "history below which a sender that was never nice stays a day more for each point",
                byDefault = "-5")
        int penaltyBonusBelow,

        @Setting("networks that no rule is asked about") List<String> trusted,

        @Setting("the rules, in the order in which they are asked")
        List<PolicyRuleSection> rules) {

    /// As the header is written.
    public enum HeaderForm {
        NONE,
        LABEL,
        DETAILS
    }

    public PolicySection {
        if (sharePercent < 1 || sharePercent > 100) {
            throw new IllegalArgumentException("share-percent: " + sharePercent + ", expected 1 to 100");
        }
        Set<String> names = new HashSet<>();
        for (PolicyRuleSection rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("rules: two rules are called " + rule.name());
            }
        }
        if (transactions < 1) throw new IllegalArgumentException("transactions: expected 1 or more");
        if (karmaNaughty >= karmaNice) {
            throw new IllegalArgumentException("karma-naughty: " + karmaNaughty + ", expected less than karma-nice");
        }
        if (karmaGood < 0) throw new IllegalArgumentException("karma-good: expected 0 or more");
        if (penaltyBonusBelow > 0) throw new IllegalArgumentException("penalty-bonus-below: expected 0 or less");
        if (karmaNegative < 0) throw new IllegalArgumentException("karma-negative: expected 0 or more");
        if (penalty.isNegative()) throw new IllegalArgumentException("penalty: expected 0 or more");
        if (knownGood < 0) throw new IllegalArgumentException("known-good: expected 0 or more");
        if (shadow.compareTo(Duration.ofDays(7)) < 0) {
            throw new IllegalArgumentException("shadow: " + shadow.toHours() + "h, expected at least 7d");
        }
    }
}
