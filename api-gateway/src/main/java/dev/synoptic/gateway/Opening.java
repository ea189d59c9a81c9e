package dev.synoptic.gateway;

import java.time.Duration;

/// How a gateway begins.
///
/// @param readFirst how long at most it reads hosts before it listens; without Kafka it listens after that
/// @param listening called as soon as mail software can ask
public record Opening(Duration readFirst, Runnable listening) {

    /// It listens before it knows anything.
    public static final Opening AT_ONCE = new Opening(Duration.ZERO, () -> {});
}
