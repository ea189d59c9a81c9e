package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.streams.HostMemory.ForgettingClock;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/// The forgetting clock of one partition (design §3); it never goes back.
///
/// A live fleet goes by the brokers' clock. A replay goes by the slowest of its sources that has not ended, so that the
/// result does not depend on how they are interleaved: a source that has ended holds nothing back and drives nothing
/// on.
final class FleetClock {

    /// Key of the clock itself; sources' keys begin with their agent's name, which is not empty.
    private static final String NOW = "\0";

    private final ForgettingClock kind;
    private final KeyValueStore<String, byte[]> store;
    private final int sourcesMax;
    private final Map<String, Long> watermarks = new HashMap<>();
    private long nowMicros = Long.MIN_VALUE;

    /// @param store holds a replay's watermarks; another instance goes on from there
    FleetClock(ForgettingClock kind, KeyValueStore<String, byte[]> store, int sourcesMax) {
        this.kind = kind;
        this.store = store;
        this.sourcesMax = sourcesMax;
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                if (entry.key.equals(NOW)) nowMicros = read(entry.value);
                else watermarks.put(entry.key, read(entry.value));
            });
        }
    }

    /// When the broker wrote the record at hand.
    void append(long millis) {
        if (kind == ForgettingClock.APPEND) nowMicros = Math.max(nowMicros, millis * 1_000);
    }

    /// A source may have come further.
    void see(HandshakeRecord record) {
        if (kind == ForgettingClock.CAPTURE && record.event() instanceof Progress progress) advance(record, progress);
    }

    private void advance(HandshakeRecord record, Progress progress) {
        var origin = record.origin();
        String source = origin.agent() + '\0' + origin.instance() + '\0' + progress.source();
        if (progress.ended()) end(source);
        else if (watermarks.size() < sourcesMax || watermarks.containsKey(source)) {
            set(source, Math.max(progress.watermarkMicros(), watermarks.getOrDefault(source, Long.MIN_VALUE)));
        }
        long slowest =
                watermarks.values().stream().mapToLong(Long::longValue).min().orElse(nowMicros);
        if (slowest > nowMicros) {
            nowMicros = slowest;
            store.put(NOW, octets(nowMicros));
        }
    }

    private void end(String source) {
        watermarks.remove(source);
        store.delete(source);
    }

    private void set(String source, long micros) {
        watermarks.put(source, micros);
        store.put(source, octets(micros));
    }

    /// The clock now, seconds since 1970; far back where nothing has moved it yet.
    long seconds() {
        return Math.floorDiv(nowMicros, 1_000_000L);
    }

    /// The clock for a handshake captured then: what was captured later than all sources have come is that young.
    long secondsAt(long capturedMicros) {
        return kind == ForgettingClock.APPEND
                ? seconds()
                : Math.max(seconds(), Math.floorDiv(capturedMicros, 1_000_000L));
    }

    private static byte[] octets(long micros) {
        return ByteBuffer.allocate(Long.BYTES).putLong(micros).array();
    }

    private static long read(byte[] octets) {
        return ByteBuffer.wrap(octets).getLong();
    }
}
