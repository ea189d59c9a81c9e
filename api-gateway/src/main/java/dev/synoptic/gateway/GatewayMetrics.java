package dev.synoptic.gateway;

import dev.synoptic.gateway.http.HttpFront;
import dev.synoptic.gateway.index.SourcesHeard;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.policy.RuleStanding;
import dev.synoptic.gateway.socket.SocketCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What a gateway counts, for Prometheus. Nothing that comes from outside is ever a label.
final class GatewayMetrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Gateway gateway;
    private final RatioGauges ratios;

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
        datagrams();
        queries();
        fronts();
        join();
        gateway.policy().ifPresent(this::policy);
        http();
        gateway.tails().forEach(this::tail);
        this.ratios = new RatioGauges(gateway, registry);
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
                "events that a slow listener did not get",
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

    private void datagrams() {
        counted(
                "datagrams.received",
                "datagrams read",
                each -> each.datagramCounters().received());
        counted(
                "datagrams.refused",
                "of them, those of peers that may not ask",
                each -> each.datagramCounters().refused());
        counted(
                "datagrams.answered",
                "answers sent",
                each -> each.datagramCounters().answered());
        counted(
                "datagrams.unsent",
                "answers that no socket took",
                each -> each.datagramCounters().unsent());
        counted(
                "datagrams.failed",
                "datagrams whose answering failed",
                each -> each.datagramCounters().failed());
    }

    private void fronts() {
        counted(
                "v2.queries",
                "queries of p0f 2's protocol",
                each -> each.frontCounters().v2().queries());
        counted(
                "v2.queries.bad",
                "of them, bad ones",
                each -> each.frontCounters().v2().bad());
        counted(
                "v2.misses",
                "of them, those that found nothing",
                each -> each.frontCounters().v2().misses());
        counted(
                "amavis.queries",
                "requests of amavisd",
                each -> each.frontCounters().analyzer().queries());
        counted(
                "amavis.queries.bad",
                "of them, bad ones",
                each -> each.frontCounters().analyzer().bad());
        counted(
                "amavis.known",
                "of them, those about a known host",
                each -> each.frontCounters().analyzer().known());
        counted(
                "dns.queries",
                "messages to a zone",
                each -> each.frontCounters().dns().queries());
        counted(
                "dns.garbage",
                "of them, those that were no query",
                each -> each.frontCounters().dns().garbage());
        counted(
                "dns.refused",
                "of them, those about other things",
                each -> each.frontCounters().dns().refused());
        counted(
                "dns.listed",
                "of them, those about a listed name",
                each -> each.frontCounters().dns().listed());
        counted(
                "dns.limited",
                "answers kept back from a network",
                each -> each.frontCounters().dns().limited());
        counted(
                "text.queries",
                "lines asked",
                each -> each.frontCounters().text().queries());
        counted(
                "text.queries.bad",
                "of them, bad ones",
                each -> each.frontCounters().text().bad());
        counted(
                "plugin.queries",
                "queries with ids",
                each -> each.frontCounters().plugin().queries());
        counted(
                "plugin.queries.bad",
                "of them, without address",
                each -> each.frontCounters().plugin().badAddress());
        counted(
                "plugin.nonsense",
                "connections that spoke otherwise",
                each -> each.frontCounters().plugin().nonsense());
        counted(
                "plugin.refused",
                "answers other than pass",
                each -> each.frontCounters().plugin().refused());
        counted(
                "tls.refused",
                "connections without TLS of ours",
                each -> each.frontCounters().tlsRefused());
    }

    private void counted(String name, String what, Function<Gateway, LongAdder> value) {
        counter(name, what, each -> value.apply(each).sum());
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

    private void policy(PolicyPart part) {
        gauge("policy.off", "1 when everything is answered with DUNNO", _ -> part.isOff() ? 1 : 0);
        gauge(
                "policy.rules.suspended",
                "rules that have stopped themselves",
                _ -> part.watch().suspended());
        gauge(
                "greylist.entries",
                "triplets and networks remembered",
                _ -> part.greylist().size());
        gauge(
                "greylist.current",
                "1 when it knows what the fleet knows",
                _ -> part.greylist().isCurrent() ? 1 : 0);
        counter("greylist.deferred", "attempts deferred", _ -> part.greylist().deferred());
        counter(
                "greylist.unsure",
                "attempts passed for not being sure",
                _ -> part.greylist().passedUnsure());
        counter(
                "policy.requests",
                "policy requests",
                _ -> part.counters().requests().sum());
        counter(
                "policy.nonsense",
                "connections closed for speaking something else",
                _ -> part.counters().nonsense().sum());
        counter(
                "policy.failed",
                "requests answered DUNNO by a fault of ours",
                _ -> part.counters().failed().sum());
        counter(
                "policy.off.answers",
                "requests answered DUNNO by the switch",
                _ -> part.counters().off().sum());
        counter(
                "policy.headers",
                "headers added",
                _ -> part.counters().headers().sum());
        counter(
                "policy.hindered",
                "requests refused, deferred or held",
                _ -> part.counters().hindered().sum());
        counter(
                "policy.gated",
                "refusals that the gate stopped",
                _ -> part.counters().gated().sum());
        for (RuleStanding standing : part.watch().standings()) rule(part, standing);
    }

    /// Names of rules come from the operator's own settings.
    private void rule(PolicyPart part, RuleStanding standing) {
        String name = standing.rule().name();
        FunctionCounter.builder("synoptic.gateway.policy.rule.touched", standing, RuleStanding::touched)
                .description("transactions that a rule touched, or would have")
                .tag("rule", name)
                .register(registry);
        FunctionCounter.builder("synoptic.gateway.policy.rule.touched.good", standing, RuleStanding::touchedGood)
                .description("of them, those of known good senders")
                .tag("rule", name)
                .register(registry);
        FunctionCounter.builder(
                        "synoptic.gateway.policy.rule.accepted", part.senders(), senders -> senders.wouldHit(name))
                .description("accepted messages that a rule would have hit")
                .tag("rule", name)
                .register(registry);
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
        ratios.refresh();
        return registry.scrape();
    }
}
