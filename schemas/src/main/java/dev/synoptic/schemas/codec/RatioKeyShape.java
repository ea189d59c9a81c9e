package dev.synoptic.schemas.codec;

import dev.synoptic.schemas.RatioKey;
import org.apache.avro.Schema;

/// `ratio-key.avdl`.
final class RatioKeyShape implements Shape<RatioKey> {

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.RatioKey.getClassSchema();
    }

    @Override
    public void write(WireWriter out, RatioKey key) {
        out.number(key.windowStartMicros());
        out.number(key.windowSeconds());
        out.text(key.site());
        out.text(key.dimension());
        out.text(key.within());
        out.text(key.group());
        out.text(key.rules());
        out.number(key.partition());
    }

    @Override
    public RatioKey read(WireReader in) {
        return new RatioKey(
                in.number(), in.number(), in.text(), in.text(), in.text(), in.text(), in.text(), in.integer());
    }
}
