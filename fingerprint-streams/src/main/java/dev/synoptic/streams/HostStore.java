package dev.synoptic.streams;

import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.schemas.HostHeaders;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.streams.DueKeys.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The hosts of one partition, with what is due to be forgotten.
///
/// Every host, and every history, stands once among what is due. A host that was heard of meanwhile is looked at when
/// its old time has come, and put off: so hearing of a host costs nothing, and forgetting needs no scan.
///
/// Values are encoded once, for the store and the topic alike.
final class HostStore {

    /// Looked at in one step: a great silence must not stall what follows it.
    static final int DUE_PER_RECORD_MAX = 64;

    private static final long SECONDS_PER_DAY = 86_400;

    private final HostMemory memory;
    private final ProcessorContext<Object, Object> context;
    private final StreamsCounters counters;
    private final KeyValueStore<Bytes, byte[]> hosts;
    private final KeyValueStore<Bytes, byte[]> histories;
    private final DueKeys due;
    private @Nullable HostKey lastHost;
    private Bytes lastKey = Bytes.wrap(new byte[0]);

    /// What goes out; null forgets.
    ///
    /// @param partition of the input, where it must go on to: a task restores from there what it sent
    record Sent(int partition, @Nullable Bytes octets) {
        static final Serializer<Sent> SERIALIZER =
                (topic, sent) -> sent.octets() == null ? null : sent.octets().get();
        static final StreamPartitioner<Bytes, Sent> IN_PLACE =
                (topic, key, sent, partitions) -> Optional.of(Set.of(sent.partition()));
    }

    HostStore(HostMemory memory, ProcessorContext<Object, Object> context, StreamsCounters counters) {
        this.memory = memory;
        this.context = context;
        this.counters = counters;
        this.hosts = context.getStateStore(Stores.HOSTS);
        this.histories = context.getStateStore(Stores.HISTORIES);
        this.due = new DueKeys(context.getStateStore(Stores.DUE));
        expectOwnHosts();
    }

    /// A group that begins anew would count again, on top of it, what another counted.
    private void expectOwnHosts() {
        if (hosts.approximateNumEntries() == 0 || !due.isEmpty()) return;
        try (var all = hosts.all()) {
            if (!all.hasNext()) return;
        }
        throw new IllegalStateException("partition " + context.taskId().partition() + " of " + Topics.HOSTS.name()
                + " holds hosts that another streams.group remembered: keep that group's name, or delete the topics "
                + Topics.HOSTS.name() + " and " + Topics.HISTORY.name() + " first");
    }

    /// The host that the record is about; empty where it is not known, or is to be forgotten.
    ///
    /// @param seconds the forgetting clock
    Optional<HostState> find(Record<HostKey, ?> record, long seconds) {
        return Optional.ofNullable(hosts.get(key(record)))
                .map(Codecs.HOST::decode)
                .filter(host -> !host.isForgotten(seconds, memory.idle().toSeconds()));
    }

    /// Remembers a host that [#find] does not know; one that was only to be forgotten is, first.
    void begin(Record<HostKey, ?> record, HostState host) {
        var key = key(record);
        byte[] old = hosts.get(key);
        if (old == null) due.add(dueSeconds(host), Kind.HOST, key);
        else end(record, key, Codecs.HOST.decode(old), host.touchedSeconds());
        change(record, host);
        counters.count(StreamsCounter.HOSTS_BEGUN);
    }

    /// Remembers what has become of a host.
    void change(Record<HostKey, ?> record, HostState host) {
        var history = host.history().since(firstDay(host.touchedSeconds()));
        boolean shorter = history.days().size() < host.history().days().size();
        var kept = shorter ? host.withHistory(history) : host;
        byte[] octets = Codecs.HOST.encode(kept);
        var key = key(record);
        hosts.put(key, octets);
        counters.count(StreamsCounter.HOSTS_CHANGED);
        forward(record, key, octets, FingerprintTopology.HOSTS_SINK);
    }

    /// Forgets what is due by now, but no more than one record may cost.
    void forgetDue(Record<HostKey, ?> record, long seconds) {
        for (var entry : due.take(seconds, DUE_PER_RECORD_MAX)) {
            switch (entry.kind()) {
                case HOST -> lookAtHost(record, entry.host(), seconds);
                case HISTORY -> lookAtHistory(record, entry.host(), seconds);
            }
        }
    }

    private void lookAtHost(Record<HostKey, ?> record, Bytes key, long seconds) {
        byte[] octets = hosts.get(key);
        if (octets == null) return;
        var host = Codecs.HOST.decode(octets);
        if (host.isForgotten(seconds, memory.idle().toSeconds())) end(record, key, host, seconds);
        else due.add(dueSeconds(host), Kind.HOST, key);
    }

    private void lookAtHistory(Record<HostKey, ?> record, Bytes key, long seconds) {
        byte[] octets = histories.get(key);
        if (octets == null) return;
        var kept = Codecs.HISTORY.decode(octets).since(firstDay(seconds));
        if (kept.isEmpty()) {
            histories.delete(key);
            counters.count(StreamsCounter.HISTORIES_FORGOTTEN);
            forward(record, key, null, FingerprintTopology.HISTORY_SINK);
        } else {
            tellHistory(record, key, kept);
            due.add(dueSeconds(kept), Kind.HISTORY, key);
        }
    }

    /// Forgets a host; only its days are remembered.
    private void end(Record<HostKey, ?> record, Bytes key, HostState host, long seconds) {
        hosts.delete(key);
        counters.count(StreamsCounter.HOSTS_FORGOTTEN);
        forward(record, key, null, FingerprintTopology.HOSTS_SINK);
        byte[] before = histories.get(key);
        var all =
                before == null ? host.history() : Codecs.HISTORY.decode(before).with(host.history());
        var kept = all.since(firstDay(seconds));
        if (kept.isEmpty()) return; // what stands there already is due, and goes then
        tellHistory(record, key, kept);
        if (before == null) due.add(dueSeconds(kept), Kind.HISTORY, key);
    }

    private void tellHistory(Record<HostKey, ?> record, Bytes key, HostHistory history) {
        byte[] octets = Codecs.HISTORY.encode(history);
        histories.put(key, octets);
        forward(record, key, octets, FingerprintTopology.HISTORY_SINK);
    }

    private void forward(Record<HostKey, ?> cause, Bytes key, byte @Nullable [] octets, String sink) {
        var input = context.recordMetadata().orElseThrow();
        var headers = new RecordHeaders();
        new HostHeaders(input.partition(), input.offset()).writeTo(headers);
        context.forward(
                new Record<>(key, new Sent(input.partition(), Bytes.wrap(octets)), cause.timestamp(), headers), sink);
    }

    private long dueSeconds(HostState host) {
        return host.touchedSeconds() + memory.idle().toSeconds();
    }

    private long dueSeconds(HostHistory history) {
        return (history.days().getFirst().day() + (long) memory.historyDays()) * SECONDS_PER_DAY;
    }

    /// The first of the days that are still remembered.
    private int firstDay(long seconds) {
        return (int) Math.floorDiv(seconds, SECONDS_PER_DAY) - memory.historyDays() + 1;
    }

    /// Of one record it is asked several times.
    private Bytes key(Record<HostKey, ?> record) {
        HostKey host = record.key();
        if (!host.equals(lastHost)) {
            lastHost = host;
            lastKey = Bytes.wrap(host.text().getBytes(StandardCharsets.UTF_8));
        }
        return lastKey;
    }
}
