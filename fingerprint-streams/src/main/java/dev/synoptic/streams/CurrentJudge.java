package dev.synoptic.streams;

import dev.synoptic.streams.Judge.Bench;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which database judges one partition now: the switch is a record of the input, so that whoever reads the partition,
/// now or again after a crash, switches between the same two records.
final class CurrentJudge {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentJudge.class);
    private static final String DATABASE = "database";

    private final Judges judges;
    private final KeyValueStore<String, byte[]> store;
    private final StreamsCounters counters;
    private Bench bench;

    /// @param store remembers the version
    CurrentJudge(Judges judges, KeyValueStore<String, byte[]> store, StreamsCounters counters) {
        this.judges = judges;
        this.store = store;
        this.counters = counters;
        this.bench = Optional.ofNullable(store.get(DATABASE))
                .map(octets -> new String(octets, StandardCharsets.UTF_8))
                .flatMap(judges::find)
                .orElseGet(judges::first)
                .bench();
    }

    Bench bench() {
        return bench;
    }

    /// From now on by this version; a bad one changes nothing.
    void switchTo(String version) {
        var found = judges.find(version);
        if (found.isEmpty()) {
            counters.count(StreamsCounter.DATABASES_REFUSED);
            LOG.error("signatures {} are not on signatures.v1, or make no sense: the old ones stay", version);
            return;
        }
        store.put(DATABASE, version.getBytes(StandardCharsets.UTF_8));
        bench = found.get().bench();
        counters.count(StreamsCounter.DATABASES_SWITCHED);
    }
}
