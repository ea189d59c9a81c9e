package dev.synoptic.schemas;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/// A record that could not be read or handled, with why and from where.
///
/// @param service   who gave up on it
/// @param topic     where it lay
/// @param partition from 0
/// @param offset    from 0
/// @param why       in one line
/// @param key       its octets, where it had a key
/// @param value     its octets, where it had a value
public record DeadLetter(
        String service,
        String topic,
        int partition,
        long offset,
        String why,
        Optional<Bytes> key,
        Optional<Bytes> value) {}
