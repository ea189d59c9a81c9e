package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.ReviewedVerdicts.Reviewed;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.ClockDifferences;
import dev.synoptic.schemas.ClockReading;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.Difference;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinRules;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Measures clocks by settled verdicts a minute after their sessions began, when all SYNs around them are in, and says
/// which of them are to be settled anew because their clocks were not known before (`mail.md` J7).
final class ClockReview {

    private static final long REACH_MICROS = ClockSamples.reachMicros();

    /// No two zones are farther apart than this, but for a day.
    private static final long ZONES_MICROS = Duration.ofHours(15).toNanos() / 1_000;

    /// Once a mail host's clock is known, one session in this time goes on measuring it: a clock that was set
    /// is noticed within minutes, and those that nothing joined are looked at all the same.
    private static final long MEASURING_MICROS = 10_000_000;

    /// Of sessions without any SYN nearby, one in this time is searched for far away.
    private static final long SEARCHING_MICROS = 1_000_000;

    /// Sessions without any SYN, of one mail host, that are looked at once more at the end of all sources.
    private static final int STRAYS_MAX = 200;

    private final HeldSyns syns;
    private final ReviewedVerdicts reviews;
    private final ClockWatch clocks;
    private final JoinRules asSet;
    private JoinRules rules;
    private long correctionMicros;
    private int rulesOf;
    private final Map<String, Long> lastMeasured = new HashMap<>();
    private final Map<String, Long> lastSearched = new HashMap<>();
    private final Map<String, ArrayDeque<Reviewed>> strays = new HashMap<>();

    /// By which clocks those held of a site were looked at last.
    private final Map<String, Integer> lookedAtHeld = new HashMap<>();

    /// Sites whose sources have ended, while other partitions may still tell of their clocks.
    private final Set<String> awaiting = new HashSet<>();

    ClockReview(HeldSyns syns, ReviewedVerdicts reviews, ClockWatch clocks, JoinRules asSet) {
        this.syns = syns;
        this.reviews = reviews;
        this.clocks = clocks;
        this.asSet = asSet;
        this.rules = asSet;
        renewRules();
    }

    /// The rules with all that was measured.
    JoinRules rules() {
        if (rulesOf != clocks.changes()) renewRules();
        return rules;
    }

    private void renewRules() {
        rules = asSet.measuring(clocks.corrections());
        correctionMicros = rules.furtherThan(asSet);
        rulesOf = clocks.changes();
    }

    /// By how much more than the rules as set these call for later SYNs.
    long correctionMicros() {
        if (rulesOf != clocks.changes()) renewRules();
        return correctionMicros;
    }

    Map<ClockWatch.Watched, ClockReading> takeNews() {
        return clocks.takeNews();
    }

    /// What the other partitions are to be told of clocks by now.
    Map<ClockWatch.Watched, ClockDifferences> takeUntold(long nowMillis) {
        return clocks.takeUntold(nowMillis);
    }

    /// Takes in what the other partitions have told, and says whether there may be something to settle by it.
    boolean hear() {
        int before = clocks.changes();
        clocks.hear();
        return clocks.changes() != before || awaiting.stream().anyMatch(clocks::haveOthersEnded);
    }

    /// Whether anybody else measures clocks.
    boolean hasOthers() {
        return clocks.hasOthers();
    }

    /// Whether a site's sources have ended, and other partitions may still tell of its clocks.
    boolean isAwaiting() {
        return !awaiting.isEmpty();
    }

    /// Takes note of what was settled; not of all, once the clock is known.
    void settled(HostKey host, JoinedVerdict joined) {
        Verdict verdict = joined.verdict();
        boolean wanted = !clocks.knows(verdict.server())
                || joined.how() == How.NONE
                || isTime(lastMeasured, verdict, MEASURING_MICROS);
        if (wanted) reviews.add(new Reviewed(host, joined, clocks.correctionsOf(verdict.server())), at(verdict));
    }

