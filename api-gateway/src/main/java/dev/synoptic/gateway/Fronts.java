package dev.synoptic.gateway;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.gateway.analyzer.AnalyzerCounters;
import dev.synoptic.gateway.analyzer.AnalyzerProtocol;
import dev.synoptic.gateway.analyzer.LastHandshake;
import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.answer.OldWording;
import dev.synoptic.gateway.dns.DnsCounters;
import dev.synoptic.gateway.dns.DnsDatagrams;
import dev.synoptic.gateway.dns.DnsDesk;
import dev.synoptic.gateway.dns.DnsStreams;
import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.LastHandshakes;
import dev.synoptic.gateway.join.RuleVersions;
import dev.synoptic.gateway.plugin.PluginCounters;
import dev.synoptic.gateway.plugin.PluginJudge;
import dev.synoptic.gateway.plugin.PluginProtocol;
import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.gateway.socket.DatagramProtocol;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.Protocol;
import dev.synoptic.gateway.text.TextCounters;
import dev.synoptic.gateway.text.TextProtocol;
import dev.synoptic.gateway.v2.V2Counters;
import dev.synoptic.gateway.v2.V2Desk;
import dev.synoptic.gateway.v2.V2Protocol;
import dev.synoptic.gateway.v2.V2Status;
import dev.synoptic.gateway.v3.HostV3Answers;
import dev.synoptic.gateway.v3.V3Counters;
import dev.synoptic.gateway.v3.V3Patience;
import dev.synoptic.gateway.v3.V3Protocol;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.LinkTypes;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// Makes protocols of settings: each is given hosts, waits and counters, and knows no more of the gateway.
///
/// @param index      all hosts
/// @param handshakes their latest handshakes
/// @param waits      who waits for handshakes
/// @param hasState   whether anything was read at all
/// @param startNanos of the gateway, as [System#nanoTime]
/// @param rules      what labels hosts: signatures and names, by their versions
/// @param counters   what is asked
/// @param policy     what policy requests are answered by, and what plug-in queries may be refused by
record Fronts(
        HostIndex index,
        LastHandshakes handshakes,
        HandshakeWaits waits,
        BooleanSupplier hasState,
        long startNanos,
        RuleVersions rules,
        Counters counters,
        Optional<PolicyPart> policy) {

    /// What all listeners of one kind were asked.
    record Counters(
            V3Counters v3,
            V2Counters v2,
            AnalyzerCounters analyzer,
            DnsCounters dns,
            TextCounters text,
            PluginCounters plugin,
            LongAdder tlsRefused) {

        Counters() {
            this(
                    new V3Counters(),
                    new V2Counters(),
                    new AnalyzerCounters(),
                    new DnsCounters(),
                    new TextCounters(),
                    new PluginCounters(),
                    new LongAdder());
        }
    }

    /// What is spoken on the stream sockets of a listener; empty where it has none.
    Optional<Protocol> stream(ListenerSettings listener) {
        HostFinder hosts = hosts(listener);
        Optional<HandshakeWaits> patient = Optional.of(waits);
        return switch (listener.spoken()) {
            case Spoken.P0fV3() ->
                Optional.of(new V3Protocol(
                        new HostV3Answers(hosts), V3Protocol.BAD_IN_A_ROW_MAX, counters.v3(), V3Patience.of(waits)));
            case Spoken.P0fV2(var form) ->
                Optional.of(new V2Protocol(
                        new V2Desk(hosts, handshakes.connections(), form, patient, counters.v2(), this::v2Status)));
            case Spoken.Amavis _ -> Optional.empty();
            case Spoken.Dns dns -> Optional.of(new DnsStreams(desk(listener, dns, hosts)));
            case Spoken.Text() -> Optional.of(new TextProtocol(hosts, patient, counters.text()));
            case Spoken.Policy() -> policy.map(part -> part.protocol(hosts, listener.site()));
            case Spoken.Plugin _ ->
                Optional.of(new PluginProtocol(hosts, judge(listener, hosts), patient, counters.plugin()));
        };
    }

    private PluginJudge judge(ListenerSettings listener, HostFinder hosts) {
        return policy.map(part -> part.judge(listener, hosts)).orElse(PluginJudge.PASS_ALL);
    }

    /// What is spoken by datagrams; empty where nothing is.
    Optional<DatagramProtocol> datagrams(ListenerSettings listener) {
        HostFinder hosts = hosts(listener);
        return switch (listener.spoken()) {
            case Spoken.Amavis(var wording) ->
                Optional.of(new AnalyzerProtocol(
                        hosts,
                        address -> handshakes.find(address, listener.site()).map(Fronts::latest),
                        wording,
                        counters.analyzer()));
            case Spoken.Dns dns -> Optional.of(new DnsDatagrams(desk(listener, dns, hosts), dns.responsesPerSecond()));
            case Spoken.P0fV3 _, Spoken.P0fV2 _, Spoken.Text _, Spoken.Plugin _, Spoken.Policy _ -> Optional.empty();
        };
    }

    private static LastHandshake latest(Fingerprint fingerprint) {
        SynObservation seen = fingerprint.seen();
        return new LastHandshake(
                fingerprint.rawSignature(),
                seen.mss() == 0 ? OptionalInt.empty() : OptionalInt.of(LinkTypes.mtu(seen.ipVersion(), seen.mss())));
    }

    private DnsDesk desk(ListenerSettings listener, Spoken.Dns dns, HostFinder hosts) {
        return new DnsDesk(dns.zone(), hosts, hasState, listener.admission(), Optional.of(waits), counters.dns());
    }

    private HostFinder hosts(ListenerSettings listener) {
        HostFinder hosts = index.from(listener.site());
        return listener.oldWords()
                .<HostFinder>map(names -> new OldWording(hosts, names))
                .orElse(hosts);
    }

    /// Time that a peer may stay inside one request.
    static Duration requestTime(Spoken spoken) {
        return switch (spoken) {
            case Spoken.P0fV2 _ -> V2Protocol.REQUEST_TIME;
            case Spoken.Text _ -> TextProtocol.REQUEST_TIME;
            case Spoken.P0fV3 _, Spoken.Amavis _, Spoken.Dns _, Spoken.Plugin _, Spoken.Policy _ ->
                Listener.REQUEST_TIME;
        };
    }

    /// Who is let in: anyone may ask a zone, whose list says who is told counts.
    static Admission admission(ListenerSettings listener) {
        return listener.spoken() instanceof Spoken.Dns
                ? new Admission(java.util.List.of(), listener.admission().perPeerMax())
                : listener.admission();
    }

    private V2Status v2Status() {
        return new V2Status(
                Integer.toUnsignedLong(rules.hashCode()),
                index.size(),
                index.updates(),
                index.updates(),
                counters.v2().queries().sum(),
                counters.v2().misses().sum(),
                Duration.ofNanos(System.nanoTime() - startNanos).toSeconds());
    }
}
