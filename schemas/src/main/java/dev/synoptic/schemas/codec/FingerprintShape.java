package dev.synoptic.schemas.codec;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.Fingerprint.Judgement;
import dev.synoptic.match.SenderHints;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Advanced;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import org.apache.avro.Schema;

/// `fingerprint.avdl`.
final class FingerprintShape implements Shape<FingerprintMessage> {

    // Branches of the union, in the schema's order.
    private static final int JUDGED = 0;
    private static final int ADVANCED = 1;
    private static final int BRANCHES = 2;

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.FingerprintMessage.getClassSchema();
    }

    @Override
    public void write(WireWriter out, FingerprintMessage message) {
        switch (message) {
            case Judged(var fingerprint) -> {
                out.number(JUDGED);
                writeFingerprint(out, fingerprint);
            }
            case Advanced(var progress) -> {
                out.number(ADVANCED);
                OriginShape.writeSourceProgress(out, progress);
            }
        }
    }

    @Override
    public FingerprintMessage read(WireReader in) {
        return in.branch(BRANCHES) == JUDGED
                ? new Judged(readFingerprint(in))
                : new Advanced(OriginShape.readSourceProgress(in));
    }

    static void writeFingerprint(WireWriter out, Fingerprint fingerprint) {
        OriginShape.writeOrigin(out, fingerprint.origin());
        OriginShape.writeConnection(out, fingerprint.connection());
        out.number(fingerprint.capturedMicros());
        out.number(fingerprint.sequenceNumber());
        out.bool(fingerprint.completed());
        out.optional(fingerprint.judgement().match(), JudgementShape::writeMatch);
        out.number(fingerprint.judgement().distance());
        writeHints(out, fingerprint.judgement().sender());
        out.optionalText(fingerprint.link());
        out.text(fingerprint.databaseVersion());
        out.text(fingerprint.rawSignature());
        ObservationShape.write(out, fingerprint.seen());
        out.optional(fingerprint.sharedAddress(), WireWriter::bool);
    }

    private static void writeHints(WireWriter out, SenderHints hints) {
        out.optionalInt(hints.ownMtu());
        out.optionalText(hints.ownLink());
        out.optionalText(hints.memory());
    }

    private static SenderHints readHints(WireReader in) {
        return new SenderHints(in.optionalInt(), in.optionalText(), in.optionalText());
    }

    static Fingerprint readFingerprint(WireReader in) {
        return new Fingerprint(
                OriginShape.readOrigin(in),
                OriginShape.readConnection(in),
                in.number(),
                in.number(),
                in.bool(),
                new Judgement(in.optional(JudgementShape::readMatch), in.integer(), readHints(in)),
                in.optionalText(),
                in.text(),
                in.text(),
                ObservationShape.read(in),
                in.optional(WireReader::bool));
    }
}
