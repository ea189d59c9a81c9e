package dev.synoptic.agent.publish;

import java.time.Duration;
import java.util.Map;

/// How records reach the brokers.
///
/// @param bootstrap brokers to begin with, `host:port` by commas
/// @param linger    how long a record may wait for company before it is sent
/// @param delivery  how long the brokers may take to acknowledge a record before the agent gives up
/// @param kafka     passed to Kafka's producer as it is, such as TLS; comes first, the settings above win
public record PublishSettings(String bootstrap, Duration linger, Duration delivery, Map<String, String> kafka) {

    public PublishSettings {
        kafka = Map.copyOf(kafka);
        if (delivery.compareTo(linger) <= 0) throw new IllegalArgumentException("delivery within " + delivery);
    }

    /// The usual settings.
    public static PublishSettings to(String bootstrap) {
        return new PublishSettings(bootstrap, Duration.ofMillis(5), Duration.ofMinutes(2), Map.of());
    }
}
