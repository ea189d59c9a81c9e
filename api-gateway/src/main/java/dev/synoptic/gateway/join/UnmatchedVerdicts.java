package dev.synoptic.gateway.join;

import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/// Verdicts settled without a SYN, for which a late one may still come (`mail.md` J6), by hour of their session.
final class UnmatchedVerdicts {

    static final String STORE = "unmatched-verdicts";

    private final OctetStore store;

    /// Whom they are of: nearly every SYN comes from a host that has none.
    private final Map<String, Integer> hosts = new HashMap<>();

    UnmatchedVerdicts(OctetStore store) {
        this.store = store;
        try (var entries = store.entries().all()) {
            entries.forEachRemaining(entry -> hosts.merge(host(entry.key), 1, Integer::sum));
        }
    }

    void put(HostKey host, JoinedVerdict settled) {
        boolean isNew = store.entries().get(key(host, settled)) == null;
        store.entries().put(key(host, settled), Codecs.JOINED.encode(settled));
        if (isNew) hosts.merge(host.text(), 1, Integer::sum);
    }

    void remove(HostKey host, JoinedVerdict settled) {
        if (!hosts.containsKey(host.text())) return;
        if (store.entries().delete(key(host, settled)) != null) oneLess(host.text());
    }

    /// Those of the host whose session may have begun with a SYN captured at `capturedMicros`.
    List<JoinedVerdict> near(HostKey host, long capturedMicros) {
        if (!hosts.containsKey(host.text())) return List.of();
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

    /// Forgets sessions of hours that ended before `micros`, a step of them.
    long forgetBefore(long micros) {
        return store.removeBefore(StoreKey.hour(micros), key -> oneLess(host(key)));
    }

    private void oneLess(String host) {
        hosts.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1);
    }

    private static String host(Bytes key) {
        var buffer = ByteBuffer.wrap(key.get());
        buffer.getLong();
        byte[] utf8 = new byte[buffer.getInt()];
        buffer.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static Bytes key(HostKey host, JoinedVerdict settled) {
        return StoreKey.key()
                .number(StoreKey.hour(settled.verdict().openMicros()))
                .text(host.text())
                .text(settled.verdict().eventId())
                .done();
    }
}
