package dev.synoptic.schemas.codec;

import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import dev.synoptic.verdict.join.UnknownCause;
import org.apache.avro.Schema;

/// `joined.avdl`.
final class JoinedShape implements Shape<JoinedVerdict> {

    private static final How[] HOWS = How.values();
    private static final UnknownCause[] CAUSES = UnknownCause.values();

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.JoinedVerdict.getClassSchema();
    }

    @Override
    public void write(WireWriter out, JoinedVerdict joined) {
        VerdictShape.writeVerdict(out, joined.verdict());
        out.number(joined.revision());
        out.symbol(joined.how());
        out.optional(joined.partner(), JoinedShape::writePartner);
        out.optional(joined.unknown(), WireWriter::symbol);
    }

    @Override
    public JoinedVerdict read(WireReader in) {
        return new JoinedVerdict(
                VerdictShape.readVerdict(in),
                in.integer(),
                in.symbol(HOWS),
                in.optional(JoinedShape::readPartner),
                in.optional(reader -> reader.symbol(CAUSES)));
    }

    private static void writePartner(WireWriter out, Partner partner) {
        OriginShape.writeOrigin(out, partner.origin());
        out.optional(partner.label(), JudgementShape::writeLabel);
        out.optional(partner.quality(), WireWriter::symbol);
        out.optionalInt(partner.line());
        out.number(partner.distance());
        out.optionalText(partner.link());
        out.number(partner.differenceMicros());
        out.text(partner.databaseVersion());
        out.text(partner.rawSignature());
        out.optional(partner.sharedAddress(), WireWriter::bool);
    }

    private static Partner readPartner(WireReader in) {
        return new Partner(
                OriginShape.readOrigin(in),
                in.optional(JudgementShape::readLabel),
                in.optional(JudgementShape::readQuality),
                in.optionalInt(),
                in.integer(),
                in.optionalText(),
                in.number(),
                in.text(),
                in.text(),
                in.optional(WireReader::bool));
    }
}
