package dev.synoptic.schemas.codec;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SourceLosses;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.codec.UnreadableRecord.Malformed;
import java.nio.ByteBuffer;

/// The parts of `origin.avdl`.
final class OriginShape {

    private static final int V4_LENGTH = 4;
    private static final int V6_LENGTH = 16;

    /// A source may be named by its path.
    private static final int SOURCE_OCTETS_MAX = 4_096;

    private OriginShape() {}

    static void writeOrigin(WireWriter out, Origin origin) {
        out.text(origin.agent());
        out.text(origin.site());
        out.text(origin.instance());
        out.number(origin.sequence());
    }

    static Origin readOrigin(WireReader in) {
        return new Origin(
                in.name(Origin.NAME_OCTETS_MAX),
                in.name(Origin.NAME_OCTETS_MAX),
                in.name(Origin.NAME_OCTETS_MAX),
                in.number());
    }

    static void writeAddress(WireWriter out, IpAddress address) {
        out.bytes(
                address.version() == 4
                        ? ByteBuffer.allocate(V4_LENGTH)
                                .putInt((int) address.low())
                                .array()
                        : ByteBuffer.allocate(V6_LENGTH)
                                .putLong(address.high())
                                .putLong(address.low())
                                .array());
    }

    static IpAddress readAddress(WireReader in) {
        var octets = ByteBuffer.wrap(in.bytes());
        return switch (octets.remaining()) {
            case V4_LENGTH -> IpAddress.v4(octets.getInt());
            case V6_LENGTH -> IpAddress.v6(octets.getLong(), octets.getLong());
            default ->
                throw new UnreadableRecord(
                        new Malformed("an address of " + octets.remaining() + " octets, neither 4 nor 16"));
        };
    }

    static void writeConnection(WireWriter out, Connection connection) {
        writeAddress(out, connection.client());
        out.number(connection.clientPort());
        writeAddress(out, connection.server());
        out.number(connection.serverPort());
    }

    static Connection readConnection(WireReader in) {
        return new Connection(readAddress(in), in.integer(), readAddress(in), in.integer());
    }

    static void writeProgress(WireWriter out, Progress progress) {
        out.number(progress.watermarkMicros());
        out.text(progress.source());
        out.bool(progress.ended());
        out.number(progress.losses().linesNotUnderstood());
        out.number(progress.losses().logGaps());
        out.number(progress.losses().framesLost());
        out.number(progress.losses().recordsLost());
    }

    static Progress readProgress(WireReader in) {
        return new Progress(
                in.number(),
                in.name(SOURCE_OCTETS_MAX),
                in.bool(),
                new SourceLosses(in.number(), in.number(), in.number(), in.number()));
    }

    static void writeSourceProgress(WireWriter out, SourceProgress progress) {
        writeOrigin(out, progress.origin());
        writeProgress(out, progress.progress());
    }

    static SourceProgress readSourceProgress(WireReader in) {
        return new SourceProgress(readOrigin(in), readProgress(in));
    }
}
