package dev.synoptic.gateway.join;

import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.ratio.OsNames;
import java.time.Duration;
import java.util.List;

/// What the join goes by.
///
/// @param rules         windows, proxies, clocks
/// @param names         which names are one system
/// @param enrolled      whose progress a site's verdicts wait for; a site without any waits for those it has heard of
/// @param versions      stamped on every count; the database's is the one for verdicts that met no fingerprint
/// @param sourceTimeout how long a source may be silent before nobody waits for it any more
/// @param settledKept   for how long after its session a settled verdict can still be corrected or recognised as
///     repeated, in event time
/// @param store         where that lies which grows with the mail of days
public record JoinPlan(
        JoinSettings rules,
        OsNames names,
        List<EnrolledSource> enrolled,
        RuleVersions versions,
        Duration sourceTimeout,
        Duration settledKept,
        JoinStore store) {

    /// A source that says nothing for so long is taken for dead, until it speaks again.
    public static final Duration SOURCE_TIMEOUT = Duration.ofMinutes(5);

    /// As long as `verdicts.v1` keeps verdicts (`mail.md` P3).
    public static final Duration SETTLED_KEPT = Duration.ofDays(14);

    public JoinPlan {
        enrolled = List.copyOf(enrolled);
    }

    /// A plan with the usual times.
    public static JoinPlan of(JoinSettings rules, List<EnrolledSource> enrolled, String databaseVersion) {
        return new JoinPlan(
                rules,
                OsNames.STANDARD,
                enrolled,
                RuleVersions.of(databaseVersion, OsNames.STANDARD.version(), rules),
                SOURCE_TIMEOUT,
                SETTLED_KEPT,
                JoinStore.MEMORY);
    }

    /// The same with its stores there.
    public JoinPlan with(JoinStore other) {
        return new JoinPlan(rules, names, enrolled, versions, sourceTimeout, settledKept, other);
    }
}
