package dev.synoptic.conformance.hosts;

import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.pairing.HandshakeWatch;
import dev.synoptic.agent.pairing.PairingLimits;
import dev.synoptic.agent.pairing.SynGate;
import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.v3.HostV3Answers;
import dev.synoptic.gateway.v3.V3Answer;
import dev.synoptic.gateway.v3.V3Protocol;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.streams.HostMemory;
import dev.synoptic.streams.Judge;
import dev.synoptic.testing.Capture;
import dev.synoptic.testing.Vector;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A gateway fed a capture packet by packet: through the agent's pairing, the real topology, the index, to the
/// conversations of its query socket. Every SYN counts as completed, as it does for p0f.
final class VectorGateway implements AutoCloseable {

    private static final String SITE = "site";
    private static final int QUERY_OCTETS = 21;
    private static final int TYPE_AT = 4;

    /// One answer.
    ///
    /// @param host whom the query was about; empty where it made no sense
    record Told(Optional<IpAddress> host, ByteBuffer answer) {}

    private final Capture capture;
    private final FrameDecoder decoder;
    private final SegmentView segment = new SegmentView();
    private final HandshakeWatch watch;
    private final FleetHosts fleet;
    private final HostIndex index = new HostIndex(PrivateNetworks.DEFAULT);
    private final V3Protocol protocol = V3Protocol.of(new HostV3Answers(index.from(SITE)));
    private final Map<String, Asked> connections = new HashMap<>();
    private final Set<Connection> unanswered = new HashSet<>();
    private final Set<HostKey> indexed = new HashSet<>();
    private int fed;
    private int sequence;

    VectorGateway(Vector vector, Path folder) {
        this.capture = vector.capture();
        this.decoder = FrameDecoder.strict(LinkType.of(capture.linkType()).orElseThrow(), capture.order());
        this.fleet = new FleetHosts(Judge.by(vector.database(), Fidelity.STRICT), HostMemory.REPLAY, folder);
        this.watch = new HandshakeWatch(
                Fidelity.STRICT,
                PairingLimits.DEFAULT,
                1,
                SynGate.OPEN,
                IntStream.rangeClosed(0, 65_535).boxed().toList(),
                new AgentCounters(),
                (subject, micros, event) -> publish(micros, event));
    }

    private void publish(long micros, HandshakeEvent event) {
        if (event instanceof HandshakeEvent.Completion) return;
        take(micros, event);
        if (event instanceof HandshakeEvent.SynAck synAck) unanswered.remove(synAck.connection());
        if (event instanceof HandshakeEvent.Syn syn) {
            unanswered.add(syn.connection());
            take(micros, new HandshakeEvent.Completion(syn.connection(), micros, syn.sequenceNumber()));
        }
    }

    private void take(long micros, HandshakeEvent event) {
        IpAddress subject = CaptureRun.subject(event);
        byte[] key = subject == null ? null : HostKey.of(subject, SITE).text().getBytes(StandardCharsets.UTF_8);
        var record = new HandshakeRecord(new Origin("agent", SITE, "instance", sequence++), micros, event);
        fleet.take(key, Codecs.HANDSHAKE.encode(record), 0);
        for (Map.Entry<HostKey, HostState> host : fleet.hosts().entrySet()) {
            index.update(host.getKey(), host.getValue(), 0, sequence);
            indexed.add(host.getKey());
        }
        indexed.removeIf(host -> {
            if (fleet.hosts().containsKey(host)) return false;
            return index.update(host, null, 0, sequence);
        });
    }

    /// Feeds so many more packets.
    void feed(int packets) {
        for (int end = fed + packets; fed < end; fed++) {
            var frame = capture.frames().get(fed);
            var intake =
                    decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), segment);
            if (intake.isSegment()) watch.see(segment, frame.micros());
        }
    }

    void connect(String connection) {
        connections.put(connection, new Asked(protocol.open()));
    }

    /// In the pieces that the socket's loop hands over.
    void send(String connection, byte[] octets) {
        Asked asked = Objects.requireNonNull(connections.get(connection), connection);
        asked.queries.writeBytes(octets);
        var answers = ByteBuffer.allocate(protocol.answerOctetsMax());
        for (int at = 0; at < octets.length; at += protocol.receiveOctetsMax()) {
            int count = Math.min(protocol.receiveOctetsMax(), octets.length - at);
            asked.conversation.receive(ByteBuffer.wrap(octets, at, count).slice(), answers.clear(), 0);
            asked.answers.write(answers.array(), 0, answers.position());
        }
    }

    /// The next answer on a connection.
    Told next(String connection) {
        return Objects.requireNonNull(connections.get(connection), connection).next();
    }

    /// Whether no answer is left on a connection; an answer is always given whole and at once.
    boolean isSilent(String connection) {
        return Objects.requireNonNull(connections.get(connection), connection).isSilent();
    }

    void close(String connection) {
        Objects.requireNonNull(connections.remove(connection), connection)
                .conversation
                .closed();
    }

    /// Whether a host has been asked for a connection that it has not answered yet.
    boolean awaits(IpAddress server) {
        return unanswered.stream().anyMatch(each -> each.server().equals(server));
    }

    /// One query connection.
    private static final class Asked {
        private final Conversation conversation;
        private final ByteArrayOutputStream queries = new ByteArrayOutputStream();
        private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
        private int taken;

        private Asked(Conversation conversation) {
            this.conversation = conversation;
        }

        private boolean isSilent() {
            return answers.size() == taken * V3Answer.OCTETS;
        }

        private Told next() {
            byte[] all = answers.toByteArray();
            byte[] query = Arrays.copyOfRange(queries.toByteArray(), taken * QUERY_OCTETS, (taken + 1) * QUERY_OCTETS);
            int at = taken++ * V3Answer.OCTETS;
            return new Told(
                    host(ByteBuffer.wrap(query)), ByteBuffer.wrap(Arrays.copyOfRange(all, at, at + V3Answer.OCTETS)));
        }

        private static Optional<IpAddress> host(ByteBuffer query) {
            return switch (query.get(TYPE_AT)) {
                case 4 -> Optional.of(IpAddress.v4(query.getInt(TYPE_AT + 1)));
                case 6 -> Optional.of(IpAddress.v6(query.getLong(TYPE_AT + 1), query.getLong(TYPE_AT + 9)));
                default -> Optional.empty();
            };
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}
