package dev.synoptic.testing;

import java.util.Arrays;
import java.util.List;

/// Whether measurements, one after the other, keep rising: told by ranks, so that neither their unit nor single
/// bad ones on a busy machine matter.
///
/// Two things must come together. *Order*: nearly every later value is above nearly every earlier one (Kendall's tau).
/// *Size*: by the median of the slopes between any two of them (Theil and Sen) they come to several times what they
/// began with. A machine that gets busy halfway is one step, and no rise; noise has no order; a rise by a little, over
/// all of a run, is bounded by nothing that a machine shared with others could tell.
///
/// @param values in the order in which they were measured; at least four
public record Trend(List<Double> values) {

    private static final int FEWEST = 4;

    /// Of all pairs, how many more rise than fall: 1 is a strict rise, a single step in the middle comes to 0.56.
    private static final double ORDERED = 0.75;

    /// By how many times the level of its first third it must rise over all of the run: an even rise to four times the
    /// first value.
    private static final double TIMES = 2;

    public Trend {
        values = List.copyOf(values);
        if (values.size() < FEWEST) throw new IllegalArgumentException(values.size() + " values make no trend");
    }

    /// Whether they keep rising, to several times the first.
    public boolean isRising() {
        double rise = slope() * (values.size() - 1);
        return tau() >= ORDERED && rise > TIMES * Math.max(begin(), Double.MIN_NORMAL);
    }

    /// The median of the slopes between any two values, per step (Theil–Sen).
    public double slope() {
        int count = values.size();
        var slopes = new double[count * (count - 1) / 2];
        int at = 0;
        for (int early = 0; early < count; early++) {
            for (int late = early + 1; late < count; late++) {
                slopes[at++] = (values.get(late) - values.get(early)) / (late - early);
            }
        }
        return median(slopes);
    }

    /// Kendall's tau against the time: -1 to 1.
    public double tau() {
        int count = values.size();
        double sum = 0;
        for (int early = 0; early < count; early++) {
            for (int late = early + 1; late < count; late++) {
                sum += Math.signum(values.get(late) - values.get(early));
            }
        }
        return sum / (count * (count - 1) / 2.0);
    }

    /// The median of the first third: what the rise is held against.
    private double begin() {
        return median(values.stream()
                .limit((values.size() + 2) / 3)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private static double median(double[] of) {
        Arrays.sort(of);
        int middle = of.length / 2;
        return of.length % 2 == 1 ? of[middle] : (of[middle - 1] + of[middle]) / 2;
    }
}
