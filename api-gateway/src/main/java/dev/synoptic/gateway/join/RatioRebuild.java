package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.JoinInput.SourceAdvanced;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.UnreadableRecord;
import dev.synoptic.schemas.exchange.SchemaExchange;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Counts windows anew by the rules of today, from the verdicts and fingerprints that are still retained.
///
/// New rows stand beside those that were counted live, under keys of their own ([RatioKey#rebuilt]): the live join goes
/// on writing its rows, and neither overwrites the other's. All of a rebuild is one transaction; the same again gives
/// the same rows. A window of which anything may be missing stays as it is. Who interrupts the thread ends it: with an
/// [org.apache.kafka.common.errors.InterruptException] before anything is written, and after all of it otherwise.
///
/// @param kafka the cluster
/// @param plan  what the join goes by today
/// @param judge judges fingerprints by today's signatures
public record RatioRebuild(KafkaClients kafka, JoinPlan plan, UnaryOperator<Fingerprint> judge) {

    /// Names the transaction: a second rebuild at the same time takes the place of the first.
    private static final String TRANSACTION = "synoptic-ratios-rebuild";

    private static final List<String> INPUTS = List.of(Topics.VERDICTS.name(), Topics.FINGERPRINTS.name());
    private static final Duration TRANSACTION_MAX = Duration.ofMinutes(10);

    /// Counts all windows anew that are wholly known, among those that are wanted.
    ///
    /// @param onlyTell leaves everything as it is, and says what would be done
    public RebuildReport run(Predicate<SiteWindow> wanted, boolean onlyTell) {
        exchangeSchemas(onlyTell);
        var recount = recount();
        var counted = counted();
        var rebuilt = new HashSet<SiteWindow>();
        var left = new HashMap<SiteWindow, WindowLeft>();
        recount.judged(counted.verdicts()).forEach((window, why) -> {
            if (!wanted.test(window)) return;
            if (why.isEmpty()) rebuilt.add(window);
            else left.put(window, why.get());
        });
        var rows = rows(recount, rebuilt);
        if (!onlyTell && !rebuilt.isEmpty()) write(rows, counted.rebuiltIn(rebuilt));
        return new RebuildReport(plan.versions().text(), rebuilt, left, rows.size());
    }

    /// What is retained may be of another version, and what is written must be readable to others.
    private void exchangeSchemas(boolean onlyLook) {
        var settings = kafka.settings();
        String bootstrap = String.valueOf(settings.get("bootstrap.servers"));
        if (onlyLook) SchemaExchange.lookUp(bootstrap, settings);
        else SchemaExchange.join(bootstrap, settings);
    }

    private Recount recount() {
        try (var topics = new RetainedTopics(kafka, INPUTS)) {
            var clocks = clocks(topics.partitions());
            var retention = new Retention(plan, topics.partitions(), topics::isTrimmed);
            List<Rejoin> rejoins = new ArrayList<>();
            for (int partition = 0; partition < topics.partitions(); partition++) {
                try (var reading = new Reading(partition, retention, clocks.asItStands(partition))) {
                    topics.read(partition, reading::take);
                    reading.rejoin.ifPresent(rejoins::add);
                }
            }
            return new Recount(retention, rejoins);
        }
    }

    /// One partition being read.
    private final class Reading implements AutoCloseable {

        private final int partition;
        private final Retention retention;
        private final ClockBoard.Others others;
        private final JoinCounters counters = new JoinCounters();
        private Optional<Rejoin> rejoin = Optional.empty();

        Reading(int partition, Retention retention, ClockBoard.Others others) {
            this.partition = partition;
            this.retention = retention;
            this.others = others;
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            Optional<HostKey> host;
            Optional<JoinInput> input;
            try {
                host = Optional.ofNullable(
                        Topics.VERDICTS.keys().deserializer().deserialize(record.topic(), record.key()));
                input = ReadInput.read(record.topic(), record.value());
            } catch (UnreadableRecord buriedBefore) {
                return; // the live join has put it among the dead letters
            }
            if (input.isEmpty()) return;
            if (input.get() instanceof SourceAdvanced(var progress, boolean _)) {
                retention.note(new TopicPartition(record.topic(), partition), progress);
            } else if (host.isEmpty()) {
                return;
            }
            var joining =
                    rejoin.orElseGet(() -> new Rejoin(plan, counters, partition, judge, others, record.timestamp()));
            rejoin = Optional.of(joining);
            joining.take(host, input.get(), record.timestamp());
            if (counters.refusedSyns().sum() > 0) {
                throw new IllegalStateException("partition " + partition + " has more SYNs at once than can be held: "
                        + JoinStore.DISK.synsMax());
            }
        }

