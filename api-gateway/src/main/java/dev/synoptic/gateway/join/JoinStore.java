package dev.synoptic.gateway.join;

/// Where those stores of the join lie that grow with the mail of days: SYNs held, what was settled, senders by the day.
/// All others are small.
public enum JoinStore {
    /// On the heap.
    MEMORY(200_000),
    /// In RocksDB below the gateway's folder, with memory that does not grow with them.
    DISK(2_000_000);

    private final long provisionalMax;

    JoinStore(long provisionalMax) {
        this.provisionalMax = provisionalMax;
    }

    /// SYNs held of one partition beyond which those of uncompleted handshakes are not kept: anyone can forge these.
    long provisionalSynsMax() {
        return provisionalMax;
    }

    /// SYNs held of one partition beyond which no more are kept.
    long synsMax() {
        return 2 * provisionalMax;
    }
}
