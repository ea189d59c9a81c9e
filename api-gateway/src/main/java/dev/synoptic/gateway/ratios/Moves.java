package dev.synoptic.gateway.ratios;

import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.ratio.SenderCounts;
import dev.synoptic.verdict.statistics.BenjaminiHochberg;
import dev.synoptic.verdict.statistics.Significance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which rows of a table moved since the period before, all of them tested together (`mail.md` S5): of twenty rows that
/// did not move, one would seem to at 5 % if each were tested alone.
///
/// Where senders are known, a share rests on as many messages as they are worth (S4): one sender's burst moves nothing.
///
/// @param rows  by name; without those that were counted in one period only
/// @param tests that were made together
public record Moves(Map<String, Move> rows, int tests) {

    /// Share of false discoveries among the rows that are said to have moved.
    public static final double DISCOVERY_RATE = 0.05;

    public Moves {
        rows = Map.copyOf(rows);
    }

    /// One share in one period.
    private record Side(double share, double trials) {
        static Optional<Side> of(RatioCounts counts, Optional<SenderCounts> senders) {
            if (counts.counted() == 0) return Optional.empty();
            double worth = senders.map(SenderCounts::effective)
                    .filter(effective -> effective > 0)
                    .orElse((double) counts.counted());
            return Optional.of(new Side(
                    (double) counts.rejected() / counts.counted(), Math.min(worth, (double) counts.counted())));
        }
    }

    private record Pair(String name, Side now, Side before) {
        double pValue() {
            return Significance.ofDifference(now.share(), now.trials(), before.share(), before.trials());
        }

        Move move(double corrected) {
            if (corrected > DISCOVERY_RATE) return Move.UNCLEAR;
            return now.share() > before.share() ? Move.ROSE : Move.FELL;
        }
    }

    /// Of the rows of two tables.
    public static Moves between(RatioAnswer now, RatioAnswer before) {
        Map<String, RatioCounts> earlier =
                before.table().rows().stream().collect(Collectors.toMap(RatioRow::name, RatioRow::counts));
        List<Pair> pairs = now.table().rows().stream()
                .<Pair>mapMulti((row, take) -> {
                    String name = row.name();
                    var current = Side.of(
                            row.counts(), Optional.ofNullable(now.senders().get(name)));
                    var previous = Side.of(
                            earlier.getOrDefault(name, RatioCounts.ZERO),
                            Optional.ofNullable(before.senders().get(name)));
                    if (current.isPresent() && previous.isPresent()) {
                        take.accept(new Pair(name, current.get(), previous.get()));
                    }
                })
                .toList();
        List<Double> corrected =
                BenjaminiHochberg.adjusted(pairs.stream().map(Pair::pValue).toList());
        var rows = new HashMap<String, Move>();
        for (int i = 0; i < pairs.size(); i++)
            rows.put(pairs.get(i).name(), pairs.get(i).move(corrected.get(i)));
        return new Moves(rows, pairs.size());
    }

    /// Of the sums of both, which are one test.
    public static Move ofTotals(RatioCounts now, RatioCounts before) {
        var current = Side.of(now, Optional.empty());
        var previous = Side.of(before, Optional.empty());
        if (current.isEmpty() || previous.isEmpty()) return Move.UNCLEAR;
        var pair = new Pair("", current.get(), previous.get());
        return pair.move(pair.pValue());
    }

    /// How one row moved.
    public Move of(String name) {
        return rows.getOrDefault(name, Move.UNCLEAR);
    }
}
