package dev.synoptic.agent.courier;

import java.time.Duration;

/// How patient a [Courier] is.
///
/// @param queue     captured records that wait in memory
/// @param inFlight  records that may be on their way to the brokers unacknowledged
/// @param patience  how long one may be so before the brokers are given up
/// @param retry     how long to wait before they are tried again
/// @param stop      how long a clean stop may take to hand over what is left; then the rest goes to the spool
public record CourierSettings(int queue, int inFlight, Duration patience, Duration retry, Duration stop) {

    /// The usual ones.
    public static final CourierSettings DEFAULT =
            new CourierSettings(65_536, 16_384, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(10));

    public CourierSettings {
        if (queue < 1 || inFlight < 1) throw new IllegalArgumentException("a queue that holds nothing");
    }
}
