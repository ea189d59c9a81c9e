package dev.synoptic.gateway.join;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;

/// Keys of the join's stores: octets whose order is the order of what they say.
///
/// Numbers are written highest octet first with the sign turned round; texts behind their length, so that none is the
/// beginning of another.
final class StoreKey {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(64);

    static StoreKey key() {
        return new StoreKey();
    }

    StoreKey number(long number) {
        octets.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array());
        return this;
    }

    StoreKey text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        octets.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        octets.writeBytes(utf8);
        return this;
    }

    Bytes done() {
        return Bytes.wrap(octets.toByteArray());
    }

    /// Which hour of event time: what is forgotten, is forgotten by the hour.
    static long hour(long micros) {
        return Math.floorDiv(micros, TimeUnit.HOURS.toMicros(1));
    }
}
