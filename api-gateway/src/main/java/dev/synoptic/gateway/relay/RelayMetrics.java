package dev.synoptic.gateway.relay;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/// What a front counts, for Prometheus: by the socket, whose name comes from the operator's settings.
public final class RelayMetrics {

    private static final String PREFIX = "synoptic.front.";
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /// Of this front.
    public RelayMetrics(Front front) {
        for (int i = 0; i < front.counters().size(); i++) {
            new Socket(
                            registry,
                            front.counters().get(i),
                            front.endpoints().get(i).toString())
                    .register();
        }
        FunctionCounter.builder(
                        PREFIX + "failed",
                        front,
                        each -> each.socketCounters().failed().sum())
                .description("connections closed by a fault of ours")
                .register(registry);
        Gauge.builder(
                        PREFIX + "connections",
                        front,
                        each -> each.socketCounters().open())
                .description("connections kept now")
                .register(registry);
    }

    /// All of it, as Prometheus reads it.
    public String scrape() {
        return registry.scrape();
    }

    private record Socket(PrometheusMeterRegistry registry, RelayCounters counters, String name) {

        void register() {
            counter("requests", "whole requests", each -> each.requests().sum());
            counter(
                    "passed",
                    "requests answered by a gateway",
                    each -> each.passed().sum());
            counter(
                    "not.known",
                    "requests that the front answered itself",
                    each -> each.notKnown().sum());
            counter(
                    "late",
                    "of them, those for which a gateway took too long",
                    each -> each.late().sum());
            counter(
                    "faulty",
                    "times that a gateway sent what is no answer",
                    each -> each.faulty().sum());
            counter(
                    "nonsense",
                    "connections closed for sending what is no request",
                    each -> each.nonsense().sum());
            counter(
                    "overdue",
                    "answers that left later than promised",
                    each -> each.waits().overdue());
            counter(
                    "wait.seconds",
                    "all that clients waited",
                    each -> each.waits().nanos() / NANOS_PER_SECOND);
            Gauge.builder(
                            PREFIX + "wait.seconds.max",
                            counters,
                            each -> each.waits().longestNanos() / NANOS_PER_SECOND)
                    .description("the longest that a client waited")
                    .tag("socket", name)
                    .register(registry);
            for (Duration bound : AnswerWaits.BOUNDS) within(bound);
        }

        private void within(Duration bound) {
            FunctionCounter.builder(
                            PREFIX + "answered.within",
                            counters,
                            each -> each.waits().within(bound))
                    .description("answers within so many milliseconds")
                    .tag("socket", name)
                    .tag("ms", Long.toString(bound.toMillis()))
                    .register(registry);
        }

        private void counter(String what, String description, ToDoubleFunction<RelayCounters> value) {
            FunctionCounter.builder(PREFIX + what, counters, value)
                    .description(description)
                    .tag("socket", name)
                    .register(registry);
        }
    }
}
