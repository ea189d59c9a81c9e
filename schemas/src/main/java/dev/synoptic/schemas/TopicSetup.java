package dev.synoptic.schemas;

import static java.util.stream.Collectors.toMap;

import dev.synoptic.schemas.Topic.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Makes the topics of the catalogue where they are missing, and says how those that exist differ from it.
///
/// It never changes a topic that exists: partitions cannot be taken back, and retention may be someone's
/// decision.
///
/// @param hostPartitions    partitions of every topic about hosts; the same for all, for as long as their data
///     is kept
/// @param replicationFactor copies of each partition
/// @param kept              in place of the catalogue's retention, by topic name
public record TopicSetup(int hostPartitions, short replicationFactor, Map<String, Kept> kept) {

    /// Partitions of topics about hosts, unless set otherwise.
    public static final int HOST_PARTITIONS_DEFAULT = 8;

    // Ten seconds for the news of a topic to reach every broker.
    private static final int ASKED_MAX = 200;
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(50);

    public TopicSetup {
        if (hostPartitions < 1) throw new IllegalArgumentException(hostPartitions + " partitions");
        kept = Map.copyOf(kept);
    }

    /// The catalogue's own retention.
    public static TopicSetup of(int hostPartitions, int replicationFactor) {
        return new TopicSetup(hostPartitions, (short) replicationFactor, Map.of());
    }

    /// One thing that is not as the catalogue says.
    public record Difference(String topic, String setting, String found, String wanted) {
        @Override
        public String toString() {
            return topic + ": " + setting + " is " + found + ", wanted " + wanted;
        }
    }

    /// Makes what is missing, then [#check]s all.
    public List<Difference> ensure(Admin admin, Collection<? extends Topic<?, ?>> topics)
            throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        var missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(this::newTopic)
                .toList();
        var creations = admin.createTopics(missing).values();
        var made = new ArrayList<NewTopic>();
        for (var topic : missing) {
            try {
                Objects.requireNonNull(creations.get(topic.name())).get();
                made.add(topic);
            } catch (ExecutionException e) {
                // Services that start together race for the same topics; the loser finds what it wanted.
                if (!(e.getCause() instanceof TopicExistsException)) throw e;
            }
        }
        awaitLeaders(admin, made);
        return check(admin, topics);
    }

    /// Waits until the leader of each new partition serves it.
    ///
    /// A topic is made some moments before its leader has opened its log. An idempotent producer that writes in
    /// them may have its first batch refused and those in flight behind it taken; the first then stays out of
    /// order until its delivery time is over.
    private static void awaitLeaders(Admin admin, Collection<NewTopic> made)
            throws ExecutionException, InterruptedException {
        var partitions = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : made) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        for (int asked = 1; ; asked++) {
            try {
                admin.listOffsets(partitions).all().get();
                return;
            } catch (ExecutionException e) {
                // Kafka's client asks again while a leader is not ready, but not while a broker has yet to hear
                // of the topic.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || asked == ASKED_MAX) throw e;
                Thread.sleep(ASK_AGAIN_AFTER);
            }
        }
    }

    /// How the topics differ from the catalogue; empty if they do not.
    public List<Difference> check(Admin admin, Collection<? extends Topic<?, ?>> topics)
            throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        var differences = new ArrayList<Difference>();
        var found =
                topics.stream().filter(topic -> existing.contains(topic.name())).toList();
        for (var topic : topics) {
            if (!found.contains(topic)) differences.add(new Difference(topic.name(), "topic", "missing", "present"));
        }
        var names = found.stream().map(Topic::name).toList();
        var descriptions = admin.describeTopics(names).allTopicNames().get();
        var configs = admin.describeConfigs(
                        found.stream().map(TopicSetup::resource).toList())
                .all()
                .get();
        for (var topic : found) {
            partitions(topic, Objects.requireNonNull(descriptions.get(topic.name())))
                    .ifPresent(differences::add);
            differences.addAll(settings(topic, Objects.requireNonNull(configs.get(resource(topic)))));
        }
        return differences;
    }

    private int partitionsOf(Topic<?, ?> topic) {
        return topic.spread() == Spread.BY_HOST ? hostPartitions : 1;
    }

    private Map<String, String> settingsOf(Topic<?, ?> topic) {
        var changed = kept.get(topic.name());
        return changed == null ? topic.settings() : topic.kept(changed).settings();
    }

    private NewTopic newTopic(Topic<?, ?> topic) {
        return new NewTopic(topic.name(), partitionsOf(topic), replicationFactor).configs(settingsOf(topic));
    }

    private Optional<Difference> partitions(Topic<?, ?> topic, TopicDescription found) {
        int count = found.partitions().size();
        int wanted = partitionsOf(topic);
        return count == wanted
                ? Optional.empty()
                : Optional.of(
                        new Difference(topic.name(), "partitions", Integer.toString(count), Integer.toString(wanted)));
    }

    private List<Difference> settings(Topic<?, ?> topic, Config found) {
        var values = found.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(toMap(entry -> entry.name(), entry -> entry.value()));
        return settingsOf(topic).entrySet().stream()
                .filter(wanted -> !wanted.getValue().equals(values.get(wanted.getKey())))
                .map(wanted -> new Difference(
                        topic.name(),
                        wanted.getKey(),
                        values.getOrDefault(wanted.getKey(), "unset"),
                        wanted.getValue()))
                .toList();
    }

    private static ConfigResource resource(Topic<?, ?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }
}
