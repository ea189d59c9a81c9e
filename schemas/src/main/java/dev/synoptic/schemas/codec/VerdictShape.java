package dev.synoptic.schemas.codec;

import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.schemas.VerdictMessage.Advanced;
import dev.synoptic.schemas.VerdictMessage.Given;
import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.Verdict.Via;
import java.util.HexFormat;
import org.apache.avro.Schema;

/// `verdict.avdl`.
final class VerdictShape implements Shape<VerdictMessage> {

    private static final HexFormat HEX = HexFormat.of();

    /// Of events and sessions (V40): whoever joins, exports or learns goes by as many.
    private static final int ID_OCTETS = 16;
    private static final Precision[] PRECISIONS = Precision.values();
    private static final Unit[] UNITS = Unit.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Stage[] STAGES = Stage.values();
    private static final Via[] VIAS = Via.values();

    // Branches of the union, in the schema's order.
    private static final int GIVEN = 0;
    private static final int ADVANCED = 1;
    private static final int BRANCHES = 2;

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.VerdictMessage.getClassSchema();
    }

    @Override
    public void write(WireWriter out, VerdictMessage message) {
        switch (message) {
            case Given(var verdict) -> {
                out.number(GIVEN);
                writeVerdict(out, verdict);
            }
            case Advanced(var progress) -> {
                out.number(ADVANCED);
                OriginShape.writeSourceProgress(out, progress);
            }
        }
    }

    @Override
    public VerdictMessage read(WireReader in) {
        return in.branch(BRANCHES) == GIVEN
                ? new Given(readVerdict(in))
                : new Advanced(OriginShape.readSourceProgress(in));
    }

    static void writeVerdict(WireWriter out, Verdict verdict) {
        out.bytes(HEX.parseHex(verdict.eventId()));
        out.bytes(HEX.parseHex(verdict.sessionId()));
        out.number(verdict.revision());
        out.text(verdict.agent());
        out.text(verdict.site());
        out.number(verdict.openMicros());
        out.number(verdict.micros());
        out.optionalLong(verdict.closeMicros());
        out.symbol(verdict.precision());
        out.text(verdict.host());
        out.text(verdict.service());
        OriginShape.writeAddress(out, verdict.client());
        out.optionalInt(verdict.clientPort());
        out.text(verdict.clientName());
        out.optionalText(verdict.helo());
        out.optionalText(verdict.queueId());
        writeJudgement(out, verdict);
        writeEnvelope(out, verdict);
    }

    private static void writeJudgement(WireWriter out, Verdict verdict) {
        out.symbol(verdict.unit());
        out.symbol(verdict.outcome());
        out.symbol(verdict.stage());
        out.optionalInt(verdict.code());
        out.optionalText(verdict.enhanced());
        out.optionalText(verdict.reason());
        out.optional(verdict.score(), VerdictShape::writeScore);
    }

    private static void writeScore(WireWriter out, ContentScore score) {
        out.real(score.points());
        out.optionalReal(score.limit());
    }

    private static ContentScore readScore(WireReader in) {
        return new ContentScore(in.real(), in.optionalReal());
    }

    private static void writeEnvelope(WireWriter out, Verdict verdict) {
        out.optionalText(verdict.senderDomain());
        out.list(verdict.recipientDomains(), WireWriter::text);
        out.number(verdict.recipientsAccepted());
        out.number(verdict.recipientsRefused());
        out.optionalLong(verdict.sizeOctets());
        out.bool(verdict.tls());
        out.optionalText(verdict.saslMethod());
        out.optionalText(verdict.saslUser());
        out.symbol(verdict.via());
        out.number(verdict.repeat());
    }

    /// One argument a field, in the schema's order: as long as the record has fields.
    static Verdict readVerdict(WireReader in) {
        return new Verdict(
                HEX.formatHex(in.bytes(ID_OCTETS)),
                HEX.formatHex(in.bytes(ID_OCTETS)),
                in.integer(),
                in.text(),
                in.text(),
                in.number(),
                in.number(),
                in.optionalLong(),
                in.symbol(PRECISIONS),
                in.text(),
                in.text(),
                OriginShape.readAddress(in),
                in.optionalInt(),
                in.text(),
                in.optionalText(),
                in.optionalText(),
                in.symbol(UNITS),
                in.symbol(OUTCOMES),
                in.symbol(STAGES),
                in.optionalInt(),
                in.optionalText(),
                in.optionalText(),
                in.optional(VerdictShape::readScore),
                in.optionalText(),
                in.list(WireReader::text),
                in.integer(),
                in.integer(),
                in.optionalLong(),
                in.bool(),
                in.optionalText(),
                in.optionalText(),
                in.symbol(VIAS),
                in.integer());
    }
}
