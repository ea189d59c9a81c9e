package dev.synoptic.standalone.export;

import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.release.CrowdTable;
import dev.synoptic.verdict.score.SenderNetwork;
import dev.synoptic.verdict.statistics.Interval;
import dev.synoptic.verdict.statistics.Wilson;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Sums by day, site and system, none of which stands for fewer than ten networks (`mail.md` P6). There is one
/// table, at one level: with sums of several, what one hides another could tell.
final class PublicExport {

    private static final List<Column> COLUMNS = List.of(
            Column.moment("day", "its beginning"),
            Column.text("site", "site of the mail host"),
            Column.text("os", "family of systems; Other for all of too few networks together"),
            Column.text("flavor", "of the system"),
            Column.whole("accepted", "transactions and connections"),
            Column.whole("rejected", "the same, but for those refused at AUTH"),
            Column.text("ratio", "rejected of both, in percent"),
            Column.number("low", "lower bound of Wilson's interval of the share at 95 %"),
            Column.number("high", "upper bound"));

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    private final Map<Day, Table> tables = new TreeMap<>();
    private long leftOut;
    private long withheld;
    private long folded;

    private record Day(long startMicros, String site) implements Comparable<Day> {
        @Override
        public int compareTo(Day other) {
            int byTime = Long.compare(startMicros, other.startMicros);
            return byTime != 0 ? byTime : site.compareTo(other.site);
        }
    }

    private static final class Table {
        private final CrowdTable crowds = new CrowdTable();
        private final Map<String, OsName> names = new TreeMap<>();
        private final Map<String, RatioCounts> counts = new HashMap<>();

        void add(JoinedVerdict joined, RatioCounts one) {
            OsName system = Field.system(joined);
            names.put(system.text(), system);
            counts.merge(system.text(), one, RatioCounts::plus);
            crowds.add(system.text(), SenderNetwork.of(joined.verdict().client()));
        }
    }

    /// Reads and sums.
    PublicExport(Source source, Period period, Releases releases) {
        source.read(joined -> {
            if (!period.holds(joined.verdict().micros())) return;
            RatioCounts one = RatioCounts.of(joined);
            if (one.counted() == 0) return; // in no ratio (T1): who sent it hides nobody
            if (!releases.holds(joined)) {
                leftOut++;
                return;
            }
            long start = Math.floorDiv(joined.verdict().micros(), DAY_MICROS) * DAY_MICROS;
            tables.computeIfAbsent(new Day(start, joined.verdict().site()), _ -> new Table())
                    .add(joined, one);
        });
    }

    void write(ExportFolder folder) throws IOException {
        folder.write(
                "ratios",
                COLUMNS,
                rows -> tables.forEach((day, table) -> {
                    Optional<Set<String>> few = table.crowds.folded();
                    if (few.isEmpty()) {
                        withheld++;
                        return;
                    }
                    folded += few.get().size();
                    RatioCounts other = RatioCounts.ZERO;
                    for (var entry : table.names.entrySet()) {
                        RatioCounts counts = table.counts.getOrDefault(entry.getKey(), RatioCounts.ZERO);
                        if (few.get().contains(entry.getKey())) other = other.plus(counts);
                        else rows.add(row(day, entry.getValue(), counts));
                    }
                    if (!few.get().isEmpty()) rows.add(row(day, ResearchExport.OTHER, other));
                }));
    }

    private static List<String> row(Day day, OsName system, RatioCounts counts) {
        Interval interval = Wilson.interval(counts.rejected(), counts.counted());
        return List.of(
                Field.moment(day.startMicros()),
                day.site(),
                system.family(),
                system.flavor(),
                Long.toString(counts.accepted()),
                Long.toString(counts.rejected()),
                counts.ratio(),
                String.format(Locale.ROOT, "%.6f", interval.low()),
                String.format(Locale.ROOT, "%.6f", interval.high()));
    }

    /// Verdicts of addresses that may not be told.
    long leftOut() {
        return leftOut;
    }

    /// Days of a site that had too few networks for any row.
    long withheld() {
        return withheld;
    }

    /// Rows that were put together.
    long folded() {
        return folded;
    }
}
