package dev.synoptic.schemas.codec;

import dev.synoptic.host.HostDay;
import dev.synoptic.host.HostHistory;
import org.apache.avro.Schema;

/// `history.avdl`.
final class HistoryShape implements Shape<HostHistory> {

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.HostHistory.getClassSchema();
    }

    @Override
    public void write(WireWriter out, HostHistory history) {
        out.list(history.days(), HistoryShape::writeDay);
    }

    @Override
    public HostHistory read(WireReader in) {
        return new HostHistory(in.list(HistoryShape::readDay));
    }

    static void writeDay(WireWriter out, HostDay day) {
        out.number(day.day());
        out.number(day.firstMicros());
        out.number(day.lastMicros());
        out.number(day.connections());
        out.list(day.systems(), WireWriter::text);
        out.list(day.sites(), WireWriter::text);
        out.bool(day.more());
    }

    static HostDay readDay(WireReader in) {
        return new HostDay(
                in.integer(),
                in.number(),
                in.number(),
                in.number(),
                in.list(WireReader::text),
                in.list(WireReader::text),
                in.bool());
    }
}
