package dev.synoptic.streams;

import dev.synoptic.schemas.store.CommitStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/// Hosts and histories of one partition in the order in which they are to be looked at.
///
/// The time leads the key, so that what is due lies at the front; where that begins is remembered, lest each look pass
/// over what was deleted before it.
///
/// What falls due in the same second and was put in by the same transaction stands in one entry: its key names
/// the first of them, its value the others. In a backlog that is one record for the changelog where there were dozens.
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

    /// Names in one entry at most: no step may have to take more than it wants.
    static final int BUNDLE_MAX = 32;

    /// The other names, each after its length.
    static final CommitStore.Shape<List<Bytes>> SHAPE = new CommitStore.Shape<>(DueKeys::write, DueKeys::read);

    private final CommitStore<Bytes, List<Bytes>> store;
    private final Map<Moment, List<Bytes>> growing = new HashMap<>();
    private long earliest = Long.MIN_VALUE;

    private record Moment(long seconds, Kind kind) {}

    DueKeys(CommitStore<Bytes, List<Bytes>> store) {
        this.store = store;
        store.telling(new CommitStore.Commit<>() {
            @Override
            public void written() {
                growing.clear();
            }
        });
    }

    /// Puts something among what is due.
    ///
    /// @param seconds by the forgetting clock; it is due beyond that second, not in it
    void add(long seconds, Kind kind, Bytes host) {
        var moment = new Moment(seconds, kind);
        var others = growing.get(moment);
        if (others != null && others.size() < BUNDLE_MAX - 1) {
            others.add(host);
            return;
        }
        byte[] name = host.get();
        others = new ArrayList<>();
        growing.put(moment, others);
        store.put(Bytes.wrap(head(seconds, kind, name.length).put(name).array()), others);
        earliest = Math.min(earliest, seconds);
    }

    /// Whether nothing is ever to be looked at.
    boolean isEmpty() {
        try (var entries = store.all()) {
            return !entries.hasNext();
        }
    }

    /// Takes what is due before `seconds`, the earliest first, but at most so much, no less than [#BUNDLE_MAX]; asking
    /// costs nothing while nothing is.
    List<Entry> take(long seconds, int most) {
        if (seconds <= earliest) return List.of();
        var keys = new ArrayList<Bytes>();
        var taken = new ArrayList<Entry>();
        long next = Long.MAX_VALUE;
        try (var entries = store.range(time(earliest), time(Long.MAX_VALUE))) {
            while (entries.hasNext()) {
                var entry = entries.next();
                var others = read(entry.value);
                next = secondsOf(entry.key);
                if (next >= seconds || taken.size() + 1 + others.size() > most) break;
                keys.add(entry.key);
                var first = entry(entry.key);
                taken.add(first);
                others.forEach(host -> taken.add(new Entry(first.kind(), host)));
                next = Long.MAX_VALUE;
            }
        }
        keys.forEach(store::delete);
        earliest = next;
        return taken;
    }

    private static byte[] write(List<Bytes> hosts) {
        int length =
                hosts.stream().mapToInt(host -> Short.BYTES + host.get().length).sum();
        var octets = ByteBuffer.allocate(length);
        for (var host : hosts) octets.putShort((short) host.get().length).put(host.get());
        return octets.array();
    }

    private static List<Bytes> read(byte[] octets) {
        var hosts = new ArrayList<Bytes>();
        for (var rest = ByteBuffer.wrap(octets); rest.hasRemaining(); ) {
            byte[] host = new byte[rest.getShort()];
            rest.get(host);
            hosts.add(Bytes.wrap(host));
        }
        return hosts;
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
