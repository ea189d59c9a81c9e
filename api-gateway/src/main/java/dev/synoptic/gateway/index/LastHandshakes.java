package dev.synoptic.gateway.index;

import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.FingerprintMessage.Advanced;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The latest judged handshake of recent hosts, with all that was seen and why it was judged so; and which sites'
/// agents are alive.
///
/// It keeps the last [#HOSTS_MAX] hosts: what it is asked for is why a host that somebody looks at *now* is called what
/// it is called.
public final class LastHandshakes implements TopicTail.Reader {

    /// Hosts remembered.
    static final int HOSTS_MAX = 50_000;

    /// An agent that has told of progress so lately is alive.
    static final Duration ALIVE = Duration.ofSeconds(30);

    private final PrivateNetworks networks;
    private final LongSupplier clockNanos;
    private final SourcesHeard sources;
    private final Map<String, Long> heardNanos = new ConcurrentHashMap<>();
    private final SeenConnections connections = new SeenConnections();
    private final SequencedMap<HostKey, Fingerprint> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<HostKey, Fingerprint> eldest) {
            return size() > HOSTS_MAX;
        }
    };

    /// One that nobody asks for sources.
    ///
    /// @param clockNanos monotonic, as [System#nanoTime]
    public LastHandshakes(PrivateNetworks networks, LongSupplier clockNanos) {
        this(networks, clockNanos, new SourcesHeard(clockNanos));
    }

    /// @param clockNanos monotonic, as [System#nanoTime]
    /// @param sources    is told of the progress that comes between handshakes
    public LastHandshakes(PrivateNetworks networks, LongSupplier clockNanos, SourcesHeard sources) {
        this.networks = networks;
        this.sources = sources;
        this.clockNanos = clockNanos;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        switch (Topics.FINGERPRINTS.values().deserializer().deserialize(record.topic(), record.value())) {
            case Judged(var fingerprint) -> remember(record, fingerprint);
            case Advanced(var progress) -> heard(progress);
            case null -> {}
        }
    }

    private void remember(ConsumerRecord<byte[], byte[]> record, Fingerprint fingerprint) {
        HostKey key = Topics.FINGERPRINTS.keys().deserializer().deserialize(record.topic(), record.key());
        if (key == null) throw new TopicTail.KeylessRecord();
        connections.add(fingerprint.connection());
        synchronized (last) {
            last.remove(key); // so that it becomes the youngest
            last.put(key, fingerprint);
        }
    }

    private void heard(SourceProgress progress) {
        sources.heard(progress);
        String site = progress.origin().site();
        if (progress.progress().ended()) {
            heardNanos.remove(site);
        } else {
            heardNanos.put(site, clockNanos.getAsLong());
        }
    }

    /// Whether an agent of this site has told of progress lately, and not of its end.
    public boolean isAlive(String site) {
        Long heard = heardNanos.get(site);
        return heard != null && clockNanos.getAsLong() - heard < ALIVE.toNanos();
    }

    /// The latest connections of all hosts.
    public SeenConnections connections() {
        return connections;
    }

    /// Whether the latest handshake from `address` names a program with a stack of its own.
    public boolean isTool(IpAddress address, String site) {
        return find(address, site)
                .flatMap(seen -> seen.judgement().match())
                .filter(match -> match.label().isTool())
                .isPresent();
    }

    /// The latest handshakes of the hosts seen last, the newest first, at most so many.
    ///
    /// @param atSite of which sites
    public List<Fingerprint> recent(int hostsMax, Predicate<String> atSite) {
        synchronized (last) {
            return last.sequencedValues().reversed().stream()
                    .filter(seen -> atSite.test(seen.origin().site()))
                    .limit(hostsMax)
                    .toList();
        }
    }

    /// The latest handshake of the host at `address` as `site` knows it.
    public Optional<Fingerprint> find(IpAddress address, String site) {
        synchronized (last) {
            return Optional.ofNullable(last.get(networks.key(address, site)));
        }
    }
}
