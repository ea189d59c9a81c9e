package dev.synoptic.schemas.codec;

import dev.synoptic.schemas.GreylistEntry;
import org.apache.avro.Schema;

/// `greylist.avdl`.
final class GreylistShape implements Shape<GreylistEntry> {

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.GreylistEntry.getClassSchema();
    }

    @Override
    public void write(WireWriter out, GreylistEntry entry) {
        out.number(entry.firstMicros());
        out.optionalLong(entry.passedMicros());
        out.number(entry.passes());
    }

    @Override
    public GreylistEntry read(WireReader in) {
        return new GreylistEntry(in.number(), in.optionalLong(), in.integer());
    }
}
