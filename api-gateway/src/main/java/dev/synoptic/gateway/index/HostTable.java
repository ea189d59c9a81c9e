package dev.synoptic.gateway.index;

import dev.synoptic.packet.IpAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Rows by address and site: open addressing with linear probing, one writer, any number of readers, no locks.
///
/// A reader takes the array as it is at that moment. The writer publishes whole rows into it, and a whole array when it
/// grows or has gathered too many graves; a reader of the old array still finds every row of that moment.
final class HostTable {

    private static final int CAPACITY_MIN = 1 << 10;

    /// Stands where a row was removed, so that a search goes on beyond it.
    private static final Object GRAVE = new Object();

    private volatile AtomicReferenceArray<@Nullable Object> slots = new AtomicReferenceArray<>(CAPACITY_MIN);
    private final AtomicInteger size = new AtomicInteger();
    private int graves;

    int size() {
        return size.get();
    }

    /// The row of this host; null where there is none.
    @Nullable
    HostRow find(IpAddress address, @Nullable String site) {
        return find(address.version(), address.high(), address.low(), site);
    }

    /// The same for an address in parts; nothing is made on the way.
    @Nullable
    HostRow find(int version, long high, long low, @Nullable String site) {
        var now = slots;
        int mask = now.length() - 1;
        for (int at = spread(high, low, site) & mask; ; at = at + 1 & mask) {
            Object there = now.getAcquire(at);
            if (there == null) return null;
            if (there instanceof HostRow row && row.isOf(version, high, low, site)) return row;
        }
    }

    /// Puts a row in the place of the host's old one. Writer only.
    void put(HostRow row) {
        if (size() + graves >= slots.length() / 4 * 3) rebuild();
        IpAddress address = row.address();
        String site = row.site().orElse(null);
        int at = place(address, site);
        if (!(slots.getAcquire(at) instanceof HostRow)) size.incrementAndGet();
        slots.setRelease(at, row);
    }

    /// Removes the host's row, if it has one. Writer only.
    void remove(IpAddress address, @Nullable String site) {
        int at = place(address, site);
        if (!(slots.getAcquire(at) instanceof HostRow)) return;
        slots.setRelease(at, GRAVE);
        graves++;
        size.decrementAndGet();
    }

    /// Where the host's row is, or where it would be put: never into a grave, which only a rebuild clears.
    private int place(IpAddress address, @Nullable String site) {
        int mask = slots.length() - 1;
        int at = spread(address, site) & mask;
        while (true) {
            Object there = slots.getAcquire(at);
            if (there == null) return at;
            if (there instanceof HostRow row && row.isOf(address.version(), address.high(), address.low(), site)) {
                return at;
            }
            at = at + 1 & mask;
        }
    }

    private void rebuild() {
        int capacity = CAPACITY_MIN;
        while (capacity / 2 <= size()) capacity *= 2;
        var bigger = new AtomicReferenceArray<@Nullable Object>(capacity);
        forEach(row -> {
            int mask = bigger.length() - 1;
            int at = spread(row.address(), row.site().orElse(null)) & mask;
            while (bigger.getPlain(at) != null) at = at + 1 & mask;
            bigger.setPlain(at, row);
        });
        graves = 0;
        slots = bigger;
    }

    /// Every row of this moment.
    void forEach(Consumer<HostRow> each) {
        var now = slots;
        for (int at = 0; at < now.length(); at++) {
            if (now.getAcquire(at) instanceof HostRow row) each.accept(row);
        }
    }

    /// Mixes all bits of the address into the low ones (the finalizer of MurmurHash3).
    private static int spread(IpAddress address, @Nullable String site) {
        return spread(address.high(), address.low(), site);
    }

    private static int spread(long high, long low, @Nullable String site) {
        long bits = high * 0x9E3779B97F4A7C15L ^ low ^ (site == null ? 0 : site.hashCode());
        bits = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ bits >>> 33) * 0xC4CEB9FE1A85EC53L;
        return (int) (bits ^ bits >>> 33);
    }
}
