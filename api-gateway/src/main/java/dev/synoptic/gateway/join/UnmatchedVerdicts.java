package dev.synoptic.gateway.join;

import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/// Verdicts settled without a SYN, for which a late one may still come (`mail.md` J6), by hour of their session.
final class UnmatchedVerdicts {

    static final String STORE = "unmatched-verdicts";

    private final OctetStore store;

    UnmatchedVerdicts(OctetStore store) {
        this.store = store;
    }

    void put(HostKey host, JoinedVerdict settled) {
        store.entries().put(key(host, settled), Codecs.JOINED.encode(settled));
    }

    void remove(HostKey host, JoinedVerdict settled) {
        store.entries().delete(key(host, settled));
    }

    /// Those of the host whose session may have begun with a SYN captured at `capturedMicros`.
    List<JoinedVerdict> near(HostKey host, long capturedMicros) {
        var found = new ArrayList<JoinedVerdict>();
        long hour = StoreKey.hour(capturedMicros);
        for (long each = hour - 1; each <= hour + 1; each++) {
            Bytes from = StoreKey.key().number(each).text(host.text()).done();
            Bytes to = StoreKey.key()
                    .number(each)
                    .text(host.text())
                    .number(Long.MAX_VALUE)
                    .done();
            for (var entry : store.between(from, to)) found.add(Codecs.JOINED.decode(entry.value));
        }
        return found;
    }

    /// Forgets sessions of hours that ended before `micros`.
    long forgetBefore(long micros) {
        return store.removeBefore(StoreKey.hour(micros));
    }

    private static Bytes key(HostKey host, JoinedVerdict settled) {
        return StoreKey.key()
                .number(StoreKey.hour(settled.verdict().openMicros()))
                .text(host.text())
                .text(settled.verdict().eventId())
                .done();
    }
}
