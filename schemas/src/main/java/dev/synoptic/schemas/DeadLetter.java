package dev.synoptic.schemas;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A record that could not be read or handled, with why and from where.
///
/// @param service   who gave up on it
/// @param topic     where it lay
/// @param partition from 0
/// @param offset    from 0
/// @param why       in one line
/// @param key       its octets, where it had a key of no more than [#KEY_OCTETS_MAX]
/// @param value     its octets, where it had a value of no more than [#VALUE_OCTETS_MAX]
public record DeadLetter(
        String service,
        String topic,
        int partition,
        long offset,
        String why,
        Optional<Bytes> key,
        Optional<Bytes> value) {

    /// No host's key is longer.
    public static final int KEY_OCTETS_MAX = 512;

    /// A letter must fit into a message of its own, 1 MiB before compression, while a broker takes what is that long
    /// after it: else what cannot be read could not be put aside either, and would hold up its partition.
    public static final int VALUE_OCTETS_MAX = 512 << 10;

    /// The letter of a record as it lay there; what is too long to be kept is told of in `why`.
    public static DeadLetter of(
            String service,
            String topic,
            int partition,
            long offset,
            String why,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        return new DeadLetter(
                service,
                topic,
                partition,
                offset,
                why + tooLong("key", key, KEY_OCTETS_MAX) + tooLong("value", value, VALUE_OCTETS_MAX),
                kept(key, KEY_OCTETS_MAX),
                kept(value, VALUE_OCTETS_MAX));
    }

    private static String tooLong(String what, byte @Nullable [] octets, int most) {
        return octets == null || octets.length <= most
                ? ""
                : "; its " + what + " of " + octets.length + " octets is not kept, at most " + most + " are";
    }

    private static Optional<Bytes> kept(byte @Nullable [] octets, int most) {
        return Optional.ofNullable(octets).filter(all -> all.length <= most).map(Bytes::wrap);
    }
}
