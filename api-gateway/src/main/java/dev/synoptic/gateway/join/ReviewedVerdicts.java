package dev.synoptic.gateway.join;

import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/// Settled verdicts that are looked at once more when all SYNs around them are in, by site and by that moment:
/// what they say of clocks (`mail.md` J7), and whether clocks that are known by then settle them otherwise.
final class ReviewedVerdicts {

    static final String STORE = "reviewed-verdicts";

    /// Held of one partition until their clocks are known; those beyond stand as they were settled.
    static final int HELD_MAX = 5_000;

    /// In the place of the moment: held until a clock is known.
    private static final long HELD = Long.MAX_VALUE;

    private final OctetStore store;
    private final Dues dues = new Dues();
    private int held;

    ReviewedVerdicts(OctetStore store) {
        this.store = store;
        try (var entries = store.entries().all()) {
            entries.forEachRemaining(entry -> {
                held += isHeld(entry.key) ? 1 : 0;
                dues.add(decode(entry.value).joined().verdict().site(), at(entry.key));
            });
        }
    }

    /// One of them.
    ///
    /// @param clocks names the corrections that it was settled by, see [ClockWatch#correctionsOf]
    record Reviewed(HostKey host, JoinedVerdict joined, int clocks) {}

    /// Keeps it to be looked at at `atMicros`.
    void add(Reviewed reviewed, long atMicros) {
        store.entries().put(key(reviewed.host(), reviewed.joined(), atMicros), encode(reviewed));
        dues.add(reviewed.joined().verdict().site(), atMicros);
    }

    /// Puts a further revision in the place of what is to be looked at at `atMicros`, if that is still so.
    void renew(HostKey host, JoinedVerdict joined, long atMicros) {
        byte[] before = store.entries().get(key(host, joined, atMicros));
        if (before != null) add(new Reviewed(host, joined, decode(before).clocks()), atMicros);
    }

    /// Keeps it until [#takeHeld]; one too many is let go.
    void hold(Reviewed reviewed) {
        if (held >= HELD_MAX) return;
        held++;
        add(reviewed, HELD);
    }

    /// Takes out what is to be looked at by now, earliest first.
    List<Reviewed> takeDue(String site, long nowMicros) {
        long toMicros = Math.min(nowMicros, HELD - 1);
        if (!dues.isAny(site, toMicros)) return List.of();
        dues.done(site, toMicros);
        return take(site, toMicros);
    }

    /// All of a site, and those held are held no longer.
    List<Reviewed> takeHeld(String site) {
        return take(site, HELD);
    }

    /// Those that are still to be looked at.
    List<Reviewed> due(String site) {
        return store.between(StoreKey.key().text(site).number(Long.MIN_VALUE).done(), end(site, HELD - 1)).stream()
                .map(entry -> decode(entry.value))
                .toList();
    }

    private List<Reviewed> take(String site, long toMicros) {
        long from = toMicros == HELD ? HELD : Long.MIN_VALUE;
        List<KeyValue<Bytes, byte[]>> found =
                store.between(StoreKey.key().text(site).number(from).done(), end(site, toMicros));
        for (var entry : found) {
            store.entries().delete(entry.key);
            if (toMicros == HELD) held--;
        }
        return found.stream().map(entry -> decode(entry.value)).toList();
    }

    private static Bytes end(String site, long micros) {
        var end = StoreKey.key().text(site);
        return micros == HELD
                ? end.number(HELD).number(Long.MAX_VALUE).done()
                : end.number(micros + 1).done();
    }

    private static Bytes key(HostKey host, JoinedVerdict joined, long atMicros) {
        return StoreKey.key()
                .text(joined.verdict().site())
                .number(atMicros)
                .text(host.text())
                .text(joined.verdict().eventId())
                .done();
    }

    private static boolean isHeld(Bytes key) {
        return at(key) == HELD;
    }

    private static long at(Bytes key) {
        int site = ByteBuffer.wrap(key.get()).getInt();
        return ByteBuffer.wrap(key.get()).getLong(Integer.BYTES + site) ^ Long.MIN_VALUE;
    }

    /// Corrections, length of the host's name, the name, the verdict.
    private static byte[] encode(Reviewed reviewed) {
        byte[] host = reviewed.host().text().getBytes(StandardCharsets.UTF_8);
        byte[] joined = Codecs.JOINED.encode(reviewed.joined());
        return ByteBuffer.allocate(2 * Integer.BYTES + host.length + joined.length)
                .putInt(reviewed.clocks())
                .putInt(host.length)
                .put(host)
                .put(joined)
                .array();
    }

    private static Reviewed decode(byte[] octets) {
        var buffer = ByteBuffer.wrap(octets);
        int clocks = buffer.getInt();
        byte[] host = new byte[buffer.getInt()];
        buffer.get(host);
        byte[] joined = new byte[buffer.remaining()];
        buffer.get(joined);
        return new Reviewed(
                HostKey.parse(new String(host, StandardCharsets.UTF_8)).orElseThrow(),
                Codecs.JOINED.decode(joined),
                clocks);
    }
}
