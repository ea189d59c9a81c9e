package dev.synoptic.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentKind;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.testing.Capture;
import dev.synoptic.testing.Vector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every SYN of the vectors gets the system, distance, params and raw signature that p0f logs (`p0f-v3.md` 5.5).
///
/// Which segments open connections is the flow table's business; here each log line must be the judgement of one of
/// the SYNs with its end points, and no other SYN or SYN+ACK may be judged otherwise.
class TcpVectorsTest {

    static Stream<Vector> vectors() {
        return Stream.of("tcp", "net", "db", "mtu-uptime")
                .flatMap(Vector::group)
                .filter(v -> v.args().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everySynLineIsWhatTheMatcherSays(Vector vector) {
        var expected = vector.logLines().stream()
                .filter(line -> line.contains("mod=syn|"))
                .map(TcpVectorsTest::withoutTime)
                .toList();

        var judged = new HashSet<>(syns(vector));

        assertThat(judged).containsAll(expected);
        assertThat(expected.isEmpty()).isEqualTo(judged.isEmpty());
    }

    private static String withoutTime(String line) {
        return line.substring(line.indexOf(']') + 2);
    }

    private static List<String> syns(Vector vector) {
        var capture = vector.capture();
        var link = LinkType.of(capture.linkType());
        assertThat(link).as("link type %d", capture.linkType()).isPresent();
        var decoder = FrameDecoder.strict(link.get(), capture.order());
        var matcher = TcpMatcher.of(vector.database());
        var view = new SegmentView();
        var lines = new ArrayList<String>();
        for (Capture.Frame frame : capture.frames()) {
            var intake = decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), view);
            if (intake.isSegment() && view.kind() == SegmentKind.SYN) lines.add(line(view, matcher));
        }
        return lines;
    }

    private static String line(SegmentView view, TcpMatcher matcher) {
        var match = matcher.match(SynObservation.of(view, 0));
        String system = match.winner().map(w -> w.signature().label().text()).orElse("???");
        return Stream.of(
                        "mod=syn",
                        "cli=" + view.source().p0fText() + "/" + view.sourcePort(),
                        "srv=" + view.destination().p0fText() + "/" + view.destinationPort(),
                        "subj=cli",
                        (match.isTool() ? "app=" : "os=") + system,
                        "dist=" + (match.hasRandomTtl() ? "<= " : "") + match.distance(),
                        "params=" + match.params(),
                        "raw_sig=" + match.rawSignature())
                .collect(Collectors.joining("|"));
    }
}
