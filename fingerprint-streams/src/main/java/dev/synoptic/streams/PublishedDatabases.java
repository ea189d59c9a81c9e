package dev.synoptic.streams;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The databases on `signatures.v1`, read when a partition is told to switch to one: whoever published it waited until
/// it lay there.
///
/// Any thread; one at a time reads.
final class PublishedDatabases implements Judges {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedDatabases.class);
    private static final Duration READ_MAX = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final TopicPartition SIGNATURES = new TopicPartition(Topics.SIGNATURES.name(), 0);

    private final Judge first;
    private final Fidelity fidelity;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Map<String, Optional<Judge>> read = new HashMap<>();

    /// @param first     the database of the settings
    /// @param fidelity  by whose rules the others are read and matched
    /// @param consumers makes readers of the topic
    PublishedDatabases(Judge first, Fidelity fidelity, Supplier<Consumer<String, byte[]>> consumers) {
        this.first = first;
        this.fidelity = fidelity;
        this.consumers = consumers;
    }

    @Override
    public Judge first() {
        return first;
    }

    @Override
    public synchronized Optional<Judge> find(String version) {
        if (version.equals(first.version())) return Optional.of(first);
        if (!read.containsKey(version)) read.put(version, octets(version).flatMap(octets -> judge(version, octets)));
        return read.getOrDefault(version, Optional.empty());
    }

    private Optional<Judge> judge(String version, byte[] octets) {
        String name = Topics.signaturesKey(version);
        try {
            var database = parse(name, octets, fidelity);
            if (database.version().equals(version)) return Optional.of(Judge.by(database, fidelity));
            LOG.error("{} on signatures.v1 has the digest {}", name, database.version());
        } catch (SignatureFileException bad) {
            LOG.error("{} on signatures.v1: {}", name, bad.getMessage());
        }
        return Optional.empty();
    }

    /// A database read by the rules of this fidelity.
    static SignatureDatabase parse(String name, byte[] octets, Fidelity fidelity) throws SignatureFileException {
        return fidelity == Fidelity.STRICT
                ? SignatureDatabase.parse(name, octets)
                : SignatureDatabase.parseForFleet(name, octets);
    }

    /// Throws where the topic cannot be read to its end: whether a database is there must not depend on the network.
    private Optional<byte[]> octets(String version) {
        Optional<byte[]> found = Optional.empty();
        try (var consumer = consumers.get()) {
            consumer.assign(List.of(SIGNATURES));
            consumer.seekToBeginning(List.of(SIGNATURES));
            long end = consumer.endOffsets(List.of(SIGNATURES), READ_MAX).getOrDefault(SIGNATURES, 0L);
            long deadline = System.nanoTime() + READ_MAX.toNanos();
            while (consumer.position(SIGNATURES, READ_MAX) < end) {
                if (System.nanoTime() - deadline > 0) throw new TimeoutException("signatures.v1 not read in time");
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (Topics.signaturesKey(version).equals(record.key())) found = Optional.ofNullable(record.value());
                }
            }
        }
        return found;
    }
}
