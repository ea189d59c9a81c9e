package dev.synoptic.agent.pairing;

import static dev.synoptic.agent.AgentCounter.COMPLETED_EVICTED;
import static dev.synoptic.agent.AgentCounter.COMPLETED_EXPIRED;
import static dev.synoptic.agent.AgentCounter.COMPLETIONS;
import static dev.synoptic.agent.AgentCounter.OPENING_EVICTED;
import static dev.synoptic.agent.AgentCounter.OPENING_EXPIRED;
import static dev.synoptic.agent.AgentCounter.SYNS;
import static dev.synoptic.agent.AgentCounter.SYNS_HELD_BACK;
import static dev.synoptic.agent.AgentCounter.SYNS_REPEATED;
import static dev.synoptic.agent.AgentCounter.SYN_ACKS;
import static dev.synoptic.agent.AgentCounter.SYN_ACKS_SAMPLED_OUT;
import static dev.synoptic.agent.AgentCounter.SYN_ACKS_UNPAIRED;
import static dev.synoptic.agent.AgentCounter.TIMESTAMP_SAMPLES;

import dev.synoptic.agent.AgentCounters;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeEvent.TimestampSample;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.SegmentView;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches the segments of one capture, in order, and tells what they mean to handshakes. One thread.
///
/// ```
///  SYN ──▶ opening ──SYN+ACK──▶ opening, answered ──client acknowledges──▶ completed ──FIN or RST──▶
/// forgotten
/// ```
/// A SYN is told at once, its completion when it comes. Connections are forgotten by the capture's own
/// time.
public final class HandshakeWatch {

    /// Flows forgotten for their age in one step: a gap in the capture must not stall it.
    private static final int EXPIRED_PER_SEGMENT_MAX = 64;

    private static final int ACK_OR_FIN = SegmentView.ACK | SegmentView.FIN | SegmentView.RST;

    private final Fidelity fidelity;
    private final AgentCounters counters;
    private final EventSink sink;
    private final FlowTable opening;
    private final FlowTable completed;
    private final ServerSampling sampling;
    private final long ageMicros;
    private final SynGate gate;
    private final HttpWatch http;
    private final Consumer<Flow> unwatched;
    private final Consumer<Flow> openingEvicted;
    private final Consumer<Flow> completedEvicted;

    /// A watch that tells every SYN.
    ///
    /// @param seed makes places in the tables unguessable
    public HandshakeWatch(Fidelity fidelity, PairingLimits limits, long seed, AgentCounters counters, EventSink sink) {
        this(fidelity, limits, seed, SynGate.OPEN, List.of(), counters, sink);
    }

    /// @param seed makes places in the tables unguessable
    /// @param gate which SYNs are told at once
    /// @param http ports whose HTTP heads are told
    public HandshakeWatch(
            Fidelity fidelity,
            PairingLimits limits,
            long seed,
            SynGate gate,
            Collection<Integer> http,
            AgentCounters counters,
            EventSink sink) {
        this.fidelity = fidelity;
        this.gate = gate;
        this.http = new HttpWatch(http, counters, sink);
        this.unwatched = this.http::forget;
        this.openingEvicted = evicted -> counters.count(OPENING_EVICTED);
        this.completedEvicted = evicted -> {
            counters.count(COMPLETED_EVICTED);
            this.http.forget(evicted);
        };
        this.counters = counters;
        this.sink = sink;
        var pool = new FlowPool();
        this.opening = new FlowTable(limits.opening(), seed, pool);
        this.completed = new FlowTable(limits.completed(), seed, pool);
        this.sampling = new ServerSampling(limits);
        this.ageMicros = limits.age().toNanos() / 1_000;
    }

    /// The next segment of the capture.
    ///
    /// @param micros capture time, microseconds since 1970, UTC
    public void see(SegmentView segment, long micros) {
        expire(micros);
        int hash = opening.hash(segment);
        var open = opening.find(segment, hash);
        var flow = open != null ? open : completed.find(segment, hash);
        switch (segment.kind()) {
            case SYN -> syn(segment, micros, flow);
            case SYN_ACK -> synAck(segment, micros, flow);
            case ACK -> {
                if (flow != null) ack(segment, micros, flow);
            }
            case FIN_OR_RST -> {
                if (flow != null) end(segment, micros, flow);
            }
        }
    }

    private void expire(long micros) {
        int openingExpired = opening.expire(micros - ageMicros, EXPIRED_PER_SEGMENT_MAX, unwatched);
        if (openingExpired > 0) counters.add(OPENING_EXPIRED, openingExpired);
        int completedExpired = completed.expire(micros - ageMicros, EXPIRED_PER_SEGMENT_MAX, unwatched);
        if (completedExpired > 0) counters.add(COMPLETED_EXPIRED, completedExpired);
    }

    /// STATE-7: the same SYN again is ignored, any other opens a new connection.
    private void syn(SegmentView segment, long micros, @Nullable Flow known) {
        if (known != null) {
            if (known.isFromClient(segment) && known.clientIsn == segment.sequenceNumber()) {
                counters.count(SYNS_REPEATED);
                return;
            }
            forget(known);
        }
        var flow = opening.open(segment, micros, openingEvicted);
        var seen = SynObservation.of(segment, 0);
        if (gate.admits(micros)) {
            tellSyn(flow, seen);
        } else {
            flow.heldSyn = seen;
            counters.count(SYNS_HELD_BACK);
        }
    }

