package dev.synoptic.streams;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/// What one instance counts, for Prometheus, with what Kafka's own clients count: lag, rates, restoring. Nothing that
/// comes from outside is ever a label.
final class StreamsMetrics implements AutoCloseable {

    private static final String PREFIX = "synoptic.streams.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final KafkaStreamsMetrics kafka;

    StreamsMetrics(KafkaStreams streams, StreamsCounters counters) {
        for (var counter : StreamsCounter.values()) {
            FunctionCounter.builder(PREFIX + counter.text().replace('_', '.'), counters, each -> each.get(counter))
                    .register(registry);
        }
        Gauge.builder(PREFIX + "ready", streams, each -> each.state() == KafkaStreams.State.RUNNING ? 1 : 0)
                .description("1 when all stores are restored and records are being read")
                .register(registry);
        Gauge.builder(PREFIX + "hosts", streams, StreamsMetrics::hosts)
                .description("hosts remembered in this instance's partitions; an estimate where they lie on disk")
                .register(registry);
        Timer latency = Timer.builder(PREFIX + "capture.to.state")
                .description("from the capture of a SYN to the state that it led to; a replay's are of no meaning")
                .serviceLevelObjectives(millis(2, 5, 10, 20, 40, 80, 200, 500, 1_000, 5_000, 60_000))
                .register(registry);
        counters.onLatency(latency::record);
        kafka = new KafkaStreamsMetrics(streams);
        kafka.bindTo(registry);
    }

    private static Duration[] millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private static double hosts(KafkaStreams streams) {
        try {
            return streams.store(
                            StoreQueryParameters.fromNameAndType(Stores.HOSTS, QueryableStoreTypes.keyValueStore()))
                    .approximateNumEntries();
        } catch (InvalidStateStoreException notNow) {
            return 0; // while partitions come and go there is no answer
        }
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        kafka.close();
        registry.close();
    }
}
