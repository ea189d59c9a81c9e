package dev.synoptic.verdict.statistics;

import java.util.Collection;

/// How many independent senders a number of messages is worth: (Σ nᵢ)² / Σ nᵢ² over senders (S4).
public final class EffectiveSize {

    private EffectiveSize() {}

    /// 0 for no senders; the number of senders where all sent alike; near 1 where one sent nearly all.
    public static double of(Collection<Long> messagesPerSender) {
        double sum = 0;
        double squares = 0;
        for (long n : messagesPerSender) {
            sum += n;
            squares += (double) n * n;
        }
        return squares == 0 ? 0 : sum * sum / squares;
    }
}
