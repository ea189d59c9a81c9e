package dev.synoptic.verdict.score;

import java.util.Map;

/// How points did on mail that came after they were learnt.
///
/// @param labels        labels with points
/// @param held          of them, those whose share still lay on the side that the points say
/// @param acceptedHit   share of accepted mail whose label has positive points, 0 to 1: the harm
/// @param rejectedHit   share of rejected mail whose label has positive points, 0 to 1: the use
public record ScoreQuality(int labels, int held, double acceptedHit, double rejectedHit) {

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
                labels, held, share(accepted, total.weight() - total.rejected()), share(rejected, total.rejected()));
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : Math.min(1, part / whole);
    }
}
