package dev.synoptic.verdict.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether accepted and rejected depend on the row at all (S5): Pearson's test of independence over a table of
/// two columns.
///
/// @param statistic χ²
/// @param freedom   degrees of freedom
/// @param pValue    chance of a statistic at least as great if nothing depended on the row
/// @param cramersV  how strong the dependence is, 0 to 1
/// @param rows      rows after small ones were put together
public record ChiSquare(double statistic, int freedom, double pValue, double cramersV, int rows) {

    /// Below this an expected count is too small for the test (S5).
    public static final double EXPECTED_MIN = 5;

    /// A row's two counts.
    public record Cells(long accepted, long rejected) {

        Cells plus(Cells other) {
            return new Cells(accepted + other.accepted, rejected + other.rejected);
        }

        long sum() {
            return accepted + rejected;
        }
    }

    /// Tests rows, those with an expected count below 5 put together; empty where fewer than two rows or
    /// columns are left.
    public static Optional<ChiSquare> ofPooled(List<Cells> rows) {
        Cells total = rows.stream().reduce(new Cells(0, 0), Cells::plus);
        List<Cells> kept = new ArrayList<>();
        Cells pool = new Cells(0, 0);
        for (Cells row : rows) {
            if (leastExpected(row, total) >= EXPECTED_MIN) kept.add(row);
            else pool = pool.plus(row);
        }
        if (pool.sum() > 0) kept.add(pool);
        return of(kept);
    }

    /// Tests rows as they are; empty where fewer than two rows or columns hold anything.
    public static Optional<ChiSquare> of(List<Cells> all) {
        List<Cells> rows = all.stream().filter(row -> row.sum() > 0).toList();
        Cells total = rows.stream().reduce(new Cells(0, 0), Cells::plus);
        if (rows.size() < 2 || total.accepted() == 0 || total.rejected() == 0) return Optional.empty();
        double statistic =
                rows.stream().mapToDouble(row -> distance(row, total)).sum();
        int freedom = rows.size() - 1;
        return Optional.of(new ChiSquare(
                statistic,
                freedom,
                Gamma.upper(freedom / 2.0, statistic / 2),
                Math.sqrt(statistic / total.sum()), // the smaller side has two columns: V² = χ² / (n · 1)
                rows.size()));
    }

    private static double leastExpected(Cells row, Cells total) {
        if (total.sum() == 0) return 0;
        return (double) row.sum() * Math.min(total.accepted(), total.rejected()) / total.sum();
    }

    private static double distance(Cells row, Cells total) {
        double share = (double) row.sum() / total.sum();
        return part(row.accepted(), share * total.accepted()) + part(row.rejected(), share * total.rejected());
    }

    private static double part(long seen, double expected) {
        return (seen - expected) * (seen - expected) / expected;
    }
}
