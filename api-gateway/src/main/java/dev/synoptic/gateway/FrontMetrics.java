package dev.synoptic.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// What the fronts beside p0f 3's protocol count, for Prometheus.
///
/// @param gateway  whose fronts they are
/// @param registry where they are shown
record FrontMetrics(Gateway gateway, MeterRegistry registry) {

    void register() {
        datagrams();
        fronts();
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
                "answers by which mail is refused",
                each -> each.frontCounters().plugin().refused());
        counted(
                "plugin.ignored",
                "answers ignore: the gate stopped the refusal",
                each -> each.frontCounters().plugin().ignored());
        counted(
                "tls.refused",
                "connections without TLS of ours",
                each -> each.frontCounters().tlsRefused());
    }

    private void counted(String name, String what, Function<Gateway, LongAdder> value) {
        FunctionCounter.builder(
                        "synoptic.gateway." + name,
                        gateway,
                        each -> value.apply(each).sum())
                .description(what)
                .register(registry);
    }
}
