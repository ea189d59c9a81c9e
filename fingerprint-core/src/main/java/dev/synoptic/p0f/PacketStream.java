package dev.synoptic.p0f;

import dev.synoptic.match.SynMatcher;
import dev.synoptic.match.TcpMatcher;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.Intake;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.SegmentKind;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.signature.SignatureDatabase;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// One ordered stream of packets, followed as p0f 3.09b follows it: strict mode (`p0f-v3.md`, all of it).
///
/// All limits are those of the stream. All time is capture time. One thread. Bounded: flows by their limit plus one,
/// hosts by their limit plus those that are busy when their limit is reached.
public final class PacketStream {

    /// STATE-20, O-22: by the number of packets, whatever they are.
    private static final int SWEEP_PACKETS = 50;

    /// Section 14: the SYN that p0f's own probe sends.
    private static final int PROBE_WINDOW = 1337;

    private static final int PROBE_MSS = 1331;

    private final FrameDecoder decoder;
    private final StreamState state;
    private final HandshakeStage handshakes;
    private final UptimeStage uptime;
    private final HttpStage http;
    private final SegmentView segment = new SegmentView();
    private final Occasion occasion = new Occasion();
    private int untilSweep = SWEEP_PACKETS;
    private int now;
    private long nowMillis;

    /// A stream that has seen nothing.
    ///
    /// @param decoder  of the capture's link type; [FrameDecoder#strict] for p0f's own reading
    /// @param listener is told what is observed
    public PacketStream(SignatureDatabase database, Limits limits, FrameDecoder decoder, ObservationListener listener) {
        this(database, TcpMatcher.of(database), limits, decoder, listener);
    }

    /// A stream that has seen nothing and matches by other rules than p0f's.
    ///
    /// @param matcher says what sent a SYN or SYN+ACK, by rows of `database`
    public PacketStream(
            SignatureDatabase database,
            SynMatcher matcher,
            Limits limits,
            FrameDecoder decoder,
            ObservationListener listener) {
        this.decoder = decoder;
        state = new StreamState(limits);
        var scores = new ScoreBoard(listener);
        uptime = new UptimeStage(listener);
        handshakes = new HandshakeStage(database, matcher, scores, uptime, listener);
        http = new HttpStage(database, state.flows, scores, listener);
    }

    /// Takes the next frame, which lies at `at` of `frames`; answers what became of it.
    ///
    /// @param captured   octets of the frame that are there
    /// @param wireLength octets it had on the wire, unsigned
    /// @param seconds    capture time, whole seconds since 1970, UTC
    /// @param micros     the rest of that time, 0 to 999,999
    public Intake accept(MemorySegment frames, long at, int captured, int wireLength, long seconds, int micros) {
        var intake = decoder.decode(frames, at, captured, wireLength, segment);
        state.counters.count(intake);
        if (!intake.counted()) return intake;
        now = (int) seconds;
        if (--untilSweep == 0) {
            untilSweep = SWEEP_PACKETS;
            state.sweep(now);
        }
        if (intake.isSegment()) follow(seconds, micros);
        return intake;
    }

    /// Section 2: what a segment does to its flow.
    private void follow(long seconds, int micros) {
        var flow = state.flows.find(segment);
        var kind = segment.kind();
        if (flow == null && kind != SegmentKind.SYN) return;
        occasion.at(seconds, micros);
        nowMillis = seconds * 1000 + micros / 1000;
        if (flow == null) {
            open();
            return;
        }
        switch (kind) {
            case SYN -> reopen(flow);
            case SYN_ACK -> acknowledged(flow);
            case FIN_OR_RST -> closed(flow);
            case ACK -> data(flow);
        }
    }

    /// STATE-7, O-29; the program itself holds the number against the next one that it expects of the client, so a SYN
    /// is a repeat as long as no data has come, and after data where it ends just before the next octet.
    private void reopen(Flow flow) {
        if (flow.isToServer(segment) && flow.expectedFromClient - 1 == (int) segment.sequenceNumber()) return;
        state.flows.destroy(flow);
        open();
    }

    /// STATE-2, STATE-8.
    private void open() {
        var flow = state.open(segment, now);
        flow.peerMss = segment.mss();
        flow.probe = segment.window() == PROBE_WINDOW && flow.peerMss == PROBE_MSS;
        boolean tool = handshakes.take(occasion.of(flow, true), flow, segment, nowMillis);
        if (tool && !flow.probe) state.flows.destroy(flow);
    }

    /// STATE-10.
    private void acknowledged(Flow flow) {
        if (flow.probe) {
            handshakes.take(occasion.of(flow, false), flow, segment, nowMillis);
            state.flows.destroy(flow);
            return;
        }
        if (flow.synAckSeen || flow.isToServer(segment)) return;
        flow.synAckSeen = true;
        boolean tool = handshakes.take(occasion.of(flow, false), flow, segment, nowMillis);
        if (tool) state.flows.destroy(flow);
        else flow.expectedFromServer = (int) segment.sequenceNumber() + 1;
    }

    /// STATE-16.
    private void closed(Flow flow) {
        uptime.sample(occasion.of(flow, flow.isToServer(segment)), flow, segment, nowMillis);
        state.flows.destroy(flow);
    }

    /// STATE-11 to STATE-15.
    private void data(Flow flow) {
        if (flow.probe || !flow.synAckSeen) {
            state.flows.destroy(flow);
            return;
        }
        boolean toServer = flow.isToServer(segment);
        int sequence = (int) segment.sequenceNumber();
        if (sequence != (toServer ? flow.expectedFromClient : flow.expectedFromServer)) return;
        uptime.sample(occasion.of(flow, toServer), flow, segment, nowMillis);
        int length = segment.payloadLength();
        if (length == 0) return;
        if (toServer) flow.expectedFromClient += length;
        else flow.expectedFromServer += length;
        if (!http.take(occasion, flow, segment)) state.flows.destroy(flow);
    }

    /// What is known of a host now; asking changes nothing (API-6).
    public P0fAnswer answer(P0fQuery query) {
        return switch (query) {
            case P0fQuery.Malformed _ -> P0fAnswer.BAD_QUERY;
            case P0fQuery.OfHost(IpAddress address) -> {
                @Nullable Host host = state.hosts.find(address.version(), address.high(), address.low());
                yield host == null ? P0fAnswer.NO_MATCH : HostAnswer.of(host);
            }
        };
    }

    /// How many connections are followed.
    public int flows() {
        return state.flows.size();
    }

    /// How many hosts are on record.
    public int hosts() {
        return state.hosts.size();
    }

    /// What became of the frames and records so far.
    public StreamCounters counters() {
        return state.counters;
    }
}
