package dev.synoptic.gateway.evidence;

import dev.synoptic.gateway.policy.rule.LabelRecord;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.ratio.RatioTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// What is known of the mail of each label, as it stood when it was last renewed.
public final class LabelTable {

    private static final Duration LATELY = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Function<RatioQuery, RatioTable> tables;
    private final SenderHistory senders;
    private final InstantSource clock;
    private volatile Map<String, LabelRecord> records = Map.of();

    /// @param tables answers for ratios
    /// @param clock  the wall
    public LabelTable(Function<RatioQuery, RatioTable> tables, SenderHistory senders, InstantSource clock) {
        this.tables = tables;
        this.senders = senders;
        this.clock = clock;
    }

    /// What is known of a label; empty where nothing is.
    ///
    /// @param label "name flavor"
    public Optional<LabelRecord> find(String label) {
        return Optional.ofNullable(records.get(label));
    }

    /// Looks anew; to be called now and then.
    public void renew() {
        RatioTable all = tables.apply(RatioQuery.of(By.FLAVOR));
        Map<String, Long> lately = new HashMap<>();
        RatioTable recent = tables.apply(RatioQuery.of(By.FLAVOR).during(lately()));
        for (RatioRow row : recent.rows()) lately.put(row.name(), row.counts().accepted());
        long acceptedLately =
                lately.values().stream().mapToLong(Long::longValue).sum();
        long accepted =
                all.rows().stream().mapToLong(row -> row.counts().accepted()).sum();
        long rejected =
                all.rows().stream().mapToLong(row -> row.counts().rejected()).sum();
        double baseRate = accepted + rejected == 0 ? 0 : (double) rejected / (accepted + rejected);
        Map<String, Double> sizes = senders.effectiveSizes();
        Map<String, LabelRecord> renewed = new HashMap<>();
        for (RatioRow row : all.rows()) {
            RatioCounts counts = row.counts();
            renewed.put(
                    row.name(),
                    new LabelRecord(
                            counts.accepted(),
                            counts.rejected(),
                            sizes.containsKey(row.name())
                                    ? OptionalDouble.of(sizes.get(row.name()))
                                    : OptionalDouble.empty(),
                            acceptedLately,
                            lately.getOrDefault(row.name(), 0L),
                            baseRate));
        }
        records = Map.copyOf(renewed);
    }

    private Period lately() {
        long hour = HOUR.toSeconds();
        long end = (clock.instant().getEpochSecond() / hour + 1) * hour;
        return new Period((end - LATELY.toSeconds()) * 1_000_000, end * 1_000_000);
    }
}
