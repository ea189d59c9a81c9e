package dev.synoptic.gateway.http;

import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.ratio.RatioRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Requests for tables of ratios, and the tables as JSON.
final class RatioRequests {

    static final Set<String> PARAMETERS = Set.of("by", "os", "site", "from", "to", "rules", "format");

    private RatioRequests() {}

    /// How a table is wanted.
    enum Format {
        JSON,
        CSV,
        TSV,
        MARKDOWN,
        TABLE;

        String mediaType() {
            return switch (this) {
                case JSON -> "application/json";
                case CSV -> "text/csv; charset=utf-8; header=present";
                case TSV -> "text/tab-separated-values; charset=utf-8";
                case MARKDOWN -> "text/markdown; charset=utf-8";
                case TABLE -> "text/plain; charset=utf-8";
            };
        }

        RatioFormat writer() {
            return switch (this) {
                case JSON -> RatioFormat.JSON;
                case CSV -> RatioFormat.CSV;
                case TSV -> RatioFormat.TSV;
                case MARKDOWN -> RatioFormat.MARKDOWN;
                case TABLE -> RatioFormat.TEXT;
            };
        }
    }

    static RatioQuery query(Parameters parameters) {
        return new RatioQuery(
                parameters.choice("by", By.class, By.OS),
                parameters.text("os"),
                parameters.text("site"),
                period(parameters.moment("from"), parameters.moment("to")),
                parameters.text("rules"));
    }

    private static Optional<Period> period(Optional<Long> from, Optional<Long> to) {
        if (from.isEmpty() && to.isEmpty()) return Optional.empty();
        if (from.isEmpty() || to.isEmpty()) throw Refusal.badRequest("from and to belong together");
        try {
            return Optional.of(new Period(from.get(), to.get()));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badRequest(String.valueOf(wrong.getMessage()));
        }
    }

    static Map<String, Object> json(RatioQuery query, RatioAnswer answer) {
        var json = new LinkedHashMap<String, Object>();
        json.put("by", query.by().text());
        query.family().ifPresent(family -> json.put("os", family));
        query.site().ifPresent(site -> json.put("site", site));
        query.period().ifPresent(period -> {
            json.put("from", moment(period.fromMicros()));
            json.put("to", moment(period.toMicros()));
        });
        json.put("timeZone", "UTC");
        json.put("rules", answer.rules());
        json.put("otherRules", answer.otherRules());
        json.put("provisional", !answer.isFinal());
        closedTo(answer.closedMicros()).ifPresent(closed -> json.put("completeTo", closed));
        json.put("rows", answer.table().rows().stream().map(RatioRequests::row).toList());
        json.put("total", counts(answer.table().total()));
        return json;
    }

    /// A moment that calendars know: neither before all progress nor the end of all sources.
    static Optional<String> closedTo(long micros) {
        return micros == Long.MIN_VALUE || micros == Long.MAX_VALUE ? Optional.empty() : Optional.of(moment(micros));
    }

    private static String moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static Map<String, Object> row(RatioRow row) {
        var json = new LinkedHashMap<String, Object>();
        json.put("os", row.name());
        json.putAll(counts(row.counts()));
        return json;
    }

    private static Map<String, Object> counts(RatioCounts counts) {
        var json = new LinkedHashMap<String, Object>();
        json.put("accepted", counts.accepted());
        json.put("rejected", counts.rejected());
        json.put("ratio", counts.ratio());
        json.put(
                "notCounted",
                Map.of(
                        "greylisted", counts.greylisted(),
                        "deferred", counts.deferred(),
                        "aborted", counts.aborted(),
                        "authentication", counts.authStage()));
        json.put(
                "joined",
                Map.of(
                        "exactly", counts.exact(),
                        "byAddress", counts.byAddress(),
                        "ambiguous", counts.ambiguous(),
                        "fromCache", counts.cached()));
        json.put(
                "unknown",
                Map.of(
                        "noSyn", counts.noSyn(),
                        "ambiguous", counts.ambiguous(),
                        "noMatch", counts.noMatch(),
                        "tool", counts.tool()));
        return json;
    }

    /// The queries behind the page: all systems, and one of them by flavor.
    static List<RatioQuery> ofPage(Parameters parameters, Optional<String> biggest) {
        var base = query(parameters);
        var systems = new RatioQuery(By.OS, Optional.empty(), base.site(), base.period(), base.rules());
        return base.family()
                .or(() -> biggest)
                .map(family -> List.of(
                        systems,
                        new RatioQuery(By.FLAVOR, Optional.of(family), base.site(), base.period(), base.rules())))
                .orElse(List.of(systems));
    }
}
