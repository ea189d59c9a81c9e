package dev.synoptic.agent.pairing;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.flow.HandshakeEvent.HttpHead;
import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.packet.SegmentView;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects the first HTTP head of each side of completed connections to the ports named, and tells what [HeadExtract]
/// leaves of it. Of all other ports no payload is ever looked at. One thread.
final class HttpWatch {

    /// Heads that are being collected at one time; of further connections none is.
    static final int COLLECTING_MAX = 1_024;

    private final BitSet ports = new BitSet();
    private final AgentCounters counters;
    private final EventSink sink;
    private int collecting;

    HttpWatch(Collection<Integer> ports, AgentCounters counters, EventSink sink) {
        ports.forEach(this.ports::set);
        this.counters = counters;
        this.sink = sink;
    }

    /// A segment in sequence.
    void see(SegmentView segment, long micros, Flow flow, boolean fromClient) {
        if (segment.payloadLength() == 0 || !flow.completed || !ports.get(flow.serverPort)) return;
        if (fromClient ? flow.clientHeadDone : flow.serverHeadDone) return;
        var head = fromClient ? flow.clientHead : flow.serverHead;
        if (head == null) head = begin(flow, fromClient);
        if (head == null) return;
        head.append(segment.octets(), segment.payloadOffset(), segment.payloadLength());
        if (!head.isWhole() && !head.isFull()) return;
        tell(head, micros, flow, fromClient);
        end(flow, fromClient);
    }

    private @Nullable HeadOctets begin(Flow flow, boolean fromClient) {
        if (collecting == COLLECTING_MAX) {
            counters.count(AgentCounter.HTTP_HEADS_PASSED_OVER);
            end(flow, fromClient);
            return null;
        }
        collecting++;
        var head = new HeadOctets();
        if (fromClient) flow.clientHead = head;
        else flow.serverHead = head;
        return head;
    }

    private void tell(HeadOctets octets, long micros, Flow flow, boolean fromClient) {
        var extract = octets.isWhole() ? HeadExtract.of(octets.text()) : Optional.<String>empty();
        if (extract.isEmpty()) {
            counters.count(AgentCounter.HTTP_HEADS_PASSED_OVER);
            return;
        }
        counters.count(AgentCounter.HTTP_HEADS);
        var connection = flow.connection();
        sink.accept(
                fromClient ? connection.client() : connection.server(),
                micros,
                new HttpHead(connection, fromClient ? Side.CLIENT : Side.SERVER, extract.get()));
    }

    private void end(Flow flow, boolean fromClient) {
        var head = fromClient ? flow.clientHead : flow.serverHead;
        if (head != null) collecting--;
        if (fromClient) {
            flow.clientHead = null;
            flow.clientHeadDone = true;
        } else {
            flow.serverHead = null;
            flow.serverHeadDone = true;
        }
    }

    /// The connection is forgotten.
    void forget(Flow flow) {
        end(flow, true);
        end(flow, false);
    }
}
