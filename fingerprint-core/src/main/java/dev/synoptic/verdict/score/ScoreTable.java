package dev.synoptic.verdict.score;

import dev.synoptic.verdict.statistics.BenjaminiHochberg;
import dev.synoptic.verdict.statistics.Interval;
import dev.synoptic.verdict.statistics.Significance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// The points of one site.
///
/// @param site    whose verdicts taught them; never another's, and never market shares
/// @param base    what is known of all its mail
/// @param tests   labels that were tested together
/// @param leftOut verdicts that were not learnt from
/// @param oneIn   one network in so many was learnt from; 1 where all were
/// @param learntToMicros the newest verdict that was learnt from, microseconds since 1970, UTC; empty where none was
/// @param signatures version of the signature file whose rows are scored; empty where none is
/// @param scores  every label tested, and those that had points before, most points first
public record ScoreTable(
        String site,
        Sample base,
        int tests,
        long leftOut,
        long oneIn,
        OptionalLong learntToMicros,
        String signatures,
        List<LabelScore> scores) {

    /// Of a point: filters print no more.
    private static final double HUNDREDTHS = 100;

    /// Of a point: what points move by in minutes, so that they move by the time however often they are learnt.
    private static final double MILLIONTHS = 1_000_000;

    private static final Comparator<LabelScore> ORDER = Comparator.<LabelScore>comparingDouble(
                    score -> -Math.abs(score.points()))
            .thenComparing(score -> score.label().text());

    public ScoreTable {
        scores = scores.stream().sorted(ORDER).toList();
    }

    /// Learns the points of a site.
    ///
    /// @param previous points that filters have now; nothing moves farther from them than the days since allow
    public static ScoreTable learn(String site, Evidence evidence, PreviousPoints previous, ScoreSettings settings) {
        String signatures = evidence.newestSignatures();
        var scoring = new Scoring(settings, previous, previous.daysTo(evidence.newestMicros()) * settings.changeMax());
        Map<ScoredLabel, Evidence.Contrast> contrasts = evidence.contrasts();
        List<ScoredLabel> tested = contrasts.entrySet().stream()
                .filter(entry -> !entry.getKey().isOutdated(signatures))
                .filter(entry -> entry.getValue().label().effective() >= settings.networksMin()
                        && entry.getValue().rest().effective() >= settings.networksMin())
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(ScoredLabel::text))
                .toList();
        List<Double> corrected = BenjaminiHochberg.adjusted(
                tested.stream().map(label -> pValue(contrast(contrasts, label))).toList());
        List<LabelScore> scores = new ArrayList<>();
        for (int i = 0; i < tested.size(); i++) {
            ScoredLabel label = tested.get(i);
            double q = corrected.get(i);
            double wanted = q <= settings.discoveryRate() ? points(contrast(contrasts, label), settings) : 0;
            scores.add(score(label, contrast(contrasts, label).label(), q, wanted, scoring));
        }
        Set<ScoredLabel> gone = new HashSet<>(previous.points().keySet());
        gone.removeIf(label -> label.isOutdated(signatures)); // nothing is called so any more
        tested.forEach(gone::remove);
        var nothing = new Sample(0, 0, 0, 0);
        for (ScoredLabel label : gone) scores.add(score(label, nothing, 1, 0, scoring));
        return new ScoreTable(
                site,
                evidence.total(),
                tested.size(),
                evidence.leftOut(),
                evidence.oneIn(),
                evidence.newestMicros(),
                signatures,
                scores);
    }

    private static Evidence.Contrast contrast(Map<ScoredLabel, Evidence.Contrast> contrasts, ScoredLabel label) {
        var found = contrasts.get(label);
        if (found == null) throw new IllegalStateException("not tested: " + label);
        return found;
    }

    private static double pValue(Evidence.Contrast contrast) {
        Sample a = contrast.label();
        Sample b = contrast.rest();
        return Significance.ofDifference(a.share(), a.effective(), b.share(), b.effective());
    }

    /// From the bound of the interval that lies nearer to the rest's share: as little as may be meant, not as much.
    private static double points(Evidence.Contrast contrast, ScoreSettings settings) {
        Interval interval = contrast.label().interval();
        double rest = contrast.rest().share();
        OptionalDouble bound = rest < interval.low()
                ? OptionalDouble.of(interval.low())
                : rest > interval.high() ? OptionalDouble.of(interval.high()) : OptionalDouble.empty();
        if (bound.isEmpty()) return 0;
        double points = settings.pointsPerNat() * (logOdds(bound.getAsDouble()) - logOdds(rest));
        return rounded(Math.clamp(points, -settings.pointsMax(), settings.pointsMax()), HUNDREDTHS);
    }

    /// What points are bounded by.
    private record Scoring(ScoreSettings settings, PreviousPoints previous, double changeMax) {}

    private static LabelScore score(ScoredLabel label, Sample sample, double q, double wanted, Scoring by) {
        double before = by.previous().of(label);
        double moved = Math.clamp(wanted, before - by.changeMax(), before + by.changeMax());
        double points =
                Math.clamp(moved, -by.settings().pointsMax(), by.settings().pointsMax());
        return new LabelScore(label, sample, q, wanted, before, rounded(points, MILLIONTHS));
    }

    private static double logOdds(double share) {
        double inside = Math.clamp(share, 0.001, 0.999);
        return Math.log(inside / (1 - inside));
    }

    private static double rounded(double points, double parts) {
        return Math.round(points * parts) / parts;
    }

    /// The points a message of this label gets, from the most exact label that has any.
    public double pointsOf(ScoredLabel signature) {
        return scores.stream()
                .filter(LabelScore::isGiven)
                .filter(score -> takesIn(score.label(), signature))
                .max(Comparator.comparing(score -> score.label().level()))
                .map(LabelScore::points)
                .orElse(0.0);
    }

    private static boolean takesIn(ScoredLabel wide, ScoredLabel narrow) {
        return switch (wide.level()) {
            case OS -> wide.name().family().equals(narrow.name().family());
            case FLAVOR -> wide.name().equals(narrow.name());
            case SIGNATURE -> wide.equals(narrow);
        };
    }

    /// How these points did on evidence that they were not learnt from, such as that of the week after.
    public ScoreQuality on(Evidence later) {
        return ScoreQuality.of(this, later);
    }
}
