package dev.synoptic.gateway.v2;

/// What a status query is told.
///
/// @param databaseChecksum of the signatures, 32 bits
/// @param hosts            known now; p0f says the size of its cache
/// @param states           of hosts taken in; p0f says packets
/// @param recognised       of them, those of a system that was recognised; p0f says packets matched
/// @param queries          asked
/// @param misses           of them, those that found nothing
/// @param uptimeSeconds    since the gateway's start
public record V2Status(
        long databaseChecksum,
        long hosts,
        long states,
        long recognised,
        long queries,
        long misses,
        long uptimeSeconds) {

    /// The version whose form the answers have: clients read no other.
    static final String VERSION = "2.0.8";

    long[] numbers() {
        return new long[] {databaseChecksum, hosts, states, recognised, queries, misses, uptimeSeconds};
    }
}
