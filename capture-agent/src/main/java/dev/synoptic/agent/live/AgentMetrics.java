package dev.synoptic.agent.live;

import dev.synoptic.agent.AgentCounter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// What an agent counts, for Prometheus. Nothing that comes from outside is ever a label.
final class AgentMetrics {

    private static final String PREFIX = "synoptic.agent.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LiveAgent agent;
    private final Set<String> failures = new HashSet<>();

    AgentMetrics(LiveAgent agent) {
        this.agent = agent;
        for (var counter : AgentCounter.values()) {
            FunctionCounter.builder(
                            PREFIX + counter.text().replace('_', '.'),
                            agent,
                            each -> each.status().count(counter))
                    .description("see AgentCounter." + counter)
                    .register(registry);
        }
        gauge("queue.records", "captured records that wait in memory", LiveStatus::waiting);
        gauge("spool.octets", "octets of the spool", status -> status.spool().octets());
        gauge("spool.age.seconds", "age of the oldest record of the spool", AgentMetrics::spoolAge);
        gauge(
                "brokers.reached",
                "1 when the brokers are reached",
                status -> status.brokers().isEmpty() ? 1 : 0);
        gauge("well", "1 when nothing is wrong", status -> status.troubles().isEmpty() ? 1 : 0);
        gauge(
                "publish.seconds.max",
                "longest time to an acknowledgement",
                status -> status.times().longestSeconds());
        counter(
                "publish.seconds.sum",
                "time to acknowledgements",
                status -> status.times().seconds());
        counter(
                "publish.seconds.count",
                "records acknowledged",
                status -> status.times().records());
    }

    private static double spoolAge(LiveStatus status) {
        return status.spool().age().map(age -> age.toMillis() / 1e3).orElse(0.0);
    }

    private void gauge(String name, String what, ToDoubleFunction<LiveStatus> value) {
        Gauge.builder(PREFIX + name, agent, each -> value.applyAsDouble(each.status()))
                .description(what)
                .register(registry);
    }

    private void counter(String name, String what, ToDoubleFunction<LiveStatus> value) {
        FunctionCounter.builder(PREFIX + name, agent, each -> value.applyAsDouble(each.status()))
                .description(what)
                .register(registry);
    }

    /// Kinds of failure are classes of Kafka's and ours, which is a bounded set.
    private void failures() {
        for (String kind : agent.status().times().failures().keySet()) {
            if (!failures.add(kind)) continue;
            FunctionCounter.builder(
                            PREFIX + "publish.failures",
                            agent,
                            each -> each.status().times().failures().getOrDefault(kind, 0L))
                    .description("what went wrong in publishing")
                    .tag("kind", kind)
                    .register(registry);
        }
    }

    synchronized String scrape() {
        failures();
        return registry.scrape();
    }
}
