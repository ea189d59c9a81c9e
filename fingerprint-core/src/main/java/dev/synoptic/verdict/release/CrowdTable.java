package dev.synoptic.verdict.release;

import dev.synoptic.verdict.score.SenderNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Rows of one table that is to be published, each with the networks behind it; those with too few are put together, so
/// that nobody stands alone (`mail.md` P6). One thread.
///
/// Memory goes by the rows, not by what is counted in them.
public final class CrowdTable {

    /// Distinct networks that a published row needs.
    public static final int NETWORKS_MIN = 10;

    private final int networksMin;
    private final Map<String, Row> rows = new TreeMap<>();

    private static final class Row {
        private final Crowd crowd;
        private long weight;

        Row(int networksMin) {
            this.crowd = new Crowd(networksMin);
        }
    }

    public CrowdTable() {
        this(NETWORKS_MIN);
    }

    /// @param networksMin in place of [#NETWORKS_MIN]
    public CrowdTable(int networksMin) {
        this.networksMin = networksMin;
    }

    /// Something of this row came from this network.
    public void add(String row, SenderNetwork network) {
        Row kept = rows.computeIfAbsent(row, _ -> new Row(networksMin));
        kept.crowd.add(network);
        kept.weight++;
    }

    /// All of another table's rows are in this one too.
    public void add(CrowdTable other) {
        other.rows.forEach((name, row) -> {
            Row kept = rows.computeIfAbsent(name, _ -> new Row(networksMin));
            kept.crowd.add(row.crowd);
            kept.weight += row.weight;
        });
    }

    /// Names of the rows that are put together: those with too few networks, and as many of the smallest others as it
    /// takes for the sum to have enough and to be more than one row, for what is missing from a known total could
    /// otherwise be told. No names where all rows stand for themselves; nothing at all where even all of them
    /// have too few together: then no row may be published.
    public Optional<Set<String>> folded() {
        var few = new ArrayList<String>();
        var sum = new Crowd(networksMin);
        List<String> others = new ArrayList<>();
        rows.forEach((name, row) -> {
            if (row.crowd.isEnough()) {
                others.add(name);
            } else {
                few.add(name);
                sum.add(row.crowd);
            }
        });
        if (few.isEmpty()) return Optional.of(Set.of());
        others.sort(Comparator.comparingLong(this::weight).thenComparing(Comparator.naturalOrder()));
        for (String name : others) {
            if (few.size() > 1 && sum.isEnough()) break;
            few.add(name);
            Optional.ofNullable(rows.get(name)).ifPresent(row -> sum.add(row.crowd));
        }
        return Optional.of(few.stream().collect(Collectors.toUnmodifiableSet())).filter(_ -> sum.isEnough());
    }

    /// All rows.
    public Set<String> names() {
        return Set.copyOf(rows.keySet());
    }

    private long weight(String name) {
        return Optional.ofNullable(rows.get(name)).map(row -> row.weight).orElse(0L);
    }
}
