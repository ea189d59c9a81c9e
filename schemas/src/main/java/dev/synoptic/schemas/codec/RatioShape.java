package dev.synoptic.schemas.codec;

import dev.synoptic.schemas.ClockDifferences;
import dev.synoptic.schemas.ClockReading;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Compared;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.RatioMessage.Missed;
import dev.synoptic.schemas.RatioMessage.Sent;
import dev.synoptic.schemas.RatioMessage.Timed;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;
import org.apache.avro.Schema;

/// `ratio.avdl`.
final class RatioShape implements Shape<RatioMessage> {

    // Branches of the union, in the schema's order.
    private static final int COUNTED = 0;
    private static final int CLOSED = 1;
    private static final int SENT = 2;
    private static final int TIMED = 3;
    private static final int MISSED = 4;
    private static final int COMPARED = 5;
    private static final int BRANCHES = 6;

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.RatioMessage.getClassSchema();
    }

    @Override
    public void write(WireWriter out, RatioMessage message) {
        switch (message) {
            case Counted(var counts) -> {
                out.number(COUNTED);
                writeCounts(out, counts);
            }
            case Closed(long watermarkMicros, boolean ended) -> {
                out.number(CLOSED);
                out.number(watermarkMicros);
                out.bool(ended);
            }
            case Sent(var counts) -> {
                out.number(SENT);
                writeSenders(out, counts);
            }
            case Timed(var reading) -> {
                out.number(TIMED);
                out.number(reading.aheadMicros());
                out.number(reading.samples());
                out.bool(reading.corrected());
                out.number(reading.zoneShiftMicros());
            }
            case Missed(var missing) -> {
                out.number(MISSED);
                out.number(missing.linesNotUnderstood());
                out.number(missing.framesLost());
                out.number(missing.recordsLost());
                out.number(missing.gaps());
                out.number(missing.gapMicros());
            }
            case Compared(var differences) -> {
                out.number(COMPARED);
                out.list(differences.byPortMicros(), WireWriter::number);
                out.list(differences.byAddressMicros(), WireWriter::number);
            }
        }
    }

    @Override
    public RatioMessage read(WireReader in) {
        return switch (in.branch(BRANCHES)) {
            case COUNTED -> new Counted(readCounts(in));
            case CLOSED -> new Closed(in.number(), in.bool());
            case SENT -> new Sent(readSenders(in));
            case MISSED -> new Missed(new Missing(in.number(), in.number(), in.number(), in.number(), in.number()));
            case COMPARED ->
                new Compared(new ClockDifferences(in.list(WireReader::number), in.list(WireReader::number)));
            default -> new Timed(new ClockReading(in.number(), in.number(), in.bool(), in.number()));
        };
    }

    private static void writeCounts(WireWriter out, RatioCounts counts) {
        out.number(counts.accepted());
        out.number(counts.rejected());
        out.number(counts.greylisted());
        out.number(counts.deferred());
        out.number(counts.aborted());
        out.number(counts.authStage());
        out.number(counts.exact());
        out.number(counts.byAddress());
        out.number(counts.ambiguous());
        out.number(counts.cached());
        out.number(counts.noSyn());
        out.number(counts.noMatch());
        out.number(counts.tool());
    }

    private static RatioCounts readCounts(WireReader in) {
        return new RatioCounts(
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number());
    }

    private static void writeSenders(WireWriter out, SenderCounts counts) {
        out.number(counts.senders());
        out.number(counts.sendersRejected());
        out.number(counts.messages());
        out.number(counts.squares());
        out.number(counts.cappedAccepted());
        out.number(counts.cappedRejected());
    }

    private static SenderCounts readSenders(WireReader in) {
        return new SenderCounts(in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
    }
}
