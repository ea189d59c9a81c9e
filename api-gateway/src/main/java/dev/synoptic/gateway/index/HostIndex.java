package dev.synoptic.gateway.index;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.packet.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All hosts by address: written by one thread as `hosts.v1` comes in, asked by any.
///
/// States are read before they are committed, so one may come twice, or again from an instance that was given up. Each
/// says where on the input it was made; within a partition a lower place never replaces a higher one, and what was
/// forgotten stays forgotten in the same sense (design §4).
public final class HostIndex {

    /// Forgotten hosts whose place is remembered, so that an older state does not bring them back.
    static final int FORGOTTEN_MAX = 100_000;

    private final PrivateNetworks networks;
    private final HostTable table = new HostTable();
    private final Interning interning = new Interning();
    private final Map<HostKey, Place> forgotten = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<HostKey, Place> eldest) {
            return size() > FORGOTTEN_MAX;
        }
    };
    private final CopyOnWriteArrayList<Consumer<IpAddress>> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder updates = new LongAdder();
    private final LongAdder outdated = new LongAdder();

    /// A place on `handshakes.v1`.
    private record Place(int partition, long offset) {}

    /// @param networks the ranges that every site has of its own, as the agents know them
    public HostIndex(PrivateNetworks networks) {
        this.networks = networks;
    }

    /// Takes in a host's new state, or that it is forgotten. Always the same thread calls.
    ///
    /// @param state     null where the host is forgotten
    /// @param partition of the input record that made this state
    /// @param offset    of that record
    /// @return whether it was taken in; false where a later one was there already
    public boolean update(HostKey key, @Nullable HostState state, int partition, long offset) {
        if (isOutdated(key, partition, offset)) {
            outdated.increment();
            return false;
        }
        updates.increment();
        if (state == null) {
            table.remove(key.address(), key.site().orElse(null));
            forgotten.put(key, new Place(partition, offset));
        } else {
            forgotten.remove(key);
            table.put(new HostRow(key, state, partition, offset, interning));
            for (Consumer<IpAddress> listener : listeners) listener.accept(key.address());
        }
        return true;
    }

    private boolean isOutdated(HostKey key, int partition, long offset) {
        HostRow row = table.find(key.address(), key.site().orElse(null));
        if (row != null) return !row.yieldsTo(partition, offset);
        Place place = forgotten.get(key);
        return place != null && place.partition() == partition && offset < place.offset();
    }

    /// The hosts as seen from `site`: private addresses are that site's own, distances its own where it has any.
    public HostFinder from(String site) {
        return new SiteHosts(this, site);
    }

    /// @param site whose own private addresses are meant
    @Nullable
    HostRow row(int version, long high, long low, String site) {
        return table.find(version, high, low, networks.contains(version, high, low) ? site : null);
    }

    /// The handshake that the host at `address` was last recognised by, else its last one; empty for a host that is not
    /// known, or was remembered by a version that did not keep it.
    public Optional<SynObservation> lastMatched(IpAddress address, String site) {
        HostRow row = table.find(address, networks.contains(address) ? site : null);
        return row == null ? Optional.empty() : row.lastMatched();
    }

    /// Tells `listener` of every address that has just become known or changed, on the writing thread.
    public void onUpdate(Consumer<IpAddress> listener) {
        listeners.add(listener);
    }

    /// Hosts known now.
    public int size() {
        return table.size();
    }

    /// States taken in.
    public long updates() {
        return updates.sum();
    }

    /// States left out because a later one was there already.
    public long outdated() {
        return outdated.sum();
    }
}
