package dev.synoptic.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.synoptic.agent.capture.Arrival;
import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.agent.capture.Reading;
import dev.synoptic.p0f.Limits;
import dev.synoptic.p0f.ObservationLog;
import dev.synoptic.p0f.PacketStream;
import dev.synoptic.p0f.TextBuffer;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.signature.SignatureDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;

/// A capture file through the strict packet stream, as `synoptic p0f -r` reads it.
///
/// @param log     the log, time zone UTC
/// @param refusal why the file was not read, or not to its end
record StrictReplay(String log, Optional<String> refusal) {

    static StrictReplay of(Path file, SignatureDatabase database) throws IOException {
        var log = new ByteArrayOutputStream();
        var text = new TextBuffer((octets, length) -> log.write(octets, 0, length));
        Optional<String> refusal = Optional.empty();
        try (var capture = CaptureFile.open(file, Reading.AS_LIBPCAP)) {
            var link = LinkType.of(capture.linkType());
            if (link.isEmpty()) return new StrictReplay("", Optional.of("link type " + capture.linkType()));
            var stream = new PacketStream(
                    database,
                    Limits.DEFAULT,
                    FrameDecoder.strict(link.get(), capture.order()),
                    ObservationLog.lines(database, ZoneOffset.UTC, text));
            feed(capture, stream);
        } catch (CaptureFileException refused) {
            refusal = Optional.of(refused.fault() + ": " + refused.getMessage());
        }
        text.flush();
        return new StrictReplay(log.toString(ISO_8859_1), refusal);
    }

    private static void feed(CaptureFile capture, PacketStream stream) throws IOException {
        var frame = new Frame();
        while (capture.next(frame) == Arrival.FRAME) {
            stream.accept(
                    frame.octets(), frame.at(), frame.captured(), frame.wireLength(), frame.seconds(), frame.micros());
        }
    }
}
