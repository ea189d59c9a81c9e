package dev.synoptic.gateway.index;

import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codecs;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// The days on which hosts were seen: of times since which they were forgotten (`history.v1`), and of the time since
/// (`hosts.v1`). Written by the threads that read those topics, asked by any.
///
/// Days are kept as octets, some fifty each. Bounded: the host that was written longest ago goes first, counted.
public final class HostHistories implements TopicTail.Reader {

    /// Hosts whose days are kept; more than that of a week are an internet, not a fleet.
    static final int HOSTS_MAX = 1_000_000;

    private static final Bytes NOTHING = Bytes.wrap(new byte[0]);

    private final PrivateNetworks networks;
    private final int hostsMax;
    private final SequencedMap<HostKey, Days> days = new LinkedHashMap<>(16, 0.75f, true);
    private final LongAdder evicted = new LongAdder();

    /// Days in the encoding of `history.v1`, or empty.
    ///
    /// @param before of earlier times
    /// @param since  since the host was last unknown
    private record Days(Bytes before, Bytes since) {
        private static final Days NONE = new Days(NOTHING, NOTHING);

        private boolean isEmpty() {
            return before.equals(NOTHING) && since.equals(NOTHING);
        }
    }

    /// @param networks the ranges that every site has of its own, as the agents know them
    public HostHistories(PrivateNetworks networks) {
        this(networks, HOSTS_MAX);
    }

    HostHistories(PrivateNetworks networks, int hostsMax) {
        this.networks = networks;
        this.hostsMax = hostsMax;
    }

    /// Takes in a record of `history.v1`.
    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        HostKey key = Topics.HISTORY.keys().deserializer().deserialize(record.topic(), record.key());
        if (key == null) throw new TopicTail.KeylessRecord();
        byte[] octets = record.value();
        if (octets != null) Codecs.HISTORY.decode(octets); // what makes no sense is told now, not when asked for
        put(key, octets == null ? NOTHING : Bytes.wrap(octets), null);
    }

    /// Takes in what a host's state says of the days since it was last unknown; null where it is forgotten.
    void update(HostKey key, @Nullable HostState state) {
        put(key, null, state == null ? NOTHING : octets(state.history()));
    }

    private static Bytes octets(HostHistory history) {
        return history.isEmpty() ? NOTHING : Bytes.wrap(Codecs.HISTORY.encode(history));
    }

    private synchronized void put(HostKey key, @Nullable Bytes before, @Nullable Bytes since) {
        var old = days.getOrDefault(key, Days.NONE);
        var now = new Days(before == null ? old.before() : before, since == null ? old.since() : since);
        if (now.isEmpty()) {
            days.remove(key);
            return;
        }
        days.put(key, now);
        if (days.size() <= hostsMax) return;
        days.pollFirstEntry();
        evicted.increment();
    }

    /// The days of the host with this address as `site` sees it, the earliest first; none where nothing is known.
    public HostHistory of(IpAddress address, String site) {
        Days found;
        synchronized (this) {
            found = days.getOrDefault(networks.key(address, site), Days.NONE);
        }
        return decode(found.before()).with(decode(found.since()));
    }

    private static HostHistory decode(Bytes octets) {
        return octets.equals(NOTHING) ? HostHistory.NONE : Codecs.HISTORY.decode(octets.get());
    }

    /// Hosts whose days are known.
    public synchronized int size() {
        return days.size();
    }

    /// Hosts whose days were let go because there were too many.
    public long evicted() {
        return evicted.sum();
    }
}
