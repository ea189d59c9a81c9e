package dev.synoptic.streams;

import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.schemas.HostHeaders;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Makes records of `hosts.v1`.
final class HostRecords {

    private HostRecords() {}

    /// The state that `cause`, which lay at `input`, has led to.
    static Record<HostKey, HostState> of(Record<HostKey, ?> cause, HostState state, RecordMetadata input) {
        var headers = new RecordHeaders();
        new HostHeaders(input.partition(), input.offset()).writeTo(headers);
        return cause.withValue(state).withHeaders(headers);
    }
}
