package dev.synoptic.gateway.greylist;

import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.policy.Greylisting;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.GreylistEntry;
import dev.synoptic.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// First attempts as the whole fleet remembers them, in this process's memory.
///
/// It defers only what it is sure of: while its copy is not current, or full, or cannot be told to the others,
/// everything passes.
public final class SharedGreylist implements Greylisting, AutoCloseable {

    /// Entries kept, some 150 octets each.
    static final int ENTRIES_MAX = 500_000;

    private final Map<String, GreylistEntry> entries = new ConcurrentHashMap<>();
    private final GreylistTimes times;
    private final InstantSource clock;
    private final SharedTopic<GreylistEntry> topic;
    private final LongAdder deferred = new LongAdder();
    private final LongAdder passedUnsure = new LongAdder();

    /// @param clock the wall
    public SharedGreylist(KafkaClients kafka, GreylistTimes times, InstantSource clock) {
        this.times = times;
        this.clock = clock;
        this.topic = new SharedTopic<>(Topics.GREYLIST, kafka, this::read);
    }

    /// Begins to read.
    public SharedGreylist start() {
        topic.start();
        return this;
    }

    private void read(String key, @Nullable GreylistEntry entry) {
        if (entry == null) {
            entries.remove(key);
        } else if (entries.size() < ENTRIES_MAX || entries.containsKey(key)) {
            entries.merge(key, entry, (one, other) -> GreylistStep.merged(one, other, times));
        }
    }

    @Override
    public Optional<Duration> ask(IpAddress client, String sender, String recipient, Duration delay) {
        if (!topic.isCurrent() || entries.size() >= ENTRIES_MAX) return unsure();
        String triplet = TripletKeys.triplet(client, sender, recipient);
        String network = TripletKeys.ofNetwork(client);
        GreylistStep step = GreylistStep.of(
                Optional.ofNullable(entries.get(triplet)),
                Optional.ofNullable(entries.get(network)),
                delay.toNanos() / 1_000,
                nowMicros(),
                times);
        boolean told = step.triplet().map(entry -> keep(triplet, entry)).orElse(true)
                && step.network().map(entry -> keep(network, entry)).orElse(true);
        if (!told) return unsure();
        if (step.leftMicros() == 0) return Optional.empty();
        deferred.increment();
        return Optional.of(Duration.ofNanos(step.leftMicros() * 1_000));
    }

    private boolean keep(String key, GreylistEntry entry) {
        entries.put(key, entry);
        return topic.put(key, Optional.of(entry));
    }

    private Optional<Duration> unsure() {
        passedUnsure.increment();
        return Optional.empty();
    }

    /// Forgets what is over, here and on the topic; to be called now and then.
    public void forget() {
        long now = nowMicros();
        entries.forEach((key, entry) -> {
            if (GreylistStep.isOver(entry, now, times) && topic.put(key, Optional.empty())) entries.remove(key, entry);
        });
    }

    /// Whether it knows what the fleet knows.
    public boolean isCurrent() {
        return topic.isCurrent();
    }

    /// Entries now.
    public int size() {
        return entries.size();
    }

    /// Attempts deferred so far.
    public long deferred() {
        return deferred.sum();
    }

    /// Attempts that passed because it could not be sure.
    public long passedUnsure() {
        return passedUnsure.sum();
    }

    private long nowMicros() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Override
    public void close() {
        topic.close();
    }
}
