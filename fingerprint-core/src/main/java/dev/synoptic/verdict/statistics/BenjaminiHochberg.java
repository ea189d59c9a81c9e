package dev.synoptic.verdict.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Many tests at once: p-values corrected so that the share of false discoveries is held (S5; Benjamini and
/// Hochberg 1995).
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /// Corrected p-values in the order given: a test is a discovery at 5 % if its corrected value is at most
    /// 0.05.
    public static List<Double> adjusted(List<Double> pValues) {
        int tests = pValues.size();
        List<Integer> largestFirst = IntStream.range(0, tests)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(pValues::get).reversed())
                .toList();
        Double[] corrected = new Double[tests];
        double least = 1;
        for (int i = 0; i < tests; i++) {
            int index = largestFirst.get(i);
            least = Math.min(least, pValues.get(index) * tests / (tests - i));
            corrected[index] = least;
        }
        return List.of(corrected);
    }
}
