package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.ClockSamples.Numbered;
import dev.synoptic.schemas.ClockReading;
import dev.synoptic.verdict.join.ClockSkew;
import dev.synoptic.verdict.join.Clocks.Pair;
import dev.synoptic.verdict.join.Difference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/// Compares the clocks of captures and mail hosts by the sessions of this partition (`mail.md` J7).
final class ClockWatch {

    static final String STORE = "clock-differences";

    /// After so many further differences a clock is looked at again.
    private static final int LOOK_AGAIN = ClockSkew.SAMPLES_MIN;

    /// The same once it is known: a look goes through all that is remembered, so a fifth of it may have changed.
    private static final int LOOK_AGAIN_KNOWN = ClockSkew.SAMPLES_MAX / 5;

    /// A correction is left as it is while the measure stays this close to it: sessions are not settled anew for less.
    private static final Duration STEADY = Duration.ofMillis(250);

    private final OctetStore store;
    private final Map<Watched, ClockSamples> samples = new HashMap<>();
    private final Map<Watched, Integer> sinceLook = new HashMap<>();
    private final Map<Pair, Duration> corrections = new HashMap<>();
    private int changes;
    private final Set<String> known = new HashSet<>();
    private final Map<Watched, ClockReading> news = new LinkedHashMap<>();

    /// Two clocks, and the site whose sessions compare them.
    record Watched(String site, Pair pair) {}

    ClockWatch(OctetStore store) {
        this.store = store;
        try (var entries = store.entries().all()) {
            entries.forEachRemaining(entry -> restore(entry.value));
        }
        for (Watched each : List.copyOf(samples.keySet())) look(each);
        news.clear();
    }

    /// What is known to be corrected; no time at all where clocks agree well enough.
    Map<Pair, Duration> corrections() {
        return Map.copyOf(corrections);
    }

    /// Grows with each change of what is to be corrected.
    int changes() {
        return changes;
    }

    /// Names what is corrected for a mail host: 0 where nothing is.
    int correctionsOf(String host) {
        return corrections.entrySet().stream()
                .filter(each ->
                        each.getKey().host().equals(host) && !each.getValue().isZero())
                .mapToInt(Map.Entry::hashCode)
                .sum();
    }

    /// Whether the mail host's clock was compared to any capture's.
    boolean knows(String host) {
        return known.contains(host);
    }

    /// Takes in what a session tells.
    void add(String site, Collection<Difference> differences) {
        for (Difference each : differences) {
            var watched = new Watched(site, each.pair());
            var numbered =
                    samples.computeIfAbsent(watched, _ -> new ClockSamples()).add(each);
            store.entries().put(key(watched, numbered.slot()), octets(site, numbered));
            int since = sinceLook.merge(watched, 1, Integer::sum);
            if (since >= (corrections.containsKey(each.pair()) ? LOOK_AGAIN_KNOWN : LOOK_AGAIN)) look(watched);
        }
    }

    /// Looks at every clock once more, however little has come since.
    void lookAtAll() {
        for (Watched each : List.copyOf(samples.keySet())) {
            if (sinceLook.getOrDefault(each, 0) > 0) look(each);
        }
    }

    private void look(Watched watched) {
        sinceLook.put(watched, 0);
        var found = samples.getOrDefault(watched, new ClockSamples());
        found.ahead().ifPresent(ahead -> correct(watched.pair(), ahead));
        boolean corrected =
                !corrections.getOrDefault(watched.pair(), Duration.ZERO).isZero();
        news.put(watched, found.reading(corrected));
    }

    private void correct(Pair pair, Duration ahead) {
        Duration wanted = ClockSkew.isApplied(ahead) ? ahead : Duration.ZERO;
        Duration before = corrections.get(pair);
        if (before != null && before.minus(wanted).abs().compareTo(STEADY) <= 0) return;
        corrections.put(pair, wanted);
        changes++;
        known.add(pair.host());
    }

    /// What is to be told of clocks since this was asked last.
    Map<Watched, ClockReading> takeNews() {
        var taken = new LinkedHashMap<>(news);
        news.clear();
        return taken;
    }

    private void restore(byte[] octets) {
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
        var pair = new Pair(texts.get(1), texts.get(2));
        samples.computeIfAbsent(new Watched(texts.getFirst(), pair), _ -> new ClockSamples())
                .put(new Numbered(ordinal, new Difference(pair, byPort, micros)));
    }

    private static Bytes key(Watched watched, int slot) {
        return StoreKey.key()
                .text(watched.site())
                .text(watched.pair().agent())
                .text(watched.pair().host())
                .number(slot)
                .done();
    }

    /// Ordinal, difference, whether by port; then site, agent and host.
    private static byte[] octets(String site, Numbered numbered) {
        var difference = numbered.difference();
        byte[] names = StoreKey.key()
                .text(site)
                .text(difference.pair().agent())
                .text(difference.pair().host())
                .done()
                .get();
        return ByteBuffer.allocate(2 * Long.BYTES + 1 + names.length)
                .putLong(numbered.ordinal())
                .putLong(difference.micros())
                .put((byte) (difference.byPort() ? 1 : 0))
                .put(names)
                .array();
    }
}
