package dev.synoptic.schemas;

import java.time.Duration;
import java.util.Map;

/// How long a topic keeps its records.
public sealed interface Kept {

    /// Each record for so long, counted from when the broker wrote it.
    record During(Duration time) implements Kept {
        public During {
            if (time.isNegative() || time.isZero()) throw new IllegalArgumentException("kept for " + time);
        }
    }

    /// The last record of each key, until a tombstone.
    record Latest() implements Kept {}

    /// A retention in days.
    static Kept days(int days) {
        return new During(Duration.ofDays(days));
    }

    /// As Kafka's topic settings say it.
    default Map<String, String> settings() {
        return switch (this) {
            case During(var time) -> Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(time.toMillis()));
            case Latest() -> Map.of("cleanup.policy", "compact");
        };
    }
}
