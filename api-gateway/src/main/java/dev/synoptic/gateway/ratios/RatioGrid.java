package dev.synoptic.gateway.ratios;

import dev.synoptic.verdict.ratio.CurrentTable;
import dev.synoptic.verdict.ratio.DecayedCounts;
import dev.synoptic.verdict.ratio.Grid;
import dev.synoptic.verdict.ratio.Grid.Column;
import dev.synoptic.verdict.ratio.Grid.Kind;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioDetail;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.statistics.Wilson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tables with all that is known of their rows, as text.
public final class RatioGrid {

    private static final Column NAME = new Column("os", "Operating System", Kind.WORDS);
    private static final Column ACCEPTED = new Column("accepted", "Accepted", Kind.NUMBER);
    private static final Column REJECTED = new Column("rejected", "Rejected", Kind.NUMBER);
    private static final Column RATIO = new Column("ratio", "Ratio", Kind.FIGURE);
    private static final Column LOW = new Column("low", "Low", Kind.NUMBER);
    private static final Column HIGH = new Column("high", "High", Kind.NUMBER);
    private static final Column LIFT = new Column("lift", "Lift", Kind.NUMBER);
    private static final Column OF_ALL = new Column("of_all", "Of All", Kind.NUMBER);
    private static final Column NOTE = new Column("note", "Note", Kind.WORDS);

    /// What every table with intervals begins with.
    private static final List<Column> SHARES = List.of(NAME, ACCEPTED, REJECTED, RATIO, LOW, HIGH, LIFT, OF_ALL);

    private static final List<Column> DETAILS = and(
            SHARES,
            new Column("greylisted", "Greylisted", Kind.NUMBER),
            new Column("deferred", "Deferred", Kind.NUMBER),
            new Column("aborted", "Aborted", Kind.NUMBER),
            new Column("senders", "Senders", Kind.NUMBER),
            new Column("ratio_by_sender", "By Sender", Kind.FIGURE),
            new Column("ratio_capped", "Capped", Kind.FIGURE),
            new Column("effective", "Worth", Kind.NUMBER));

    private static final List<Column> CURRENT = and(SHARES, new Column("effective", "Worth", Kind.NUMBER), NOTE);

    private static final List<Column> STEPS =
            List.of(new Column("start", "Start", Kind.WORDS), ACCEPTED, REJECTED, RATIO, LOW, HIGH, NOTE);

    private RatioGrid() {}

    private static List<Column> and(List<Column> first, Column... more) {
        return Stream.concat(first.stream(), Arrays.stream(more)).toList();
    }

    /// A table with intervals, lift, share, what is not counted, senders and marks (`mail.md` S1 to S4).
    ///
    /// @param before the period before; adds its ratio and whether the row moved (S5)
    public static Grid details(RatioAnswer answer, Optional<RatioAnswer> before) {
        var columns = new ArrayList<>(DETAILS);
        if (before.isPresent()) {
            columns.add(new Column("ratio_before", "Before", Kind.FIGURE));
            columns.add(new Column("moved", "Moved", Kind.WORDS));
        }
        columns.add(NOTE);
        Optional<Moves> moves = before.map(earlier -> Moves.between(answer, earlier));
        Map<String, RatioCounts> earlier = before.map(each ->
                        each.table().rows().stream().collect(Collectors.toMap(RatioRow::name, RatioRow::counts)))
                .orElse(Map.of());
        return new Grid(
                columns,
                answer.details().stream()
                        .map(detail -> {
                            var fields = fields(
                                    detail,
                                    answer.senders().containsKey(detail.row().name()));
                            moves.ifPresent(all -> {
                                String name = detail.row().name();
                                fields.add(earlier.getOrDefault(name, RatioCounts.ZERO)
                                        .ratio());
                                fields.add(all.of(name).name().toLowerCase(Locale.ROOT));
                            });
                            fields.add(note(
                                    detail,
                                    answer.senders().containsKey(detail.row().name())));
                            return List.copyOf(fields);
                        })
                        .toList());
    }

    private static List<String> fields(RatioDetail detail, boolean sendersKnown) {
        RatioCounts counts = detail.row().counts();
        boolean counted = counts.counted() > 0;
        return new ArrayList<>(List.of(
                detail.row().name(),
                Long.toString(counts.accepted()),
                Long.toString(counts.rejected()),
                counts.ratio(),
                counted ? number(detail.interval().low()) : "",
                counted ? number(detail.interval().high()) : "",
                detail.lowSample() ? "" : number(detail.lift()),
                number(detail.share()),
                Long.toString(counts.greylisted()),
                Long.toString(counts.deferred()),
                Long.toString(counts.aborted()),
                sendersKnown ? Long.toString(detail.senders().senders()) : "",
                sendersKnown ? detail.senders().ratioBySender() : "",
                sendersKnown ? detail.senders().cappedRatio() : "",
                sendersKnown
                        ? String.format(Locale.ROOT, "%.1f", detail.senders().effective())
                        : ""));
    }

    private static String note(RatioDetail detail, boolean sendersKnown) {
        if (detail.lowSample()) return "not enough";
        return sendersKnown && detail.fewSenders() ? "few senders" : "";
    }

    /// How things stand now.
    public static Grid current(CurrentTable table) {
        DecayedCounts total = table.total();
        return new Grid(
                CURRENT,
                table.rows().stream()
                        .map(row -> current(row.name(), row.counts(), total))
                        .toList());
    }

    private static List<String> current(String name, DecayedCounts counts, DecayedCounts total) {
        var interval = counts.interval();
        return List.of(
                name,
                weight(counts.accepted()),
                weight(counts.rejected()),
                counts.share().isPresent()
                        ? String.format(
                                Locale.ROOT, "%.2f%%", 100 * counts.share().getAsDouble())
                        : "n/a",
                number(interval.low()),
                number(interval.high()),
                counts.isEnough() ? number(counts.liftOver(total)) : "",
                total.counted() > 0 ? number(counts.counted() / total.counted()) : "",
                weight(counts.effective()),
                counts.isEnough() ? "" : "not enough");
    }

    /// Counts over time.
    ///
    /// @param steps by their start, microseconds since 1970, UTC
    public static Grid steps(NavigableMap<Long, RatioCounts> steps) {
        return new Grid(
                STEPS,
                steps.entrySet().stream()
                        .map(entry -> step(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static List<String> step(long startMicros, RatioCounts counts) {
        var interval = Wilson.interval(counts.rejected(), counts.counted());
        boolean counted = counts.counted() > 0;
        return List.of(
                Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS).toString(),
                Long.toString(counts.accepted()),
                Long.toString(counts.rejected()),
                counts.ratio(),
                counted ? number(interval.low()) : "",
                counted ? number(interval.high()) : "",
                counts.counted() < RatioDetail.SAMPLE_MIN ? "not enough" : "");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String weight(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
