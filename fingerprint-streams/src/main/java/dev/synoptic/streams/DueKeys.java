package dev.synoptic.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Hosts and histories of one partition in the order in which they are to be looked at.
///
/// The time leads the key, so that what is due lies at the front; where that begins is remembered, lest each look pass
/// over what was deleted before it.
final class DueKeys {

    /// What is to be looked at.
    enum Kind {
        HOST,
        HISTORY
    }

    /// One thing to be looked at.
    record Entry(Kind kind, Bytes host) {}

    private static final int HEAD_LENGTH = Long.BYTES + 1;
    private static final Kind[] KINDS = Kind.values();
    private static final byte[] NOTHING = {};

    private final KeyValueStore<Bytes, byte[]> store;
    private long earliest = Long.MIN_VALUE;

    DueKeys(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /// Puts something among what is due.
    ///
    /// @param seconds by the forgetting clock; it is due beyond that second, not in it
    void add(long seconds, Kind kind, Bytes host) {
        byte[] name = host.get();
        store.put(Bytes.wrap(head(seconds, kind, name.length).put(name).array()), NOTHING);
        earliest = Math.min(earliest, seconds);
    }

    /// Whether nothing is ever to be looked at.
    boolean isEmpty() {
        try (var entries = store.all()) {
            return !entries.hasNext();
        }
    }

    /// Takes what is due before `seconds`, the earliest first, but at most so much; asking costs nothing while nothing
    /// is.
    List<Entry> take(long seconds, int most) {
        if (seconds <= earliest) return List.of();
        var taken = new ArrayList<Bytes>();
        long next = Long.MAX_VALUE;
        try (var entries = store.range(time(earliest), time(Long.MAX_VALUE))) {
            while (entries.hasNext()) {
                var key = entries.next().key;
                next = secondsOf(key);
                if (next >= seconds || taken.size() == most) break;
                taken.add(key);
                next = Long.MAX_VALUE;
            }
        }
        taken.forEach(store::delete);
        earliest = next;
        return taken.stream().map(DueKeys::entry).toList();
    }

    private static ByteBuffer head(long seconds, Kind kind, int nameLength) {
        return ByteBuffer.allocate(HEAD_LENGTH + nameLength)
                .putLong(seconds ^ Long.MIN_VALUE)
                .put((byte) kind.ordinal());
    }

    private static Bytes time(long seconds) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES)
                .putLong(seconds ^ Long.MIN_VALUE)
                .array());
    }

    private static long secondsOf(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong() ^ Long.MIN_VALUE;
    }

    private static Entry entry(Bytes key) {
        byte[] octets = key.get();
        byte[] host = new byte[octets.length - HEAD_LENGTH];
        System.arraycopy(octets, HEAD_LENGTH, host, 0, host.length);
        return new Entry(KINDS[octets[Long.BYTES]], Bytes.wrap(host));
    }
}
