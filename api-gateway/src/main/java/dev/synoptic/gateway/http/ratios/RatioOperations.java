package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Parameter;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Role;
import dev.synoptic.gateway.http.operation.Value;
import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.Moves;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioGrid;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.verdict.ratio.Caveat;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.statistics.Wilson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Tables of ratios, and lines over time.
///
/// @param source of the counts
public record RatioOperations(RatioSource source) {

    static final String TIME_ZONE = "UTC";

    private static final List<Parameter> TABLE = List.of(
            Parameter.query("by", Value.Choice.of(By.class), "os", "What the rows are."),
            Parameter.query(
                    "compare",
                    Value.Choice.of(Compare.class),
                    "none",
                    "`previous` puts the period of the same length before beside each row."),
            Parameter.query(
                    "minimum", new Value.Whole(0, Integer.MAX_VALUE), "0", "Only rows of which so many were counted."),
            Parameter.query("format", Value.Choice.of(TableForm.class), "json", "How the table is written."),
            Parameter.query(
                    "columns",
                    Value.Choice.of(Columns.class),
                    "usual",
                    "Of formats other than JSON, which has all: `all` adds interval, lift, share, what is not counted,"
                            + " senders, and the period before where it is asked for."));

    private static final List<Parameter> SERIES =
            List.of(Parameter.query("step", Value.Choice.of(Step.class), "hour", "Length of each step."));

    /// Columns of a table that is not JSON.
    enum Columns {
        USUAL,
        ALL
    }

    /// What stands beside each row.
    enum Compare {
        NONE,
        PREVIOUS
    }

    /// Lengths that a line over time is divided into.
    enum Step {
        HOUR(RatioWindow.HOUR),
        DAY(RatioWindow.DAY),
        WEEK(RatioWindow.WEEK);

        private final RatioWindow window;

        Step(RatioWindow window) {
            this.window = window;
        }
    }

    /// All of them.
    public List<Operation> all() {
        return List.of(
                Operation.get(
                                "/api/v1/ratios",
                                "What was accepted and rejected, by operating system or otherwise.",
                                Role.READ,
                                Stream.of(TABLE, RowPage.PARAMETERS, RatioRequests.FILTERS)
                                        .flatMap(List::stream)
                                        .toList(),
                                Arrays.stream(TableForm.values())
                                        .map(form -> form == TableForm.JSON
                                                ? Content.json(RatioReply.class)
                                                : Content.of(form.mediaType()))
                                        .toList(),
                                this::table)
                        .with(Coverage.HEADER, Coverage.MEANING)
                        .with(RowPage.HEADER, RowPage.MEANING),
                Operation.get(
                        "/api/v1/series",
                        "What was accepted and rejected, over time.",
                        Role.READ,
                        Stream.concat(SERIES.stream(), RatioRequests.FILTERS.stream())
                                .toList(),
                        List.of(Content.json(SeriesReply.class)),
                        this::series));
    }

    private Reply table(Request request) {
        var query = RatioRequests.query(request.choice("by", By.class), request, source);
        var form = request.choice("format", TableForm.class);
        var answer = source.answer(query);
        int minimum = request.whole("minimum");
        var rows = answer.table().rows().stream()
                .filter(row -> row.counts().counted() >= minimum)
                .toList();
        var page = RowPage.of(request, rows);
        return form.writer()
                .<Reply>map(writer ->
                        text(request, page, form, written(writer, request, query, answer, page.rows()), answer))
                .orElseGet(() -> Reply.Body.of(reply(request, query, answer, page)));
    }

    private static Reply text(Request request, RowPage page, TableForm form, String written, RatioAnswer answer) {
        var text = new Reply.Text(form.mediaType(), written).with(Coverage.HEADER, Coverage.of(answer));
        return page.link(request).map(next -> text.with(RowPage.HEADER, next)).orElse(text);
    }

    private String written(
            RatioFormat writer, Request request, RatioQuery query, RatioAnswer answer, List<RatioRow> page) {
        var grid = request.choice("columns", Columns.class) == Columns.USUAL
                ? RatioFormat.usual(answer.table())
                : RatioGrid.details(answer, earlier(request, query).map(source::answer));
        return writer.write(grid.inOrderOf(page.stream().map(RatioRow::name).toList()));
    }

