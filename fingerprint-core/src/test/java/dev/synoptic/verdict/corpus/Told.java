package dev.synoptic.verdict.corpus;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.VerdictSink;
import java.util.ArrayList;
import java.util.List;

/// Remembers all that was told, in its order.
public final class Told implements VerdictSink {

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    public Told() {}

    @Override
    public void verdict(Verdict verdict, RawRef decidedBy) {
        verdicts.add(verdict);
    }

    @Override
    public void delivery(Delivery delivery) {
        deliveries.add(delivery);
    }

    public List<Verdict> verdicts() {
        return verdicts;
    }

    public List<Delivery> deliveries() {
        return deliveries;
    }
}
