package dev.synoptic.schemas.codec;

import dev.synoptic.schemas.DeadLetter;
import org.apache.avro.Schema;
import org.apache.kafka.common.utils.Bytes;

/// `dead-letter.avdl`.
final class DeadLetterShape implements Shape<DeadLetter> {

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.DeadLetter.getClassSchema();
    }

    @Override
    public void write(WireWriter out, DeadLetter letter) {
        out.text(letter.service());
        out.text(letter.topic());
        out.number(letter.partition());
        out.number(letter.offset());
        out.text(letter.why());
        out.optional(letter.key(), DeadLetterShape::writeOctets);
        out.optional(letter.value(), DeadLetterShape::writeOctets);
    }

    @Override
    public DeadLetter read(WireReader in) {
        return new DeadLetter(
                in.text(),
                in.text(),
                in.integer(),
                in.number(),
                in.text(),
                in.optional(WireReader::bytes).map(Bytes::wrap),
                in.optional(WireReader::bytes).map(Bytes::wrap));
    }

    private static void writeOctets(WireWriter out, Bytes octets) {
        out.bytes(octets.get());
    }
}