    /// Takes note of what was settled anew, which may not be the last time: not all SYNs around it may be in.
    void settledAnew(HostKey host, JoinedVerdict joined) {
        reviews.renew(host, joined, at(joined.verdict()));
    }

    private static long at(Verdict verdict) {
        return verdict.openMicros() + REACH_MICROS;
    }

    private static boolean isTime(Map<String, Long> last, Verdict verdict, long paceMicros) {
        Long before = last.get(verdict.server());
        if (before != null && Math.abs(verdict.openMicros() - before) < paceMicros) return false;
        last.put(verdict.server(), verdict.openMicros());
        return true;
    }

    /// Looks at all that is due by now.
    ///
    /// @param nowMicros how far the site is complete; [Long#MAX_VALUE] at the end of its sources
    /// @return what is to be settled anew, by client; empty almost always
    Map<HostKey, List<JoinedVerdict>> at(String site, long nowMicros) {
        boolean ended = nowMicros == Long.MAX_VALUE;
        List<Reviewed> due = reviews.takeDue(site, nowMicros);
        measure(site, due);
        if (ended) {
            searchStrays(site);
            clocks.lookAtAll();
        }
        boolean settled = ended && clocks.haveOthersEnded(site);
        if (settled) awaiting.remove(site);
        else if (ended) awaiting.add(site);
        var looked = new ArrayList<>(due);
        if (settled || lookedAtHeld.getOrDefault(site, 0) != clocks.changes()) looked.addAll(reviews.takeHeld(site));
        lookedAtHeld.put(site, clocks.changes());
        var again = new ArrayList<Reviewed>();
        for (Reviewed each : looked) {
            String host = each.joined().verdict().server();
            if (each.clocks() != clocks.correctionsOf(host)) again.add(each);
            else if (!clocks.knows(host) && !settled) reviews.hold(each);
        }
        return again.isEmpty() ? Map.of() : withOthers(site, again);
    }

    /// Each session once, whatever it sent.
    private void measure(String site, List<Reviewed> due) {
        var sessions = new HashSet<String>();
        for (Reviewed each : due) {
            if (sessions.add(each.joined().verdict().sessionId())) clocks.add(site, differences(each));
        }
    }

    private List<Difference> differences(Reviewed reviewed) {
        Verdict verdict = reviewed.joined().verdict();
        var near = within(reviewed, REACH_MICROS);
        if (!near.isEmpty() || !isTime(lastSearched, verdict, SEARCHING_MICROS)) return near;
        var far = within(reviewed, ZONES_MICROS);
        if (far.isEmpty()) {
            var kept = strays.computeIfAbsent(verdict.site(), _ -> new ArrayDeque<>());
            if (kept.size() == STRAYS_MAX) kept.removeFirst();
            kept.addLast(reviewed);
        }
        return far;
    }

    private List<Difference> within(Reviewed reviewed, long reachMicros) {
        Verdict verdict = reviewed.joined().verdict();
        long open = verdict.openMicros();
        return asSet.differences(verdict, syns.between(reviewed.host(), open - reachMicros, open + reachMicros));
    }

    private void searchStrays(String site) {
        for (Reviewed each : strays.getOrDefault(site, new ArrayDeque<>())) {
            clocks.add(site, within(each, ZONES_MICROS));
        }
        strays.remove(site);
    }

    /// What else its clients have settled lately: it may have SYNs that belong to these. It is looked at in its turn.
    private Map<HostKey, List<JoinedVerdict>> withOthers(String site, List<Reviewed> again) {
        var byClient = new LinkedHashMap<HostKey, List<JoinedVerdict>>();
        for (Reviewed each : again) {
            byClient.computeIfAbsent(each.host(), _ -> new ArrayList<>()).add(each.joined());
        }
        for (Reviewed each : reviews.due(site)) {
            List<JoinedVerdict> theirs = byClient.get(each.host());
            if (theirs != null) theirs.add(each.joined());
        }
        return byClient;
    }
}
