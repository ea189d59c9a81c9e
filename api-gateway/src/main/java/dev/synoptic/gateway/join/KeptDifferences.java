package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.ClockSamples.Numbered;
import dev.synoptic.gateway.join.ClockWatch.Watched;
import dev.synoptic.verdict.join.Clocks.Pair;
import dev.synoptic.verdict.join.Difference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;

/// The differences of one partition's sessions and what was corrected by them, as they outlast a restart.
final class KeptDifferences {

    static final String STORE = "clock-differences";

    /// In the place of an ordinal, for what is corrected.
    private static final long CORRECTION = -1;

    private final OctetStore store;

    KeptDifferences(OctetStore store) {
        this.store = store;
    }

    /// Tells all that was kept.
    void restore(BiConsumer<Watched, Numbered> differences, BiConsumer<Pair, Duration> corrections) {
        try (var entries = store.entries().all()) {
            entries.forEachRemaining(entry -> restore(entry.value, differences, corrections));
        }
    }

    private static void restore(
            byte[] octets, BiConsumer<Watched, Numbered> differences, BiConsumer<Pair, Duration> corrections) {
        var buffer = ByteBuffer.wrap(octets);
        long ordinal = buffer.getLong();
        long micros = buffer.getLong();
        boolean byPort = buffer.get() == 1;
        var texts = new ArrayList<String>();
        while (buffer.hasRemaining()) {
            byte[] utf8 = new byte[buffer.getInt()];
            buffer.get(utf8);
            texts.add(new String(utf8, StandardCharsets.UTF_8));
        }
        var watched = new Watched(texts.getFirst(), new Pair(texts.get(1), texts.get(2)));
        if (ordinal == CORRECTION) {
            corrections.accept(watched.pair(), Duration.ofNanos(micros * 1_000));
        } else {
            differences.accept(watched, new Numbered(ordinal, new Difference(watched.pair(), byPort, micros)));
        }
    }

    void keep(Watched watched, Numbered numbered) {
        var difference = numbered.difference();
        put(watched, numbered.slot(), numbered.ordinal(), difference.micros(), difference.byPort());
    }

    void keep(Watched watched, Duration correction) {
        put(watched, CORRECTION, CORRECTION, correction.toNanos() / 1_000, false);
    }

    /// Ordinal, microseconds, whether by port; then site, agent and host.
    private void put(Watched watched, long slot, long ordinal, long micros, boolean byPort) {
        byte[] names = names(watched).done().get();
        byte[] octets = ByteBuffer.allocate(2 * Long.BYTES + 1 + names.length)
                .putLong(ordinal)
                .putLong(micros)
                .put((byte) (byPort ? 1 : 0))
                .put(names)
                .array();
        Bytes key = names(watched).number(slot).done();
        store.entries().put(key, octets);
    }

    private static StoreKey names(Watched watched) {
        return StoreKey.key()
                .text(watched.site())
                .text(watched.pair().agent())
                .text(watched.pair().host());
    }
}
