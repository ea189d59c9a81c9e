package dev.synoptic.gateway.http;

import java.util.concurrent.atomic.LongAdder;

/// What HTTP answered.
///
/// @param answered  requests with an answer, a 304 included
/// @param refused   requests that were the asker's mistake, or not allowed
/// @param failed    requests that failed by a fault of ours
public record HttpCounters(LongAdder answered, LongAdder refused, LongAdder failed) {

    HttpCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder());
    }
}
