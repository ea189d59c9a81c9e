package dev.synoptic.streams;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.schemas.store.CommitStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/// SYNs that nobody completed yet, of one partition.
///
/// Keys order them by agent, instance and capture time, so that the oldest of one source come first, and forgetting
/// needs no scan. They grow old by their own agent's progress, never by a clock (design §3).
final class PendingSyns {

    private static final int CONNECTION_LENGTH = 2 * (1 + 2 * Long.BYTES + Short.BYTES) + Long.BYTES;

    static final CommitStore.Shape<HandshakeRecord> SHAPE =
            new CommitStore.Shape<>(Codecs.HANDSHAKE::encode, Codecs.HANDSHAKE::decode);

    private final CommitStore<Bytes, HandshakeRecord> store;
    private final NavigableSet<Bytes> keys = new TreeSet<>();
    private final StoreLimits limits;

    PendingSyns(CommitStore<Bytes, HandshakeRecord> store, StoreLimits limits) {
        this.store = store;
        this.limits = limits;
        store.forEachCommitted((key, _) -> keys.add(key));
    }

    /// Keeps a SYN until its completion; says how many older ones of its agent had to go.
    int add(Bytes key, HandshakeRecord syn) {
        if (keys.add(key)) store.add(key, syn);
        return keys.size() > limits.pendingSyns() ? forget(syn.origin(), Long.MAX_VALUE, 1) : 0;
    }

    /// The SYN that was completed; it is no longer pending.
    Optional<HandshakeRecord> take(Bytes key) {
        return keys.remove(key) ? store.take(key) : Optional.empty();
    }

    /// Forgets what an agent captured too long before its watermark; says how many.
    int expire(Origin origin, long watermarkMicros) {
        long waitMicros = limits.pendingFor().toNanos() / 1_000;
        // The watermark of an ended source is the largest of all; a capture that began in the depth of time has none.
        if (watermarkMicros < Long.MIN_VALUE + waitMicros) return 0;
        return forget(origin, watermarkMicros - waitMicros, Integer.MAX_VALUE);
    }

    /// Forgets at most `most` of an instance's SYNs captured before `beforeMicros`, oldest first.
    private int forget(Origin origin, long beforeMicros, int most) {
        int forgotten = 0;
        var oldest = keys.subSet(time(origin, Long.MIN_VALUE), time(origin, beforeMicros))
                .iterator();
        for (; forgotten < most && oldest.hasNext(); forgotten++) {
            var key = oldest.next();
            oldest.remove();
            store.delete(key);
        }
        return forgotten;
    }

    private static Bytes time(Origin origin, long micros) {
        byte[] source = source(origin);
        return Bytes.wrap(
                orderedTime(ByteBuffer.allocate(source.length + Long.BYTES).put(source), micros)
                        .array());
    }

    /// What tells this SYN from all others.
    static Bytes key(HandshakeRecord record, Syn syn) {
        return key(record.origin(), record.capturedMicros(), syn.connection(), syn.sequenceNumber());
    }

    /// The key of the SYN that this completes.
    static Bytes key(Origin origin, Completion completion) {
        return key(origin, completion.synMicros(), completion.connection(), completion.synSequenceNumber());
    }

    private static Bytes key(Origin origin, long micros, Connection connection, long sequenceNumber) {
        byte[] source = source(origin);
        var key = ByteBuffer.allocate(source.length + Long.BYTES + CONNECTION_LENGTH);
        orderedTime(key.put(source), micros);
        end(key, connection.client(), connection.clientPort());
        end(key, connection.server(), connection.serverPort());
        key.putLong(sequenceNumber);
        return Bytes.wrap(key.array());
    }

    /// Both names with their lengths, so that no name can run into another or into the time.
    private static byte[] source(Origin origin) {
        byte[] agent = origin.agent().getBytes(StandardCharsets.UTF_8);
        byte[] instance = origin.instance().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Short.BYTES + agent.length + instance.length)
                .putShort((short) agent.length)
                .put(agent)
                .putShort((short) instance.length)
                .put(instance)
                .array();
    }

    /// Times order as octets do once the sign is turned.
    private static ByteBuffer orderedTime(ByteBuffer key, long micros) {
        return key.putLong(micros ^ Long.MIN_VALUE);
    }

    private static void end(ByteBuffer key, IpAddress address, int port) {
        key.put((byte) address.version())
                .putLong(address.high())
                .putLong(address.low())
                .putShort((short) port);
    }
}
