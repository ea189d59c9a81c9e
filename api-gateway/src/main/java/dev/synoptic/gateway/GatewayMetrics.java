package dev.synoptic.gateway;

import dev.synoptic.gateway.http.HttpFront;
import dev.synoptic.gateway.index.SourcesHeard;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.socket.SocketCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What a gateway counts, for Prometheus. Nothing that comes from outside the fleet is ever a label.
final class GatewayMetrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Gateway gateway;
    private final RatioGauges ratios;
    private final ClockGauges clocks;

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
        new FrontMetrics(gateway, registry).register();
        join();
        gateway.policy().ifPresent(part -> new PolicyMetrics(part, registry).register());
        http();
        gateway.tails().forEach(this::tail);
        this.ratios = new RatioGauges(gateway, registry);
        this.clocks = new ClockGauges(gateway, registry);
    }

    private void http() {
        counter(
                "http.answered",
                "HTTP requests answered",
                each -> of(each, front -> front.counters().answered().sum()));
        counter(
                "http.refused",
                "HTTP requests refused",
                each -> of(each, front -> front.counters().refused().sum()));
        counter(
                "http.failed",
                "HTTP requests that failed by a fault of ours",
                each -> of(each, front -> front.counters().failed().sum()));
        counter(
                "http.crowded",
                "HTTP connections closed because their address had too many",
                each -> of(each, front -> front.counters().crowded().sum()));
        counter(
                "http.unauthorized",
                "of the refused, those for want of a token or a role",
                each -> of(each, front -> front.gate().refused()));
        counter(
                "http.personal",
                "HTTP requests that showed what is known of a host",
                each -> of(each, front -> front.gate().personal()));
        gauge(
                "http.listeners",
                "listeners to changes",
                each -> of(each, front -> front.events().listeners()));
        counter(
                "http.listeners.refused",
                "listeners turned away, there being too many",
                each -> of(each, front -> front.events().turnedAway()));
        counter(
                "http.events.dropped",
                "events in place of which a slow listener got a newer one of their kind",
                each -> of(each, front -> front.events().dropped()));
        counter(
                "posted.verdicts",
                "verdicts sent in and safe",
                each -> each.posted().taken());
        counter(
                "posted.verdicts.failed",
                "verdicts sent in that could not be made safe in time",
                each -> each.posted().failed());
        gauge(
                "sources.alive",
                "captures and logs that agents go on reading",
                each -> each.sources().all().stream()
                        .filter(source -> !source.ended() && !source.isSilent())
                        .count());
        gauge(
                "sources.silent",
                "captures and logs not heard of for too long",
                each -> each.sources().all().stream()
                        .filter(SourcesHeard.Heard::isSilent)
                        .count());
        counter(
                "sources.forgotten",
                "sources forgotten, there being too many",
                each -> each.sources().forgotten());
    }

    private static double of(Gateway gateway, ToDoubleFunction<HttpFront> value) {
        return gateway.http().map(value::applyAsDouble).orElse(0.0);
    }

    /// The topic's name is one of the catalogue's.
    private void tail(TopicTail tail) {
        FunctionCounter.builder("synoptic.gateway.records", tail, TopicTail::records)
                .description("records read into memory")
                .tag("topic", tail.topic())
                .register(registry);
        FunctionCounter.builder("synoptic.gateway.records.unreadable", tail, TopicTail::unreadable)
                .description("of them, those left out because they could not be read")
                .tag("topic", tail.topic())
                .register(registry);
        FunctionCounter.builder("synoptic.gateway.records.keyless", tail, TopicTail::keyless)
                .description("of them, those left out because nothing says what they are about")
                .tag("topic", tail.topic())
                .register(registry);
        Gauge.builder("synoptic.gateway.records.behind", tail, each -> each.isReady() ? each.behind() : Double.NaN)
                .description("records that the topic holds beyond what was read into memory, asked every two seconds")
                .tag("topic", tail.topic())
                .register(registry);
    }

    private void sockets() {
        gauge(
                "connections.open",
                "query connections open",
                each -> each.socketCounters().stream()
                        .mapToLong(SocketCounters::open)
                        .sum());
        counter("connections.accepted", "query connections taken in", each -> sum(each, SocketCounters::accepted));
        counter(
                "connections.vanished",
                "clients gone with an answer unread",
                each -> sum(each, SocketCounters::vanished));
        counter(
                "connections.timed.out",
                "clients that never ended a query",
                each -> sum(each, SocketCounters::timedOut));
        counter(
                "connections.failed",
                "connections closed by a fault of ours",
                each -> sum(each, SocketCounters::failed));
        counter(
                "connections.refused",
                "connections of peers that may not ask",
                each -> sum(each, SocketCounters::refused));
        counter(
                "connections.full",
                "times that a listener had all its connections",
                each -> sum(each, SocketCounters::full));
    }

    private static double sum(Gateway gateway, Function<SocketCounters, LongAdder> what) {
        return gateway.socketCounters().stream()
                .map(what)
                .mapToLong(LongAdder::sum)
                .sum();
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
                "join.clocks.refused",
                "differences between clocks of which there are too many",
                each -> each.joinCounters().refusedClocks().sum());
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
                "join.results.unnamed",
                "times that a result's mail host or service was counted as other",
                each -> each.joinCounters().unnamed().sum());
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
        ratios.refresh();
        clocks.refresh();
        return registry.scrape();
    }
}
