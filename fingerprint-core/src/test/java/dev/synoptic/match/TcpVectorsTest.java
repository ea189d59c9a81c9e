package dev.synoptic.match;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentKind;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.testing.Capture;
import dev.synoptic.testing.Vector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every SYN and SYN+ACK of the vectors gets the system, distance, params, raw signature and link that p0f logs
/// (`p0f-v3.md` 5.5, section 6).
///
/// Which segments p0f looks at is its flow table's business, so each log line must be among the judgements of the
/// segments with its end points; and no SYN may be judged otherwise, since none but repeats and probes is left out.
class TcpVectorsTest {

    static Stream<Vector> vectors() {
        return Stream.of("tcp", "net", "db", "mtu-uptime")
                .flatMap(Vector::group)
                .filter(v -> v.args().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void synLinesAreWhatTheMatcherSays(Vector vector) {
        assertThat(judgements(vector, "mod=syn|")).isEqualTo(logged(vector, "mod=syn|"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void synAckLinesAreWhatTheMatcherSays(Vector vector) {
        assertThat(judgements(vector, "mod=syn+ack|")).containsAll(logged(vector, "mod=syn+ack|"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void linkLinesAreWhatTheSegmentSizeTells(Vector vector) {
        assertThat(judgements(vector, "mod=mtu|")).containsAll(logged(vector, "mod=mtu|"));
    }

    private static Set<String> logged(Vector vector, String kind) {
        return vector.logLines().stream()
                .map(line -> line.substring(line.indexOf(']') + 2))
                .filter(line -> line.startsWith(kind))
                .collect(toSet());
    }

    private static Set<String> judgements(Vector vector, String kind) {
        var database = vector.database();
        var log = new Log(TcpMatcher.of(database), LinkTypes.of(database), new HashMap<>(), new HashSet<>());
        log.read(vector.capture());
        return log.lines().stream().filter(line -> line.startsWith(kind)).collect(toSet());
    }

    /// The lines that each segment would cause on its own.
    private record Log(TcpMatcher matcher, LinkTypes links, Map<String, Integer> mssOfSyn, Set<String> lines) {

        void read(Capture capture) {
            var decoder = FrameDecoder.strict(LinkType.of(capture.linkType()).orElseThrow(), capture.order());
            var view = new SegmentView();
            for (Capture.Frame frame : capture.frames()) {
                var intake =
                        decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), view);
                if (intake.isSegment() && view.kind() == SegmentKind.SYN) syn(view);
                if (intake.isSegment() && view.kind() == SegmentKind.SYN_ACK) synAck(view);
            }
        }

        private void syn(SegmentView view) {
            String source = end(view.source(), view.sourcePort());
            String destination = end(view.destination(), view.destinationPort());
            mssOfSyn.put(source + destination, view.mss());
            boolean probe = view.mss() == 1331 && view.window() == 1337; // section 14
            if (!probe) add("mod=syn", "cli=" + source, "srv=" + destination, "subj=cli", view, 0);
        }

        private void synAck(SegmentView view) {
            String source = end(view.source(), view.sourcePort());
            String destination = end(view.destination(), view.destinationPort());
            int peerMss = mssOfSyn.getOrDefault(destination + source, 0);
            add("mod=syn+ack", "cli=" + destination, "srv=" + source, "subj=srv", view, peerMss);
        }

        private void add(String mod, String client, String server, String subject, SegmentView view, int peerMss) {
            var match = matcher.match(SynObservation.of(view, peerMss));
            String system = match.winner()
                    .map(winner -> winner.signature().label().text())
                    .orElse("???");
            lines.add(Stream.of(
                            mod,
                            client,
                            server,
                            subject,
                            (match.isTool() ? "app=" : "os=") + system,
                            "dist=" + (match.hasRandomTtl() ? "<= " : "") + match.distance(),
                            "params=" + match.params(),
                            "raw_sig=" + match.rawSignature())
                    .collect(joining("|")));
            int mtu = LinkTypes.mtu(view.ipVersion(), view.mss());
            String link = "link=" + links.name(mtu).orElse("???");
            lines.add(String.join("|", "mod=mtu", client, server, subject, link, "raw_mtu=" + mtu));
        }

        private static String end(IpAddress address, int port) {
            return address.p0fText() + "/" + port;
        }
    }
}
