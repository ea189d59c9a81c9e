package dev.synoptic.streams;

import java.util.Optional;

/// The signature databases that a partition may be judged by.
public interface Judges {

    /// The one of the settings: at work until another is published.
    Judge first();

    /// The one of this version; empty where there is none that makes sense, which every instance must find alike.
    ///
    /// @throws org.apache.kafka.common.KafkaException where it cannot be told now
    Optional<Judge> find(String version);

    /// One that never changes.
    static Judges only(Judge judge) {
        return new Judges() {
            @Override
            public Judge first() {
                return judge;
            }

            @Override
            public Optional<Judge> find(String version) {
                return Optional.of(judge).filter(known -> known.version().equals(version));
            }
        };
    }
}
