package dev.synoptic.gateway.join;

import dev.synoptic.flow.Connection;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.verdict.join.JoinRules;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/// Finds the SYNs whose sessions have been closed for an hour (`mail.md` J4), and other captures and retransmissions of
/// the same ones, which no other session may take for its own (J5): looks at held SYNs in the order of their keys.
final class ClosedSyns {

    /// After so many, the rest of a partition's day waits for the next step.
    static final int LOOKED_AT_ONCE = 20_000;

    private final JoinRules rules;
    private final long completeMicros;
    private final List<Bytes> found = new ArrayList<>();

    /// Of one host and hour; of more than can be considered, the first.
    private final List<KeyValue<Bytes, byte[]>> group = new ArrayList<>();

    private byte[] prefix = {};
    private int looked;

    ClosedSyns(JoinRules rules, long completeMicros) {
        this.rules = rules;
        this.completeMicros = completeMicros;
    }

    private record Flight(Connection connection, long sequenceNumber) {
        static Flight of(Fingerprint seen) {
            return new Flight(seen.connection(), seen.sequenceNumber());
        }
    }

    /// What was captured from then on belongs to no session that has been closed for so long.
    Bytes end() {
        long latest = completeMicros - JoinRules.KEPT_AFTER_CLOSE.toNanos() / 1_000;
        return StoreKey.key().number(StoreKey.hour(latest) + 1).done();
    }

    /// @return whether it was looked at; if not, this is enough for a step, and the next one begins with it
    boolean look(KeyValue<Bytes, byte[]> entry) {
        byte[] key = entry.key.get();
        int length = Long.BYTES + Integer.BYTES + ByteBuffer.wrap(key).getInt(Long.BYTES);
        if (!Arrays.equals(key, 0, length, prefix, 0, prefix.length)) {
            findInGroup();
            if (found.size() >= OctetStore.REMOVED_AT_ONCE || looked >= LOOKED_AT_ONCE) return false;
            prefix = Arrays.copyOf(key, length);
        }
        looked++;
        if (group.size() < HeldSyns.CONSIDERED_MAX) group.add(entry);
        return true;
    }

    /// What is to be forgotten, when all were looked at.
    List<Bytes> keys() {
        findInGroup();
        return found;
    }

    private void findInGroup() {
        Set<Flight> flights = new HashSet<>();
        for (var entry : group) {
            var close = HeldSynForm.closeMicros(entry.value);
            if (close.isEmpty() || !JoinRules.isClosed(close.getAsLong(), completeMicros)) continue;
            var held = HeldSynForm.decode(entry.value);
            if (!rules.isForgotten(held, completeMicros)) continue;
            flights.add(Flight.of(held.fingerprint()));
            found.add(entry.key);
        }
        for (var entry : group) {
            if (flights.isEmpty() || HeldSynForm.isGiven(entry.value)) continue;
            if (flights.contains(Flight.of(HeldSynForm.decode(entry.value).fingerprint()))) found.add(entry.key);
        }
        group.clear();
    }
}