        @Override
        public void close() {
            rejoin.ifPresent(Rejoin::close);
        }
    }

    /// Takes in a row of `ratios.v1`.
    private interface RowReader {

        /// @param message  empty for one that was deleted
        /// @param atMillis when it was appended
        void read(RatioKey key, Optional<RatioMessage> message, long atMillis);
    }

    private void readRatios(RowReader reader) {
        try (var topics = new RetainedTopics(kafka, List.of(Topics.RATIOS.name()))) {
            for (int partition = 0; partition < topics.partitions(); partition++) {
                topics.read(partition, record -> read(record, reader));
            }
        }
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, RowReader reader) {
        RatioKey key = Topics.RATIOS.keys().deserializer().deserialize(record.topic(), record.key());
        RatioMessage message = Topics.RATIOS.values().deserializer().deserialize(record.topic(), record.value());
        if (key != null) reader.read(key, Optional.ofNullable(message), record.timestamp());
    }

    private CountedRows counted() {
        var counted = new CountedRows(plan.versions().text());
        readRatios((key, message, _) -> {
            if (!key.isBetweenPartitions()) counted.read(key, message);
        });
        return counted;
    }

    /// What the partitions have told each other of clocks.
    private ClockBoard clocks(int partitions) {
        var board = new ClockBoard(partitions);
        readRatios((key, message, atMillis) -> {
            if (key.isBetweenPartitions()) board.read(key, message, atMillis);
        });
        return board;
    }

    /// The rows of these windows under their new keys, and one for each window that says that it is whole.
    private Map<RatioKey, RatioMessage> rows(Recount recount, Set<SiteWindow> rebuilt) {
        Map<RatioKey, RatioMessage> rows = new HashMap<>();
        recount.rows().forEach((key, message) -> {
            if (!key.rules().equals(plan.versions().text())) {
                throw new IllegalStateException("counted by " + key.rules() + ", expected "
                        + plan.versions().text());
            }
            if (rebuilt.contains(SiteWindow.of(key))) rows.put(key.rebuilt(), message);
        });
        var verdicts = recount.verdicts();
        for (SiteWindow window : rebuilt) {
            var key = RatioKey.rebuiltWindow(
                    window.startMicros(),
                    window.seconds(),
                    window.site(),
                    plan.versions().text());
            rows.put(key, new Counted(RatioCounts.of(verdicts.getOrDefault(window, 0L), 0)));
        }
        return rows;
    }

    /// Once begun, this comes to its end whoever interrupts: an open transaction holds up all who read the counts.
    private void write(Map<RatioKey, RatioMessage> rows, Set<RatioKey> before) {
        try {
            CompletableFuture.runAsync(() -> send(rows, before)).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException why) throw why;
            throw failed;
        }
    }

    private void send(Map<RatioKey, RatioMessage> rows, Set<RatioKey> before) {
        try (var producer = kafka.transactional(TRANSACTION, TRANSACTION_MAX)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (RatioKey key : before) {
                if (!rows.containsKey(key)) send(producer, key, Optional.empty());
            }
            rows.forEach((key, message) -> send(producer, key, Optional.of(message)));
            producer.commitTransaction(); // fails where any send has failed
        }
    }

    private static void send(Producer<byte[], byte[]> producer, RatioKey key, Optional<RatioMessage> message) {
        String topic = Topics.RATIOS.name();
        byte[] value = message.map(each -> Topics.RATIOS.values().serializer().serialize(topic, each))
                .orElse(null);
        var _ = producer.send(
                new ProducerRecord<>(topic, Topics.RATIOS.keys().serializer().serialize(topic, key), value));
    }
}
