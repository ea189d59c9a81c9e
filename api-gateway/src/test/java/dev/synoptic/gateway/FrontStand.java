package dev.synoptic.gateway;

import dev.synoptic.flow.Connection;
import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.LastHandshakes;
import dev.synoptic.gateway.join.RuleVersions;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.host.SeenSystem;
import dev.synoptic.host.SoftwareHonesty;
import dev.synoptic.host.Uptime;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// All fronts of a gateway over an index of two hosts, without Kafka.
final class FrontStand implements AutoCloseable {

    static final String KNOWN = "198.18.25.10";
    static final String KNOWN6 = "2001:db8:25::10";
    static final String UNKNOWN = "198.18.25.99";
    static final String SERVER = "198.18.25.1";
    static final String SITE = "mx1";

    private static final long MICROS = 1_700_000_600_000_000L;

    final HostIndex index = new HostIndex(PrivateNetworks.DEFAULT);
    final LastHandshakes handshakes = new LastHandshakes(PrivateNetworks.DEFAULT, System::nanoTime);
    final AtomicBoolean agentAlive = new AtomicBoolean();
    final AtomicBoolean hasState = new AtomicBoolean(true);
    final HandshakeWaits waits = new HandshakeWaits(agentAlive::get);
    final Fronts.Counters counters = new Fronts.Counters();
    final QuerySockets sockets;

    FrontStand(ListenerSettings... listeners) throws IOException {
        learn(KNOWN);
        learn(KNOWN6);
        handshakes.connections().add(new Connection(address(KNOWN), 41303, address(SERVER), 25));
        var versions = RuleVersions.of("test", "test");
        var fronts = new Fronts(
                index, handshakes, waits, hasState::get, System.nanoTime(), versions, counters, Optional.empty());
        sockets = QuerySockets.open(List.of(listeners), fronts);
        index.onUpdate(_ -> sockets.wake());
    }

    static ListenerSettings on(Spoken spoken, Endpoint endpoint) {
        return ListenerSettings.of(spoken, endpoint, SITE);
    }

    static ListenerSettings onLoopback(Spoken spoken) {
        return on(spoken, Endpoint.Tcp.loopback(0));
    }

    static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /// A Linux at `address`, 3 hops away, up for 90 minutes.
    void learn(String address) {
        var label = new Label(false, Optional.of("unix"), "Linux", "3.11 and newer");
        var state = new HostState(
                MICROS - 600_000_000L,
                MICROS,
                7,
                Optional.of(new SeenSystem(label, MatchQuality.EXACT, MICROS)),
                OptionalInt.of(3),
                Optional.of("Ethernet or modem"),
                Optional.of(new Uptime(90, 49, MICROS)),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                SoftwareHonesty.UNSUSPECTED,
                List.of());
        index.update(HostKey.global(address(address)), state, 0, 1);
    }

    Endpoint endpoint(int listener) {
        return sockets.endpoints().get(listener);
    }

    @Override
    public void close() {
        sockets.close();
    }
}
