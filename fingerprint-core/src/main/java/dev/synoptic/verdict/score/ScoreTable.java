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
import java.util.Set;

/// The points of one site.
///
/// @param site    whose verdicts taught them; never another's, and never market shares
/// @param base    what is known of all its mail
/// @param tests   labels that were tested together
/// @param leftOut verdicts that were not learnt from
/// @param oneIn   one network in so many was learnt from; 1 where all were
/// @param scores  every label tested, and those that had points before, most points first
public record ScoreTable(String site, Sample base, int tests, long leftOut, long oneIn, List<LabelScore> scores) {

    private static final Comparator<LabelScore> ORDER = Comparator.<LabelScore>comparingDouble(
                    score -> -Math.abs(score.points()))
            .thenComparing(score -> score.label().text());

    public ScoreTable {
        scores = scores.stream().sorted(ORDER).toList();
    }

    /// Learns the points of a site.
    ///
    /// @param previous points of the day before, by label; nothing moves farther from them than one day's bound
    public static ScoreTable learn(
            String site, Evidence evidence, Map<ScoredLabel, Double> previous, ScoreSettings settings) {
        Map<ScoredLabel, Evidence.Contrast> contrasts = evidence.contrasts();
        List<ScoredLabel> tested = contrasts.entrySet().stream()
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
            scores.add(score(label, contrast(contrasts, label).label(), q, wanted, previous, settings));
        }
        Set<ScoredLabel> gone = new HashSet<>(previous.keySet());
        tested.forEach(gone::remove);
        var nothing = new Sample(0, 0, 0, 0);
        for (ScoredLabel label : gone) scores.add(score(label, nothing, 1, 0, previous, settings));
        return new ScoreTable(site, evidence.total(), tested.size(), evidence.leftOut(), evidence.oneIn(), scores);
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
        return rounded(Math.clamp(points, -settings.pointsMax(), settings.pointsMax()));
    }

    private static LabelScore score(
            ScoredLabel label,
            Sample sample,
            double q,
            double wanted,
            Map<ScoredLabel, Double> previous,
            ScoreSettings settings) {
        double before = previous.getOrDefault(label, 0.0);
        double points = rounded(Math.clamp(wanted, before - settings.changeMax(), before + settings.changeMax()));
        return new LabelScore(label, sample, q, wanted, before, points);
    }

    private static double logOdds(double share) {
        double inside = Math.clamp(share, 0.001, 0.999);
        return Math.log(inside / (1 - inside));
    }

    /// To a hundredth of a point: filters print no more.
    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
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
