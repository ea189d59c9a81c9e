package dev.synoptic.gateway.http;

import java.util.concurrent.atomic.LongAdder;

/// What HTTP answered.
///
/// @param answered  requests with an answer, a 304 included
/// @param refused   requests that were the asker's mistake, or not allowed
/// @param failed    requests that failed by a fault of ours
/// @param crowded   connections closed because their address had too many
public record HttpCounters(LongAdder answered, LongAdder refused, LongAdder failed, LongAdder crowded) {

    HttpCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
