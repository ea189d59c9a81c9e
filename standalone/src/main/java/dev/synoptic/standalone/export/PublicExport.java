package dev.synoptic.standalone.export;

import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.release.CrowdTable;
import dev.synoptic.verdict.release.LaplaceNoise;
import dev.synoptic.verdict.score.SenderNetwork;
import dev.synoptic.verdict.statistics.Interval;
import dev.synoptic.verdict.statistics.Wilson;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Sums by day, site and system, none of which stands for fewer than ten networks (`mail.md` P6). There is one
/// table, at one level: with sums of several, what one hides another could tell. Verdicts by different signatures are
/// in rows of their own (T5); those without a SYN, which no signature judged, are with those by which most of
/// their day and site were.
final class PublicExport {

    private static final List<Column> COLUMNS = List.of(
            Column.moment("day", "its beginning"),
            Column.text("site", "site of the mail host"),
            Column.text("os", "family of systems; Other for all of too few networks together"),
            Column.text("flavor", "of the system"),
            Column.text("signatures", "version of the database that named the systems"),
            Column.whole("accepted", "transactions and connections"),
            Column.whole("rejected", "the same, but for those refused at AUTH"),
            Column.text("ratio", "rejected of both, in percent"),
            Column.number("low", "lower bound of Wilson's interval of the share at 95 %"),
            Column.number("high", "upper bound"));

    private static final String NONE = "";
    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    private final Map<Day, Map<String, Table>> tables = new TreeMap<>();
    private final Optional<LaplaceNoise> noise;
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

        long counted() {
            return counts.values().stream().mapToLong(RatioCounts::counted).sum();
        }

        void add(Table other) {
            names.putAll(other.names);
            other.counts.forEach((name, more) -> counts.merge(name, more, RatioCounts::plus));
            crowds.add(other.crowds);
        }

        void add(JoinedVerdict joined, RatioCounts one) {
            OsName system = Field.system(joined);
            names.put(system.text(), system);
            counts.merge(system.text(), one, RatioCounts::plus);
            crowds.add(system.text(), SenderNetwork.of(joined.verdict().client()));
        }
    }

    /// Reads and sums.
    ///
    /// @param noise on every count; then no exact count of the same mail is in the release
    PublicExport(Source source, Period period, Releases releases, Optional<LaplaceNoise> noise) {
        this.noise = noise;
        source.read(joined -> {
            if (!period.holds(joined.verdict().micros())) return;
            RatioCounts one = RatioCounts.of(joined);
            if (one.counted() == 0) return; // in no ratio (T1): who sent it hides nobody
            if (!releases.holds(joined)) {
                leftOut++;
                return;
            }
            long start = Math.floorDiv(joined.verdict().micros(), DAY_MICROS) * DAY_MICROS;
            String signatures = joined.partner().map(Partner::databaseVersion).orElse(NONE);
            tables.computeIfAbsent(new Day(start, joined.verdict().site()), _ -> new TreeMap<>())
                    .computeIfAbsent(signatures, _ -> new Table())
                    .add(joined, one);
        });
        tables.values().forEach(PublicExport::place);
    }

    /// Puts what no signature judged to what most was judged by.
    private static void place(Map<String, Table> ofDay) {
        if (ofDay.size() < 2) return;
        Optional.ofNullable(ofDay.remove(NONE))
                .ifPresent(unjudged -> ofDay.values().stream()
                        .max(Comparator.comparingLong(Table::counted))
                        .ifPresent(most -> most.add(unjudged)));
    }

    void write(ExportFolder folder) throws IOException {
        folder.write("ratios", COLUMNS, rows -> {
            for (var day : tables.entrySet()) {
                for (var table : day.getValue().entrySet()) write(day.getKey(), table.getKey(), table.getValue(), rows);
            }
        });
    }

    private void write(Day day, String signatures, Table table, ExportFolder.Rows rows) {
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
            else rows.add(row(day, signatures, entry.getValue(), counts));
        }
        if (!few.get().isEmpty()) rows.add(row(day, signatures, ResearchExport.OTHER, other));
    }

    private List<String> row(Day day, String signatures, OsName system, RatioCounts exact) {
        RatioCounts counts = noise.map(each -> RatioCounts.of(each.on(exact.accepted()), each.on(exact.rejected())))
                .orElse(exact);
        Interval interval = Wilson.interval(counts.rejected(), counts.counted());
        return List.of(
                Field.moment(day.startMicros()),
                day.site(),
                system.family(),
                system.flavor(),
                signatures,
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

    /// Days of a site, by versions of the signatures, that had too few networks for any row.
    long withheld() {
        return withheld;
    }

    /// Rows that were put together.
    long folded() {
        return folded;
    }
}
