package dev.synoptic.schemas.codec;

import static dev.synoptic.schemas.codec.OriginShape.readConnection;
import static dev.synoptic.schemas.codec.OriginShape.writeConnection;

import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.HttpHead;
import dev.synoptic.flow.HandshakeEvent.Judging;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeEvent.TimestampSample;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.schemas.wire.Handshake;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/// `handshake.avdl`.
final class HandshakeShape implements Shape<HandshakeRecord> {

    private static final Side[] SIDES = Side.values();

    // Branches of the union, in the schema's order.
    private static final int SYN = 0;
    private static final int SYN_ACK = 1;
    private static final int COMPLETION = 2;
    private static final int SAMPLE = 3;
    private static final int HTTP_HEAD = 4;
    private static final int PROGRESS = 5;
    private static final int JUDGING = 6;
    private static final int BRANCHES = 7;

    @Override
    public Schema schema() {
        return Handshake.getClassSchema();
    }

    @Override
    public void write(WireWriter out, HandshakeRecord record) {
        OriginShape.writeOrigin(out, record.origin());
        out.number(record.capturedMicros());
        switch (record.event()) {
            case Syn syn -> writeSyn(out, syn);
            case SynAck synAck -> writeSynAck(out, synAck);
            case Completion completion -> writeCompletion(out, completion);
            case TimestampSample sample -> writeSample(out, sample);
            case HttpHead head -> writeHead(out, head);
            case Progress progress -> {
                out.number(PROGRESS);
                OriginShape.writeProgress(out, progress);
            }
            case Judging judging -> {
                out.number(JUDGING);
                out.text(judging.database());
            }
        }
    }

    @Override
    public HandshakeRecord read(WireReader in) {
        return new HandshakeRecord(OriginShape.readOrigin(in), in.number(), readEvent(in));
    }

    private static HandshakeEvent readEvent(WireReader in) {
        return switch (in.branch(BRANCHES)) {
            case SYN -> new Syn(readConnection(in), in.number(), ObservationShape.read(in));
            case SYN_ACK -> new SynAck(readConnection(in), in.number(), ObservationShape.read(in));
            case COMPLETION -> new Completion(readConnection(in), in.number(), in.number());
            case SAMPLE -> new TimestampSample(readConnection(in), in.symbol(SIDES), in.number(), in.number());
            case HTTP_HEAD ->
                new HttpHead(readConnection(in), in.symbol(SIDES), new String(in.bytes(), StandardCharsets.ISO_8859_1));
            case PROGRESS -> OriginShape.readProgress(in);
            default -> new Judging(in.text());
        };
    }

    private static void writeSyn(WireWriter out, Syn syn) {
        out.number(SYN);
        writeConnection(out, syn.connection());
        out.number(syn.sequenceNumber());
        ObservationShape.write(out, syn.seen());
    }

    private static void writeSynAck(WireWriter out, SynAck synAck) {
        out.number(SYN_ACK);
        writeConnection(out, synAck.connection());
        out.number(synAck.sequenceNumber());
        ObservationShape.write(out, synAck.seen());
    }

    private static void writeCompletion(WireWriter out, Completion completion) {
        out.number(COMPLETION);
        writeConnection(out, completion.connection());
        out.number(completion.synMicros());
        out.number(completion.synSequenceNumber());
    }

    private static void writeSample(WireWriter out, TimestampSample sample) {
        out.number(SAMPLE);
        writeConnection(out, sample.connection());
        out.symbol(sample.side());
        out.number(sample.timestamp());
        out.number(sample.synMicros());
    }

    private static void writeHead(WireWriter out, HttpHead head) {
        out.number(HTTP_HEAD);
        writeConnection(out, head.connection());
        out.symbol(head.side());
        out.bytes(head.head().getBytes(StandardCharsets.ISO_8859_1));
    }
}
