package dev.synoptic.schemas.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/// Avro's binary encoding of plain values (Avro 1.12 specification, "Binary Encoding"), into a growing
/// array.
///
/// One record, one thread.
final class WireWriter {

    static final VarHandle REAL = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int VARINT_MAX = 10;

    private byte[] octets;
    private int size;

    /// @param capacity octets to begin with, at least 1; it grows where they do not suffice
    WireWriter(int capacity) {
        octets = new byte[capacity];
    }

    /// What was written so far.
    byte[] toBytes() {
        return Arrays.copyOf(octets, size);
    }

    /// Octets as they are, without their count.
    void raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, octets, size, value.length);
        size += value.length;
    }

    void bool(boolean value) {
        reserve(1);
        octets[size++] = (byte) (value ? 1 : 0);
    }

    /// An `int`, an enum's index, a union's branch, or a `long`: zigzag, seven bits an octet, lowest first.
    void number(long value) {
        reserve(VARINT_MAX);
        long rest = value << 1 ^ value >> 63;
        if ((rest & ~0x7FL) == 0) { // most of them
            octets[size++] = (byte) rest;
            return;
        }
        while ((rest & ~0x7FL) != 0) {
            octets[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        octets[size++] = (byte) rest;
    }

    /// A `double`: IEEE 754 in eight octets, lowest first.
    void real(double value) {
        reserve(Double.BYTES);
        REAL.set(octets, size, value);
        size += Double.BYTES;
    }

    void symbol(Enum<?> value) {
        number(value.ordinal());
    }

    void bytes(byte[] value) {
        number(value.length);
        raw(value);
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /// A union of null and something, null first.
    <T> void optional(Optional<T> value, BiConsumer<WireWriter, T> write) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(present -> write.accept(this, present));
    }

    void optionalText(Optional<String> value) {
        optional(value, WireWriter::text);
    }

    void optionalInt(OptionalInt value) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(this::number);
    }

    void optionalLong(OptionalLong value) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(this::number);
    }

    void optionalReal(OptionalDouble value) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(this::real);
    }

    /// An array in one block.
    <T> void list(List<T> values, BiConsumer<WireWriter, T> write) {
        if (!values.isEmpty()) {
            number(values.size());
            for (T value : values) write.accept(this, value);
        }
        number(0);
    }

    private void reserve(int more) {
        if (size + more > octets.length) octets = Arrays.copyOf(octets, Math.max(octets.length * 2, size + more));
    }
}
