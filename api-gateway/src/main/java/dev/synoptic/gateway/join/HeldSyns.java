package dev.synoptic.gateway.join;

import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.verdict.join.HeldSyn;
import dev.synoptic.verdict.join.JoinRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/// SYNs that wait for their session, or were given to one, by hour, host and time of capture (`mail.md` J4).
final class HeldSyns {

    static final String STORE = "held-syns";

    /// SYNs of one host that one session is held against: the latest, should there ever be more.
    static final int CONSIDERED_MAX = 2_000;

    private static final Bytes FIRST = StoreKey.key().number(Long.MIN_VALUE).done();

    private final OctetStore store;
    private final JoinStore limits;
    private long held;

    /// Where the next step of forgetting looks on.
    private Bytes lookedFrom = FIRST;

    private boolean isForgetting;

    HeldSyns(OctetStore store, JoinStore limits) {
        this.store = store;
        this.limits = limits;
        this.held = store.count();
    }

    /// Keeps a SYN; one that was told before stays with its session, and completed once it was.
    ///
    /// @return whether there was room for it
    boolean add(HostKey host, Fingerprint seen) {
        Bytes key = key(host, seen);
        byte[] before = store.entries().get(key);
        if (before == null) {
            if (held >= (seen.completed() ? limits.synsMax() : limits.provisionalSynsMax())) return false;
            held++;
            put(host, HeldSyn.free(seen));
            return true;
        }
        HeldSyn known = HeldSynForm.decode(before);
        if (seen.completed() && !known.fingerprint().completed()) put(host, new HeldSyn(seen, known.given()));
        return true;
    }

    /// Keeps what has become of one that is held.
    void put(HostKey host, HeldSyn syn) {
        store.entries().put(key(host, syn.fingerprint()), HeldSynForm.encode(syn));
    }

    /// The host's SYNs captured from `fromMicros` to `toMicros`, at most [#CONSIDERED_MAX], the latest ones.
    List<HeldSyn> between(HostKey host, long fromMicros, long toMicros) {
        var found = new ArrayList<KeyValue<Bytes, byte[]>>();
        for (long hour = StoreKey.hour(fromMicros); hour <= StoreKey.hour(toMicros); hour++) {
            found.addAll(store.between(
                    prefix(hour, host).number(fromMicros).done(),
                    prefix(hour, host).number(toMicros + 1).done()));
        }
        return found.subList(Math.max(0, found.size() - CONSIDERED_MAX), found.size()).stream()
                .map(entry -> HeldSynForm.decode(entry.value))
                .toList();
    }

    /// Forgets all that no verdict can need any more, a step of it: what was captured in hours that ended a day
    /// ago, and what sessions had that have been closed for an hour. What the step left, [#isForgetting] says.
    ///
    /// @param completeMicros all verdicts and SYNs from before are known
    long forget(JoinRules rules, long keptMicros, long completeMicros) {
        long old = store.removeBefore(StoreKey.hour(completeMicros - keptMicros));
        List<Bytes> closed = closed(new ClosedSyns(rules, completeMicros));
        for (Bytes key : closed) store.entries().delete(key);
        isForgetting = old == OctetStore.REMOVED_AT_ONCE || !lookedFrom.equals(FIRST);
        held -= old + closed.size();
        return old + closed.size();
    }

    /// Whether the last step of [#forget] left something.
    boolean isForgetting() {
        return isForgetting;
    }

    private List<Bytes> closed(ClosedSyns closed) {
        Bytes next = FIRST;
        try (var entries = store.entries().range(lookedFrom, closed.end())) {
            while (next.equals(FIRST) && entries.hasNext()) {
                var entry = entries.next();
                if (!closed.look(entry)) next = entry.key;
            }
        }
        lookedFrom = next;
        return closed.keys();
    }

    private static StoreKey prefix(long hour, HostKey host) {
        return StoreKey.key().number(hour).text(host.text());
    }

    private static Bytes key(HostKey host, Fingerprint seen) {
        Origin origin = seen.origin();
        return prefix(StoreKey.hour(seen.capturedMicros()), host)
                .number(seen.capturedMicros())
                .text(origin.agent())
                .text(origin.instance())
                .number(origin.sequence())
                .done();
    }
}
