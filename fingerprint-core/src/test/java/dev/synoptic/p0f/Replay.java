package dev.synoptic.p0f;

import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.testing.Capture;
import dev.synoptic.testing.RunArguments;
import dev.synoptic.testing.Vector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/// A capture replayed through a packet stream, step by step or at once, with its log.
final class Replay {

    private final Capture capture;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final TextBuffer text = new TextBuffer((octets, length) -> log.write(octets, 0, length));
    private final PacketStream stream;
    private int next;

    Replay(Vector vector) {
        this(vector.capture(), vector.database(), limits(RunArguments.of(vector.args())));
    }

    Replay(Capture capture, SignatureDatabase database, Limits limits) {
        this.capture = capture;
        var link = LinkType.of(capture.linkType()).orElseThrow();
        stream = new PacketStream(
                database,
                limits,
                FrameDecoder.strict(link, capture.order()),
                ObservationLog.lines(database, ZoneId.of("UTC"), text));
    }

    private static Limits limits(RunArguments run) {
        return new Limits(run.flows(), run.hosts(), run.flowAge(), run.idle());
    }

    /// Feeds one frame; answers whether p0f's filter lets it through.
    boolean step() {
        var frame = capture.frames().get(next++);
        return stream.accept(
                        capture.octets(),
                        frame.offset(),
                        frame.captured(),
                        frame.wireLength(),
                        Math.floorDiv(frame.micros(), 1_000_000L),
                        (int) Math.floorMod(frame.micros(), 1_000_000L))
                .counted();
    }

    boolean atEnd() {
        return next == capture.frames().size();
    }

    Replay run() {
        while (!atEnd()) step();
        return this;
    }

    PacketStream stream() {
        return stream;
    }

    String log() {
        text.flush();
        return log.toString(StandardCharsets.ISO_8859_1);
    }
}
