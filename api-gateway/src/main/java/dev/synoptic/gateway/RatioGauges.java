package dev.synoptic.gateway;

import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Ratios of the last hour and of all time as gauges, one for each of the families most counted; the rest together.
///
/// The labels are families of the signature database, never what came over the network, and no more than
/// [#FAMILIES_MAX] of them.
final class RatioGauges {

    /// Families with a gauge of their own.
    static final int FAMILIES_MAX = 24;

    private static final String OTHER = "other";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._/+()-]{1,40}");
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final Gateway gateway;
    private final MultiGauge total;
    private final MultiGauge lastHour;

    RatioGauges(Gateway gateway, MeterRegistry registry) {
        this.gateway = gateway;
        this.total = MultiGauge.builder("synoptic.ratio.verdicts")
                .description("verdicts counted since the beginning")
                .register(registry);
        this.lastHour = MultiGauge.builder("synoptic.ratio.verdicts.newest.hour")
                .description("verdicts counted in the newest hour that has any")
                .register(registry);
    }

    /// Takes the counts as they stand.
    void refresh() {
        total.register(rows(RatioQuery.of(By.OS)), true);
        gateway.ratioView().span().ifPresent(span -> {
            var newest = new Period(span.toMicros() - HOUR_MICROS, span.toMicros());
            lastHour.register(rows(RatioQuery.of(By.OS).during(newest)), true);
        });
    }

    private List<MultiGauge.Row<?>> rows(RatioQuery query) {
        return bounded(gateway.ratios(query).table().rows()).entrySet().stream()
                .<MultiGauge.Row<?>>mapMulti((entry, rows) -> {
                    RatioCounts counts = entry.getValue();
                    rows.accept(row(entry.getKey(), "accepted", counts.accepted()));
                    rows.accept(row(entry.getKey(), "rejected", counts.rejected()));
                    rows.accept(row(entry.getKey(), "not_counted", counts.other()));
                })
                .toList();
    }

    /// Counts by label: rows come most counted first.
    static Map<String, RatioCounts> bounded(List<RatioRow> rows) {
        var byLabel = new HashMap<String, RatioCounts>();
        for (RatioRow row : rows) {
            boolean own =
                    byLabel.size() < FAMILIES_MAX && PLAIN.matcher(row.name()).matches();
            byLabel.merge(own ? row.name() : OTHER, row.counts(), RatioCounts::plus);
        }
        return byLabel;
    }

    private static MultiGauge.Row<Number> row(String family, String outcome, long count) {
        return MultiGauge.Row.of(Tags.of("os", family, "outcome", outcome), count);
    }
}
