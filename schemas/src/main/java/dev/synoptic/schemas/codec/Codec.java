package dev.synoptic.schemas.codec;

import dev.synoptic.schemas.codec.UnreadableRecord.Malformed;
import dev.synoptic.schemas.codec.UnreadableRecord.NotSingleObject;
import dev.synoptic.schemas.codec.UnreadableRecord.UnknownSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/// Between one kind of value and Avro's single-object encoding: `C3 01`, the schema's CRC-64-AVRO fingerprint
/// in eight octets, lowest first, then the body (Avro 1.12 specification, "Single-object encoding").
///
/// May be used by any number of threads.
///
/// @param <T> the core's record
public final class Codec<T> {

    static final int HEADER_LENGTH = 10;

    private static final VarHandle LOWEST_FIRST =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte MARKER_0 = (byte) 0xC3;
    private static final byte MARKER_1 = 1;

    private static final int CAPACITY_FIRST = 256;
    private static final int CAPACITY_MAX = 4_096;

    /// A writer makes room for the longest number before it writes one.
    private static final int VARINT_ROOM = 10;

    private final Shape<T> shape;
    private final WriterSchemas others;
    private final long fingerprint;
    private final byte[] header;

    /// Octets that nearly all values fit into: what the longest so far took; any thread's guess is as good.
    private int capacity = CAPACITY_FIRST;

    Codec(Shape<T> shape, WriterSchemas others) {
        this.shape = shape;
        this.others = others;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(shape.schema());
        this.header = new byte[HEADER_LENGTH];
        header[0] = MARKER_0;
        header[1] = MARKER_1;
        LOWEST_FIRST.set(header, 2, fingerprint);
    }

    /// The same codec, reading what other versions wrote too.
    public Codec<T> reading(WriterSchemas schemas) {
        return new Codec<>(shape, schemas);
    }

    /// The schema that [#encode] writes.
    public Schema schema() {
        return shape.schema();
    }

    /// CRC-64-AVRO of that schema.
    public long fingerprint() {
        return fingerprint;
    }

    /// The value in octets.
    public byte[] encode(T value) {
        var out = new WireWriter(capacity);
        out.raw(header);
        shape.write(out, value);
        byte[] octets = out.toBytes();
        if (octets.length + VARINT_ROOM > capacity) capacity = Math.min(2 * octets.length, CAPACITY_MAX);
        return octets;
    }

    /// The value that these octets hold; throws [UnreadableRecord] and nothing else if they hold none.
    public T decode(byte[] octets) {
        if (octets.length < HEADER_LENGTH || octets[0] != MARKER_0 || octets[1] != MARKER_1) {
            throw new UnreadableRecord(new NotSingleObject(octets.length));
        }
        long writer = (long) LOWEST_FIRST.get(octets, 2);
        return read(writer == fingerprint ? octets : translate(octets, writer));
    }

    private T read(byte[] octets) {
        var in = new WireReader(octets, HEADER_LENGTH);
        try {
            T value = shape.read(in);
            in.end();
            return value;
        } catch (IllegalArgumentException outOfRange) {
            throw new UnreadableRecord(new Malformed(String.valueOf(outOfRange.getMessage())));
        }
    }

    /// Another version's record as this version would have written it, by Avro's schema resolution. Slow;
    /// rolling upgrades only.
    private byte[] translate(byte[] octets, long writer) {
        var schema = others.find(writer).orElseThrow(() -> new UnreadableRecord(new UnknownSchema(writer)));
        try {
            var in = DecoderFactory.get().binaryDecoder(octets, HEADER_LENGTH, octets.length - HEADER_LENGTH, null);
            var record = new GenericDatumReader<>(schema, shape.schema()).read(null, in);
            if (!in.isEnd()) throw new UnreadableRecord(new Malformed("octets after the end"));
            var out = new ByteArrayOutputStream();
            out.write(header);
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(shape.schema()).write(record, encoder);
            return out.toByteArray();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException unreadable) {
            throw new UnreadableRecord(new Malformed("schema resolution: " + unreadable.getMessage()));
        }
    }

    /// The schema's fingerprint that stands at the head of `octets`, for reports; 0 where there is none.
    public static long fingerprintOf(byte[] octets) {
        return octets.length < HEADER_LENGTH ? 0 : (long) LOWEST_FIRST.get(Arrays.copyOf(octets, HEADER_LENGTH), 2);
    }
}
