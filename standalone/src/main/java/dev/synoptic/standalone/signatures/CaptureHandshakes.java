package dev.synoptic.standalone.signatures;

import dev.synoptic.agent.capture.Arrival;
import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentKind;
import dev.synoptic.packet.SegmentView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// The SYNs and SYN+ACKs of a capture file, repeats left out.
///
/// Remembers every connection of the file: meant for captures that a person looks at.
final class CaptureHandshakes {

    /// One end of one direction.
    private record Way(IpAddress from, int fromPort, IpAddress to, int toPort) {

        Way back() {
            return new Way(to, toPort, from, fromPort);
        }
    }

    private record Sent(Way way, long sequenceNumber, SegmentKind kind) {}

    private final Set<Sent> seen = new HashSet<>();
    private final Map<Way, Integer> mssOfSyn = new HashMap<>();
    private final Frame frame = new Frame();
    private final SegmentView segment = new SegmentView();
    private Optional<FrameDecoder> decoder = Optional.empty();
    private int linkType = -1;

    private CaptureHandshakes() {}

    /// Shows each with the seconds of its capture since 1970. A file that breaks off is shown as far as it goes.
    static void forEach(Path file, BiConsumer<SynObservation, Long> action) throws IOException {
        new CaptureHandshakes().read(file, action);
    }

    private void read(Path file, BiConsumer<SynObservation, Long> action) throws IOException {
        try (var source = CaptureFile.open(file)) {
            while (source.next(frame) == Arrival.FRAME) {
                var reader = decoder();
                if (reader.isPresent() && isSegment(reader.get())) tell(action);
            }
        } catch (CaptureFileException brokenOff) {
            if (linkType < 0) throw brokenOff; // not even one frame: no capture at all
        }
    }

    private Optional<FrameDecoder> decoder() {
        if (frame.linkType() != linkType) {
            linkType = frame.linkType();
            decoder = LinkType.of(linkType).map(type -> FrameDecoder.fleet(type, frame.order()));
        }
        return decoder;
    }

    private boolean isSegment(FrameDecoder reader) {
        return reader.decode(frame.octets(), frame.at(), frame.captured(), frame.wireLength(), segment)
                .isSegment();
    }

    private void tell(BiConsumer<SynObservation, Long> action) {
        var kind = segment.kind();
        if (kind != SegmentKind.SYN && kind != SegmentKind.SYN_ACK) return;
        var way = new Way(segment.source(), segment.sourcePort(), segment.destination(), segment.destinationPort());
        if (kind == SegmentKind.SYN) mssOfSyn.put(way, segment.mss());
        if (!seen.add(new Sent(way, segment.sequenceNumber(), kind))) return;
        int peerMss = kind == SegmentKind.SYN ? 0 : mssOfSyn.getOrDefault(way.back(), 0);
        action.accept(SynObservation.of(segment, peerMss), frame.seconds());
    }
}
