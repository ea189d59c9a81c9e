package dev.synoptic.gateway.join;

import dev.synoptic.host.HostKey;
import dev.synoptic.verdict.Verdict;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/// What every settled verdict has added to the counts, by hour of its session: a repeat is recognised by it, and a
/// revision takes it back.
final class SettledVerdicts {

    static final String STORE = "settled-verdicts";

    private final OctetStore store;

    SettledVerdicts(OctetStore store) {
        this.store = store;
    }

    Optional<Contribution> find(HostKey host, Verdict verdict) {
        return Optional.ofNullable(store.entries().get(key(host, verdict))).map(Contribution::decode);
    }

    void put(HostKey host, Verdict verdict, Contribution contribution) {
        store.entries().put(key(host, verdict), contribution.encode());
    }

    /// Forgets sessions of hours that ended before `micros`, a step of them: their counts stand for ever.
    long forgetBefore(long micros) {
        return store.removeBefore(StoreKey.hour(micros));
    }

    private static Bytes key(HostKey host, Verdict verdict) {
        return StoreKey.key()
                .number(StoreKey.hour(verdict.openMicros()))
                .text(host.text())
                .text(verdict.eventId())
                .done();
    }
}
