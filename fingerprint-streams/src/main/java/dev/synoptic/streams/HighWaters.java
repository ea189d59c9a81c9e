package dev.synoptic.streams;

import dev.synoptic.flow.Origin;
import dev.synoptic.schemas.ReplayHeader;
import dev.synoptic.schemas.store.CommitStore;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// The highest sequence number seen of each agent's instance in one partition.
///
/// An instance writes its records in order, so what is not higher has been here before: a file read twice, or an agent
/// that sent again what it was not sure of (design §4).
final class HighWaters {

    private static final int LENGTH = 2 * Long.BYTES;

    /// What separates agent and instance in keys; no name has it.
    private static final char SEPARATOR = '\0';

    /// Begins the keys of dead letters that came again; no agent's name begins so.
    private static final String REPLAYED = "\0replayed\0";

    static final CommitStore.Shape<Mark> SHAPE = new CommitStore.Shape<>(HighWaters::write, HighWaters::read);

    private final CommitStore<String, Mark> store;
    private final int instancesMax;
    private final Map<String, Mark> marks = new HashMap<>();

    /// How far an instance was read, and where that was.
    record Mark(long sequence, long lastOffset) {}

    HighWaters(CommitStore<String, Mark> store, int instancesMax) {
        this.store = store;
        this.instancesMax = instancesMax;
        store.forEachCommitted(marks::put);
    }

    /// Whether this record is new; from then on it is not.
    ///
    /// @param offset where it lies, to know which instance was silent for longest
    boolean raise(Origin origin, long offset) {
        String key = origin.agent() + SEPARATOR + origin.instance();
        var mark = marks.get(key);
        if (mark != null && origin.sequence() <= mark.sequence()) return false;
        put(key, new Mark(origin.sequence(), offset));
        return true;
    }

    /// Whether this dead letter comes again for the first time: what had been read behind it must not make it a repeat.
    ///
    /// @param offset where it lies now
    boolean raiseReplayed(ReplayHeader replayed, long offset) {
        String key = REPLAYED + replayed.partition() + SEPARATOR + replayed.offset();
        if (marks.containsKey(key)) return false;
        put(key, new Mark(0, offset));
        return true;
    }

    /// Forgets the instances that were silent for longest until there are few enough; says how many.
    int trim() {
        int evicted = 0;
        for (; marks.size() > instancesMax; evicted++) {
            String silent = marks.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().lastOffset()))
                    .orElseThrow()
                    .getKey();
            marks.remove(silent);
            store.delete(silent);
        }
        return evicted;
    }

    private void put(String key, Mark mark) {
        marks.put(key, mark);
        store.put(key, mark);
    }

    private static byte[] write(Mark mark) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(mark.sequence())
                .putLong(mark.lastOffset())
                .array();
    }

    private static Mark read(byte[] octets) {
        var buffer = ByteBuffer.wrap(octets);
        return new Mark(buffer.getLong(), buffer.getLong());
    }
}
