package dev.synoptic.agent.spool;

import dev.synoptic.agent.publish.Outgoing;
import dev.synoptic.agent.publish.Outgoing.Claim;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/// A record of the spool, as its files hold it: what goes to Kafka, octet by octet, and where.
final class SpoolSchema {

    static final Schema SCHEMA = SchemaBuilder.record("SpooledRecord")
            .namespace("dev.synoptic.agent.spool")
            .doc(
                    "A record for Kafka; without key octets it goes to every partition. The checksum is CRC-32C of key and value.")
            .fields()
            .requiredString("topic")
            .requiredBytes("key")
            .requiredBytes("value")
            .requiredInt("checksum")
            .endRecord();

    private static final int TOPIC = 0, KEY = 1, VALUE = 2, CHECKSUM = 3;

    private SpoolSchema() {}

    static GenericRecord write(Outgoing record, GenericData.Record into) {
        into.put(TOPIC, record.topic());
        into.put(KEY, ByteBuffer.wrap(record.key()));
        into.put(VALUE, ByteBuffer.wrap(record.value()));
        into.put(CHECKSUM, checksum(ByteBuffer.wrap(record.key()), ByteBuffer.wrap(record.value())));
        return into;
    }

    static Outgoing read(GenericRecord record, Claim claim) {
        return new Outgoing(record.get(TOPIC).toString(), octets(record.get(KEY)), octets(record.get(VALUE)), claim);
    }

    /// Whether it is as it was written: container files have no checksum of their own.
    static boolean isSound(GenericRecord record) {
        var key = ((ByteBuffer) record.get(KEY)).duplicate();
        var value = ((ByteBuffer) record.get(VALUE)).duplicate();
        return record.get(CHECKSUM).equals(checksum(key, value));
    }

    private static int checksum(ByteBuffer key, ByteBuffer value) {
        var sum = new CRC32C();
        sum.update(key);
        sum.update(value);
        return (int) sum.getValue();
    }

    static boolean isProgress(GenericRecord record) {
        return !((ByteBuffer) record.get(KEY)).hasRemaining();
    }

    private static byte[] octets(Object field) {
        var buffer = (ByteBuffer) field;
        var octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }
}
