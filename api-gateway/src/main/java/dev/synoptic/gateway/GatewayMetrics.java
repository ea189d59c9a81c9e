package dev.synoptic.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;

/// What a gateway counts, for Prometheus. Nothing that comes from outside is ever a label.
final class GatewayMetrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Gateway gateway;

    GatewayMetrics(Gateway gateway) {
        this.gateway = gateway;
        gauge("hosts", "hosts known", each -> each.hosts().size());
        gauge("ready", "1 when hosts and ratios are read", each -> each.health().ready() ? 1 : 0);
        gauge(
                "degraded",
                "1 when something it needs is away",
                each -> each.health().degraded() ? 1 : 0);
        counter(
                "hosts.updates",
                "states taken into the index",
                each -> each.hosts().updates());
        counter(
                "hosts.outdated",
                "states left out, a later one being there",
                each -> each.hosts().outdated());
        sockets();
        queries();
        join();
    }

    private void sockets() {
        gauge(
                "connections.open",
                "query connections open",
                each -> each.socketCounters().open());
        counter(
                "connections.accepted",
                "query connections taken in",
                each -> each.socketCounters().accepted().sum());
        counter(
                "connections.vanished",
                "clients gone with an answer unread",
                each -> each.socketCounters().vanished().sum());
        counter(
                "connections.timed.out",
                "clients that never ended a query",
                each -> each.socketCounters().timedOut().sum());
        counter(
                "connections.failed",
                "connections closed by a fault of ours",
                each -> each.socketCounters().failed().sum());
        counter(
                "connections.full",
                "times that a listener had all its connections",
                each -> each.socketCounters().full().sum());
    }

    private void queries() {
        counter(
                "v3.queries",
                "queries of p0f's protocol",
                each -> each.v3Counters().queries().sum());
        counter(
                "v3.queries.bad",
                "of them, bad ones",
                each -> each.v3Counters().bad().sum());
        counter(
                "v3.misaligned",
                "connections closed for being out of step",
                each -> each.v3Counters().misaligned().sum());
        counter(
                "waits",
                "queries that waited for a handshake",
                each -> each.waits().waited());
        counter(
                "waits.found",
                "of them, those that did not wait to the end",
                each -> each.waits().found());
        counter(
                "waits.refused",
                "queries that found too many waiting",
                each -> each.waits().refused());
    }

    private void join() {
        counter(
                "join.verdicts",
                "verdicts read",
                each -> each.joinCounters().verdicts().sum());
        counter(
                "join.verdicts.repeated",
                "of them, repeats",
                each -> each.joinCounters().repeated().sum());
        counter(
                "join.syns",
                "judged SYNs read",
                each -> each.joinCounters().syns().sum());
        counter(
                "join.syns.refused",
                "of them, those without room",
                each -> each.joinCounters().refusedSyns().sum());
        counter(
                "join.syns.forgotten",
                "SYNs too old for any session",
                each -> each.joinCounters().forgottenSyns().sum());
        counter(
                "join.results",
                "verdicts settled, corrections included",
                each -> each.joinCounters().joined().sum());
        counter(
                "join.results.revised",
                "of them, corrections",
                each -> each.joinCounters().revised().sum());
        counter(
                "join.results.unmatched",
                "of them, those without a SYN",
                each -> each.joinCounters().unmatched().sum());
        counter(
                "join.sources.silent",
                "times a source was given up",
                each -> each.joinCounters().silentSources().sum());
        counter(
                "join.unreadable",
                "records sent to dead-letters.v1",
                each -> each.joinCounters().unreadable().sum());
    }

    private void counter(String name, String what, ToDoubleFunction<Gateway> value) {
        FunctionCounter.builder("synoptic.gateway." + name, gateway, value)
                .description(what)
                .register(registry);
    }

    private void gauge(String name, String what, ToDoubleFunction<Gateway> value) {
        Gauge.builder("synoptic.gateway." + name, gateway, value)
                .description(what)
                .register(registry);
    }

    String scrape() {
        return registry.scrape();
    }
}
