package dev.synoptic.gateway.join;

import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.verdict.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/// Verdicts whose window is still open, by site and by the moment that closes it.
final class WaitingVerdicts {

    static final String STORE = "waiting-verdicts";

    private final OctetStore store;
    private final Dues dues = new Dues();

    WaitingVerdicts(OctetStore store) {
        this.store = store;
        try (var entries = store.entries().all()) {
            entries.forEachRemaining(entry -> {
                String site = decode(entry.value).site();
                dues.add(site, dueOf(entry.key, site));
            });
        }
    }

    /// Verdicts of one host that become due at one moment.
    ///
    /// @param dueMicros no SYN captured later can concern them
    record Due(long dueMicros, HostKey host, List<Verdict> verdicts) {}

    /// Keeps a verdict until `dueMicros`; of one event only the highest revision.
    void add(HostKey host, Verdict verdict, long dueMicros) {
        Bytes key = StoreKey.key()
                .text(verdict.site())
                .number(dueMicros)
                .text(host.text())
                .text(verdict.eventId())
                .done();
        byte[] before = store.entries().get(key);
        if (before != null && decode(before).revision() >= verdict.revision()) return;
        store.entries().put(key, encode(host, verdict));
        dues.add(verdict.site(), dueMicros);
    }

    /// Whether anything is due at `site` by `watermarkMicros`.
    boolean isDue(String site, long watermarkMicros) {
        return dues.isAny(site, watermarkMicros);
    }

    /// Takes out what is due at `site` by `watermarkMicros`, earliest first, until it is `most` verdicts.
    ///
    /// What becomes due at one host at the same moment comes together; nothing depends on how far the watermark
    /// jumped.
    List<Due> takeDue(String site, long watermarkMicros, int most) {
        if (!isDue(site, watermarkMicros)) return List.of();
        var groups = new ArrayList<Due>();
        var taken = new ArrayList<Bytes>();
        boolean all = true;
        Bytes from = StoreKey.key().text(site).number(Long.MIN_VALUE).done();
        try (var entries = store.entries().range(from, upTo(StoreKey.key().text(site), watermarkMicros))) {
            while (all && entries.hasNext()) {
                var entry = entries.next();
                var group = groupOf(groups, dueOf(entry.key, site), host(entry.value));
                if (group.verdicts().isEmpty() && taken.size() >= most) {
                    groups.removeLast();
                    all = false;
                } else {
                    group.verdicts().add(decode(entry.value));
                    taken.add(entry.key);
                }
            }
        }
        taken.forEach(store.entries()::delete);
        dues.done(site, all ? watermarkMicros : groups.getLast().dueMicros() - 1);
        return groups;
    }

    private static Bytes upTo(StoreKey site, long watermarkMicros) {
        return watermarkMicros == Long.MAX_VALUE
                ? site.number(Long.MAX_VALUE).number(Long.MAX_VALUE).done()
                : site.number(watermarkMicros + 1).done();
    }

    private static Due groupOf(List<Due> groups, long due, HostKey host) {
        if (groups.isEmpty()
                || groups.getLast().dueMicros() != due
                || !groups.getLast().host().equals(host)) {
            groups.add(new Due(due, host, new ArrayList<>()));
        }
        return groups.getLast();
    }

    private static long dueOf(Bytes key, String site) {
        int at = Integer.BYTES + site.getBytes(StandardCharsets.UTF_8).length;
        return ByteBuffer.wrap(key.get()).getLong(at) ^ Long.MIN_VALUE;
    }

    private static byte[] encode(HostKey host, Verdict verdict) {
        byte[] text = host.text().getBytes(StandardCharsets.UTF_8);
        byte[] value = Codecs.VERDICT.encode(new VerdictMessage.Given(verdict));
        return ByteBuffer.allocate(Integer.BYTES + text.length + value.length)
                .putInt(text.length)
                .put(text)
                .put(value)
                .array();
    }

    private static HostKey host(byte[] octets) {
        int length = ByteBuffer.wrap(octets).getInt();
        return HostKey.parse(new String(octets, Integer.BYTES, length, StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static Verdict decode(byte[] octets) {
        int from = Integer.BYTES + ByteBuffer.wrap(octets).getInt();
        var message = Codecs.VERDICT.decode(Arrays.copyOfRange(octets, from, octets.length));
        return switch (message) {
            case VerdictMessage.Given(var verdict) -> verdict;
            case VerdictMessage.Advanced advanced ->
                throw new IllegalStateException("progress among the verdicts waiting: " + advanced);
        };
    }
}
