package dev.synoptic.p0f;

import org.jspecify.annotations.Nullable;

/// The hosts by address and by age, in constant time whatever their number. Records are reused.
final class HostTable {

    private static final int BUCKETS_FIRST = 1024;

    private final AddressHash hash = new AddressHash();
    private @Nullable Host[] buckets = new Host[BUCKETS_FIRST];
    private int shift = Long.numberOfLeadingZeros(BUCKETS_FIRST) + 1;
    private int size;
    private @Nullable Host oldest;
    private @Nullable Host youngest;
    private @Nullable Host spare;

    int size() {
        return size;
    }

    @Nullable
    Host oldest() {
        return oldest;
    }

    @Nullable
    Host find(int version, long high, long low) {
        Host host = buckets[bucket(high, low)];
        while (host != null && !host.is(version, high, low)) host = host.next;
        return host;
    }

    private int bucket(long high, long low) {
        return (int) (hash.of(high, low, 0) >>> shift);
    }

    /// A new record at the young end of the ages; the address must not have one yet.
    Host add(int version, long high, long low, int now) {
        if (size >= buckets.length - (buckets.length >>> 2)) grow();
        Host host = spare;
        if (host == null) host = new Host();
        else spare = host.next;
        host.begin(version, high, low, now);
        insert(host);
        appendYoungest(host);
        size++;
        return host;
    }

    private void insert(Host host) {
        int bucket = bucket(host.high, host.low);
        host.next = buckets[bucket];
        buckets[bucket] = host;
    }

    private void grow() {
        var smaller = buckets;
        buckets = new Host[smaller.length * 2];
        shift--;
        for (Host host : smaller) {
            while (host != null) {
                Host next = host.next;
                insert(host);
                host = next;
            }
        }
    }

    /// STATE-4: to the young end of the ages.
    void touch(Host host, int now) {
        host.lastSeen = now;
        if (host == youngest) return;
        unlink(host);
        appendYoungest(host);
    }

    void remove(Host host) {
        unlink(host);
        int bucket = bucket(host.high, host.low);
        Host before = null;
        for (Host at = buckets[bucket]; at != host && at != null; at = at.next) before = at;
        if (before == null) buckets[bucket] = host.next;
        else before.next = host.next;
        size--;
        host.next = spare;
        spare = host;
    }

    private void appendYoungest(Host host) {
        host.older = youngest;
        host.younger = null;
        if (youngest == null) oldest = host;
        else youngest.younger = host;
        youngest = host;
    }

    private void unlink(Host host) {
        if (host.older == null) oldest = host.younger;
        else host.older.younger = host.younger;
        if (host.younger == null) youngest = host.older;
        else host.younger.older = host.older;
    }
}
