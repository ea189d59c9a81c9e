package dev.synoptic.gateway;

import dev.synoptic.gateway.ratios.ClockNote;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How far clocks are apart, as gauges (`mail.md` J7): one for each site and capturing agent, whose names are
/// settings of the agents, and no more than [#PAIRS_MAX].
final class ClockGauges {

    /// Pairs of clocks with a gauge.
    static final int PAIRS_MAX = 100;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Gateway gateway;
    private final MultiGauge ahead;
    private final MultiGauge zones;

    ClockGauges(Gateway gateway, MeterRegistry registry) {
        this.gateway = gateway;
        this.ahead = MultiGauge.builder("synoptic.join.clock.ahead")
                .description("how far the capture's clock runs ahead of the mail host's")
                .baseUnit("seconds")
                .register(registry);
        this.zones = MultiGauge.builder("synoptic.join.zone.shift")
                .description("how far a log's times are ahead as if read in a wrong time zone; 0 where they are not")
                .baseUnit("seconds")
                .register(registry);
    }

    /// Takes the measures as they stand.
    void refresh() {
        List<ClockNote> notes = gateway.ratioView().clocks(Optional.empty()).stream()
                .filter(note -> PLAIN.matcher(note.site()).matches()
                        && PLAIN.matcher(note.host()).matches()
                        && PLAIN.matcher(note.agent()).matches())
                .limit(PAIRS_MAX)
                .toList();
        ahead.register(
                notes.stream()
                        .filter(note -> note.ahead().isPresent())
                        .<MultiGauge.Row<?>>map(
                                note -> row(note, note.ahead().orElseThrow().toMillis() / 1_000.0))
                        .toList(),
                true);
        zones.register(
                notes.stream()
                        .<MultiGauge.Row<?>>map(
                                note -> row(note, (double) note.zoneShift().toSeconds()))
                        .toList(),
                true);
    }

    private static MultiGauge.Row<Number> row(ClockNote note, double seconds) {
        return MultiGauge.Row.of(
                Tags.of("site", note.site(), "mail_host", note.host(), "agent", note.agent()), seconds);
    }
}
