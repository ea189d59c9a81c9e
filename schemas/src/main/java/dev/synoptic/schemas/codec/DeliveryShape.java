package dev.synoptic.schemas.codec;

import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.Delivery.Outcome;
import org.apache.avro.Schema;

/// `delivery.avdl`.
final class DeliveryShape implements Shape<Delivery> {

    private static final Outcome[] OUTCOMES = Outcome.values();

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.Delivery.getClassSchema();
    }

    @Override
    public void write(WireWriter out, Delivery delivery) {
        out.text(delivery.agent());
        out.text(delivery.site());
        out.text(delivery.host());
        out.text(delivery.queueId());
        out.number(delivery.micros());
        out.symbol(delivery.outcome());
    }

    @Override
    public Delivery read(WireReader in) {
        return new Delivery(in.text(), in.text(), in.text(), in.text(), in.number(), in.symbol(OUTCOMES));
    }
}
