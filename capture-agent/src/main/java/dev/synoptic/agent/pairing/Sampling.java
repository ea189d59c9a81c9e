package dev.synoptic.agent.pairing;

/// Which timestamps are worth sending: what the rules of uptime would pass over anyway stays here.
final class Sampling {

    /// UP-2 step 4: a shorter time says too little.
    private static final long MICROS_MIN = 25_000;

    /// UP-2 step 4: after a longer time the clock may have started again.
    private static final long MICROS_MAX = 600_000_000;

    /// UP-2 step 5: fewer ticks say too little.
    private static final long TICKS_MIN = 5;

    private Sampling() {}

    /// Whether this timestamp, so long after the reference, would yield a frequency (`p0f-v3.md` UP-2 steps 1
    /// to 5).
    static boolean tells(long reference, long timestamp, long sinceMicros) {
        if (reference == 0 || timestamp == 0 || sinceMicros < MICROS_MIN || sinceMicros > MICROS_MAX) return false;
        return Flow.distance(reference, timestamp) >= TICKS_MIN;
    }
}
