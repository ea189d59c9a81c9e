package dev.synoptic.verdict.score;

import java.util.Locale;
import java.util.Map;

/// How points did on mail that came after they were learnt.
///
/// @param networks      networks that they were held against
/// @param labels        labels with points
/// @param held          of them, those whose share still lay on the side that the points say
/// @param acceptedHit   share of accepted mail whose label has positive points, 0 to 1: the harm
/// @param rejectedHit   share of rejected mail whose label has positive points, 0 to 1: the use
public record ScoreQuality(long networks, int labels, int held, double acceptedHit, double rejectedHit) {

    static ScoreQuality of(ScoreTable table, Evidence later) {
        Map<ScoredLabel, Evidence.Contrast> seen = later.contrasts();
        int labels = 0;
        int held = 0;
        for (LabelScore score : table.scores()) {
            if (!score.isGiven()) continue;
            labels++;
            var now = seen.get(score.label());
            if (now != null && (now.label().share() > now.rest().share()) == (score.points() > 0)) held++;
        }
        double accepted = 0;
        double rejected = 0;
        for (var entry : seen.entrySet()) {
            boolean finest = entry.getKey().level() == ScoredLabel.Level.SIGNATURE;
            if (!finest || table.pointsOf(entry.getKey()) <= 0) continue;
            Sample sample = entry.getValue().label();
            accepted += sample.weight() - sample.rejected();
            rejected += sample.rejected();
        }
        Sample total = later.total();
        return new ScoreQuality(
                total.networks(),
                labels,
                held,
                share(accepted, total.weight() - total.rejected()),
                share(rejected, total.rejected()));
    }

    /// The same for people.
    public String text() {
        if (networks == 0) return "in the week after: nothing came that could tell how they do";
        return String.format(
                Locale.ROOT,
                "in the week after: %d of %d labels held their side; positive points for %.2f%% of accepted, %.2f%% of"
                        + " rejected mail of %d networks",
                held,
                labels,
                100 * acceptedHit,
                100 * rejectedHit,
                networks);
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.min(1, part / whole);
    }
}