    private void tellSyn(Flow flow, SynObservation seen) {
        counters.count(SYNS);
        var connection = flow.connection();
        sink.accept(connection.client(), flow.synMicros, new Syn(connection, flow.clientIsn, seen));
    }

    /// STATE-9, STATE-10. In the fleet it must acknowledge the SYN: whoever did not see that cannot forge the
    /// answer.
    private void synAck(SegmentView segment, long micros, @Nullable Flow flow) {
        if (flow == null || !flow.isFromServer(segment) || !answers(segment, flow)) {
            counters.count(SYN_ACKS_UNPAIRED);
            return;
        }
        if (flow.answered) return;
        flow.answer(segment, micros);
        var connection = flow.connection();
        if (fidelity == Fidelity.FLEET && !sampling.isDue(connection.server(), micros)) {
            counters.count(SYN_ACKS_SAMPLED_OUT);
            return;
        }
        flow.serverTold = true;
        counters.count(SYN_ACKS);
        sink.accept(
                connection.server(),
                micros,
                new SynAck(connection, flow.serverIsn, SynObservation.of(segment, flow.clientMss)));
    }

    private boolean answers(SegmentView segment, Flow flow) {
        return fidelity == Fidelity.STRICT || segment.acknowledgementNumber() == Flow.next(flow.clientIsn);
    }

    private void ack(SegmentView segment, long micros, Flow flow) {
        boolean fromClient = flow.isFromClient(segment);
        if (fromClient && !flow.completed && completes(segment, flow)) complete(micros, flow);
        if (!advance(segment, flow, fromClient)) return;
        http.see(segment, micros, flow, fromClient);
        sample(segment, micros, flow, fromClient);
    }

    /// Whether the client acknowledges what the server has sent, and nothing it has not: a forger would have to
    /// guess.
    private static boolean completes(SegmentView segment, Flow flow) {
        if (!flow.answered || (segment.flags() & SegmentView.ACK) == 0) return false;
        long first = Flow.next(flow.serverIsn);
        return Flow.distance(first, segment.acknowledgementNumber()) <= Flow.distance(first, flow.serverNext);
    }

    private void complete(long micros, Flow flow) {
        flow.completed = true;
        var held = flow.heldSyn;
        if (held != null) {
            flow.heldSyn = null;
            tellSyn(flow, held);
        }
        counters.count(COMPLETIONS);
        var connection = flow.connection();
        sink.accept(connection.client(), micros, new Completion(connection, flow.synMicros, flow.clientIsn));
        opening.move(flow, completed, completedEvicted);
    }

    /// STATE-12, STATE-14: whether the segment is in sequence; if so, the next one follows it.
    private static boolean advance(SegmentView segment, Flow flow, boolean fromClient) {
        if (!flow.answered) return false;
        long expected = fromClient ? flow.clientNext : flow.serverNext;
        if (segment.sequenceNumber() != expected) return false;
        long next = expected + segment.payloadLength() & 0xFFFF_FFFFL;
        if (fromClient) flow.clientNext = next;
        else flow.serverNext = next;
        return true;
    }

    /// UP-1, UP-2: the first later timestamp of each side that says something of its clock; none of a
    /// forged connection.
    private void sample(SegmentView segment, long micros, Flow flow, boolean fromClient) {
        if (!flow.completed) return;
        if (fromClient ? flow.clientSampled : flow.serverSampled || !flow.serverTold) return;
        long reference = fromClient ? flow.clientTimestamp : flow.serverTimestamp;
        long since = micros - (fromClient ? flow.synMicros : flow.synAckMicros);
        if (!Sampling.tells(reference, segment.ownTimestamp(), since)) return;
        if (fromClient) flow.clientSampled = true;
        else flow.serverSampled = true;
        tellSample(segment, micros, flow, fromClient);
    }

    /// STATE-16: a last chance to sample, then the connection is forgotten. A FIN may be the first segment that
    /// completes it.
    private void end(SegmentView segment, long micros, Flow flow) {
        boolean fromClient = flow.isFromClient(segment);
        boolean fin = (segment.flags() & ACK_OR_FIN) == (SegmentView.ACK | SegmentView.FIN);
        if (fromClient && fin && !flow.completed && completes(segment, flow)) complete(micros, flow);
        if (advance(segment, flow, fromClient)) http.see(segment, micros, flow, fromClient);
        sample(segment, micros, flow, fromClient);
        forget(flow);
    }

    private void tellSample(SegmentView segment, long micros, Flow flow, boolean fromClient) {
        counters.count(TIMESTAMP_SAMPLES);
        var connection = flow.connection();
        IpAddress subject = fromClient ? connection.client() : connection.server();
        var side = fromClient ? Side.CLIENT : Side.SERVER;
        sink.accept(subject, micros, new TimestampSample(connection, side, segment.ownTimestamp(), flow.synMicros));
    }

    private void forget(Flow flow) {
        http.forget(flow);
        (flow.completed ? completed : opening).remove(flow);
    }
}
