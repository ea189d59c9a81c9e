package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A frame as a value, for comparing.
record Seen(long seconds, int micros, int linkType, int wireLength, String octets) {

    static Seen of(Frame frame) {
        byte[] octets = frame.octets().asSlice(frame.at(), frame.captured()).toArray(JAVA_BYTE);
        return new Seen(
                frame.seconds(),
                frame.micros(),
                frame.linkType(),
                frame.wireLength(),
                new String(octets, StandardCharsets.ISO_8859_1));
    }

    static List<Seen> all(Path file, Reading reading) throws IOException {
        try (var capture = CaptureFile.open(file, reading)) {
            var seen = new ArrayList<Seen>();
            var frame = new Frame();
            while (capture.next(frame) == Arrival.FRAME) seen.add(of(frame));
            return seen;
        }
    }
}