    private RatioReply reply(Request request, RatioQuery query, RatioAnswer answer, RowPage page) {
        Optional<RatioQuery> earlier = earlier(request, query);
        Optional<RatioAnswer> before = earlier.map(source::answer);
        Optional<Moves> moves = before.map(asked -> Moves.between(answer, asked));
        RatioCounts total = answer.table().total();
        Optional<Period> span = source.span();
        return new RatioReply(
                query.by().text(),
                query.family(),
                query.site(),
                query.service(),
                query.mailHost(),
                query.period().map(period -> instant(period.fromMicros())),
                query.period().map(period -> instant(period.toMicros())),
                TIME_ZONE,
                span.map(all -> instant(all.fromMicros())),
                span.map(all -> instant(all.toMicros())),
                answer.rules(),
                answer.otherRules(),
                !answer.isFinal(),
                completeTo(answer.closedMicros()),
                MissingReply.of(answer.missing()),
                answer.clocks().stream().map(ClockReply::of).toList(),
                earlier.flatMap(RatioQuery::period)
                        .map(period -> new RatioReply.Range(instant(period.fromMicros()), instant(period.toMicros()))),
                moves.map(Moves::tests).orElse(0),
                answer.dependence()
                        .map(test -> new RatioReply.Dependence(
                                test.statistic(), test.freedom(), test.pValue(), test.cramersV(), test.rows())),
                Caveat.TEXT,
                total(total, before),
                page.all(),
                request.whole("offset"),
                page.next(),
                page.rows().stream().map(row -> row(row, answer, before, moves)).toList());
    }

    private static Optional<RatioQuery> earlier(Request request, RatioQuery query) {
        return request.choice("compare", Compare.class) == Compare.PREVIOUS ? query.previous() : Optional.empty();
    }

    private static RatioFigures total(RatioCounts total, Optional<RatioAnswer> before) {
        return RatioFigures.of(
                Optional.empty(),
                total,
                total,
                Optional.empty(),
                before.map(asked -> asked.table().total())
                        .map(earlier -> RatioFigures.Before.of(total, earlier, Moves.ofTotals(total, earlier))));
    }

    private static RatioFigures row(
            RatioRow row, RatioAnswer answer, Optional<RatioAnswer> before, Optional<Moves> moves) {
        String name = row.name();
        return RatioFigures.of(
                Optional.of(name),
                row.counts(),
                answer.table().total(),
                Optional.ofNullable(answer.senders().get(name)),
                moves.map(all -> RatioFigures.Before.of(
                        row.counts(), before.orElseThrow().countsOf(name), all.of(name))));
    }

    private Reply series(Request request) {
        var query = RatioRequests.query(By.OS, request, source);
        var step = request.choice("step", Step.class);
        var answer = source.answer(query);
        var span = query.period().or(source::span);
        return Reply.Body.of(new SeriesReply(
                step.name().toLowerCase(Locale.ROOT),
                query.family(),
                query.site(),
                query.service(),
                query.mailHost(),
                span.map(period -> instant(period.fromMicros())),
                span.map(period -> instant(period.toMicros())),
                TIME_ZONE,
                answer.rules(),
                !answer.isFinal(),
                completeTo(answer.closedMicros()),
                MissingReply.of(answer.missing()),
                source.series(query, step.window).entrySet().stream()
                        .map(entry -> point(entry.getKey(), entry.getValue()))
                        .toList()));
    }

    private static SeriesReply.Point point(long startMicros, RatioCounts counts) {
        long counted = counts.counted();
        var interval = Wilson.interval(counts.rejected(), counted);
        return new SeriesReply.Point(
                instant(startMicros),
                counts.accepted(),
                counts.rejected(),
                counts.other(),
                counts.noSyn() + counts.ambiguous() + counts.noMatch() + counts.tool(),
                counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(counts.rejected() / (double) counted),
                counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(interval.low()),
                counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(interval.high()));
    }

    /// A moment that calendars know: neither before all progress nor the end of all sources.
    public static Optional<Instant> completeTo(long micros) {
        return micros == Long.MIN_VALUE || micros == Long.MAX_VALUE ? Optional.empty() : Optional.of(instant(micros));
    }

    /// Microseconds since 1970 as a moment.
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
