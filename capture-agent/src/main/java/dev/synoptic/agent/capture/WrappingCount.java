package dev.synoptic.agent.capture;

/// A count that is told as 32 bits, and so begins again after 4,294,967,295: on a busy mail host every few days. One
/// thread.
final class WrappingCount {

    private long sum;
    private int told;

    /// What is told now; asked for before it can have gone all the way round.
    void is(int now) {
        sum += Integer.toUnsignedLong(now - told);
        told = now;
    }

    /// Of all times round.
    long sum() {
        return sum;
    }
}
