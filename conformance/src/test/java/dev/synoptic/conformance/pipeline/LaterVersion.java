package dev.synoptic.conformance.pipeline;

import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Records as a later version of Synoptic would write them, whose schema has one field more.
///
/// @param own   schema of this version
/// @param later schema of that one
record LaterVersion(Schema own, Schema later) {

    private static final int HEADER_OCTETS = 10;

    static LaterVersion of(Codec<?> codec) {
        Schema own = codec.schema();
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field each : own.getFields()) fields.add(new Schema.Field(each, each.schema()));
        fields.add(new Schema.Field("later", Schema.create(Schema.Type.INT), "", 0));
        return new LaterVersion(
                own, Schema.createRecord(own.getName(), own.getDoc(), own.getNamespace(), false, fields));
    }

    /// Shows the schema, as a service does at its start.
    void show(Producer<byte[], byte[]> producer) {
        String key = HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(later));
        var _ = producer.send(new ProducerRecord<>(
                Topics.SCHEMAS.name(),
                Topics.SCHEMAS.keys().serializer().serialize("", key),
                Topics.SCHEMAS.values().serializer().serialize("", later.toString())));
    }

    /// What this version writes, as that one does.
    byte[] written(byte[] octets) {
        try {
            var in = DecoderFactory.get().binaryDecoder(octets, HEADER_OCTETS, octets.length - HEADER_OCTETS, null);
            GenericRecord record = new GenericDatumReader<GenericRecord>(own, later).read(null, in);
            var out = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), later).encode(record);
            byte[] written = new byte[out.remaining()];
            out.get(written);
            return written;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
