package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.synoptic.conformance.hosts.FleetHosts;
import dev.synoptic.conformance.pipeline.StreamsProcess.Pace;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.HostIndexReader;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.streams.HostMemory;
import dev.synoptic.streams.Judge;
import dev.synoptic.testing.Soak;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three instances of streams as processes of their own, killed, paused and started again at random while handshakes
/// come in; in the end every state and every count is what one process alone comes to, and a gateway that read it all
/// before it was committed answers the same.
class ChaosTest {

    private static final int INSTANCES = 3;
    private static final long SEED = Long.getLong("chaos.seed", 2_026);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long PAUSE_NANOS = 400_000_000L;

    @TempDir
    Path folder;

    @Test
    void killedAndPausedInstancesComeToWhatOneProcessComesTo() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            run(fleet, Pace.USUAL, _ -> {});
        }
    }

    /// Seven processes on one machine: only where there is time.
    @Test
    void killedBrokersDoNotMatterEither() throws Exception {
        assumeTrue(Soak.duration().compareTo(LONG) >= 0, "only in a run of a minute or more");
        var cluster = BrokerProcess.Cluster.start(Files.createDirectories(folder.resolve("brokers")));
        try (var fleet = Fleet.at(folder.resolve("fleet"), cluster.bootstrap(), cluster, BrokerProcess.NODES)) {
            run(fleet, Pace.CLUSTER, random -> {
                if (random.nextInt(40) == 0) cluster.killAndRestart(random.nextInt(BrokerProcess.NODES));
            });
        }
    }

    /// What else may happen between two bursts of load.
    private interface Mischief {
        void happen(Random random) throws Exception;
    }

    private void run(Fleet fleet, Pace pace, Mischief mischief) throws Exception {
        var settings = fleet.streamsSettings();
        var random = new Random(SEED);
        try (var load = HandshakeLoad.to(settings.bootstrap());
                var hosts = new Hosts(settings.bootstrap())) {
            var instances = new ArrayList<ChaosInstance>();
            try {
                for (int i = 0; i < INSTANCES; i++) {
                    instances.add(ChaosInstance.start(settings, pace, folder, i));
                }
                long end = System.nanoTime() + Soak.duration().toNanos();
                while (System.nanoTime() - end < 0) {
                    load.send(200);
                    LockSupport.parkNanos(random.nextLong(PAUSE_NANOS));
                    instances.get(random.nextInt(INSTANCES)).disturb(random);
                    mischief.happen(random);
                }
                for (var instance : instances) instance.recover();
                load.end();
                fleet.awaitRead(settings.applicationId(), Topics.HANDSHAKES);
                System.out.printf(
                        "[CHAOS] seed %d, %d s: instances killed %d times, paused %d times%n",
                        SEED,
                        Soak.duration().toSeconds(),
                        instances.stream().mapToInt(ChaosInstance::kills).sum(),
                        instances.stream().mapToInt(ChaosInstance::pauses).sum());
            } finally {
                instances.forEach(ChaosInstance::kill);
            }
            expectTheSame(fleet, hosts);
        }
    }

    private void expectTheSame(Fleet fleet, Hosts hosts) throws Exception {
        var expected = new HashMap<HostKey, HostState>();
        var published = new ArrayList<Fingerprint>();
        for (int partition = 0; partition < Fleet.PARTITIONS; partition++) {
            try (var alone = new FleetHosts(judge(fleet), HostMemory.REPLAY, folder.resolve("alone-" + partition))) {
                fleet.octets(Topics.HANDSHAKES, partition, alone::take);
                expected.putAll(alone.hosts());
                published.addAll(alone.fingerprints());
            }
        }
        assertThat(fleet.latest(Topics.HOSTS)).as("seed %d", SEED).isEqualTo(expected);
        expectTheSame(
                fleet.values(Topics.FINGERPRINTS).stream()
                        .flatMap(each -> each instanceof Judged(var fingerprint) ? Stream.of(fingerprint) : Stream.of())
                        .toList(),
                published);
        assertThat(expected).isNotEmpty();
        System.out.printf(
                "[CHAOS] %,d hosts and %,d completed fingerprints are what one process alone comes to%n",
                expected.size(), with(published, true).size());
        Eventually.until("the gateway knows all " + expected.size(), () -> hosts.size() == expected.size());
        expected.forEach((host, state) ->
                assertThat(hosts.connections(host)).as(host.text()).isEqualTo(state.connections()));
    }

    /// Each once; provisional ones may be missing only where the completed one is there.
    private static void expectTheSame(List<Fingerprint> fleet, List<Fingerprint> alone) {
        assertThat(new HashSet<>(fleet)).as("nothing twice").hasSameSizeAs(fleet);
        assertThat(with(fleet, true).equals(with(alone, true))).as("completed").isTrue();
        var proven = with(alone, true).stream().map(Fingerprint::origin).collect(Collectors.toSet());
        var provisional = with(fleet, false);
        assertThat(with(alone, false).containsAll(provisional))
                .as("provisional")
                .isTrue();
        assertThat(with(alone, false).stream()
                        .filter(each -> !proven.contains(each.origin()))
                        .allMatch(provisional::contains))
                .as("never completed")
                .isTrue();
    }

    private static Set<Fingerprint> with(List<Fingerprint> all, boolean completed) {
        return all.stream().filter(each -> each.completed() == completed).collect(Collectors.toSet());
    }

    private static Judge judge(Fleet fleet) throws Exception {
        var file = fleet.streamsSettings().signatures();
        return Judge.by(SignatureDatabase.parse(file.toString(), Files.readAllBytes(file)), Fidelity.STRICT);
    }

    /// The hosts as a gateway knows them.
    private static final class Hosts implements AutoCloseable {

        private final HostIndex index = new HostIndex(PrivateNetworks.DEFAULT);
        private final TopicTail tail;

        private Hosts(String bootstrap) {
            tail = new TopicTail(
                            Topics.HOSTS.name(), KafkaClients.at(bootstrap).uncommitted(), new HostIndexReader(index))
                    .start();
        }

        private int size() {
            return index.size();
        }

        private long connections(HostKey host) {
            return index.from(Fleet.SITE)
                    .find(host.address())
                    .map(HostAnswer::connections)
                    .orElse(0L);
        }

        @Override
        public void close() {
            tail.close();
        }
    }
}
