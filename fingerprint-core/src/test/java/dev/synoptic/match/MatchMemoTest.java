package dev.synoptic.match;

import static dev.synoptic.testing.Seeded.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.Intake;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentKind;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.testing.Capture;
import dev.synoptic.testing.Grow;
import dev.synoptic.testing.Vector;
import java.lang.management.ManagementFactory;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MatchMemoTest {

    private static final TcpMatcher MATCHER = TcpMatcher.of(Vector.referenceDatabase());

    @Test
    void whatIsRememberedIsWhatTheMatcherSays() {
        var memo = new MatchMemo<>(MATCHER, 256, Function.identity());

        forAll(Grow::observation, seen -> assertThat(memo.get(seen)).isEqualTo(MATCHER.match(seen)));
    }

    @Test
    void aMemoFarTooSmallStillAnswersRight() {
        var memo = new MatchMemo<>(MATCHER, 4, Function.identity());

        forAll(Grow::observation, seen -> assertThat(memo.get(seen)).isEqualTo(MATCHER.match(seen)));
    }

    @Test
    void aSegmentAndItsObservationAreOneKey() {
        var capture = Vector.group("tcp")
                .filter(vector -> vector.name().equals("random-handshake-v6"))
                .findFirst()
                .orElseThrow()
                .capture();
        var memo = new MatchMemo<>(MATCHER, MatchMemo.CAPACITY_DEFAULT, Function.identity());

        for (Capture.Frame frame : capture.frames()) {
            var view = new SegmentView();
            if (decode(capture, frame, view) != Intake.SEGMENT || view.kind() == SegmentKind.ACK) continue;
            if (view.kind() == SegmentKind.FIN_OR_RST) continue;
            var first = memo.get(view, 0);
            long misses = memo.misses();
            assertThat(memo.get(SynObservation.of(view, 0))).isSameAs(first);
            assertThat(memo.misses()).isEqualTo(misses);
        }
    }

    @Test
    void aRepeatAllocatesNothing() {
        var capture = Vector.group("tcp").findFirst().orElseThrow().capture();
        var frame = capture.frames().getFirst();
        var decoder = FrameDecoder.strict(LinkType.of(capture.linkType()).orElseThrow(), capture.order());
        var view = new SegmentView();
        var memo = new MatchMemo<>(MATCHER, 256, Function.identity());
        decodeAndMatch(capture, frame, decoder, view, memo, 10);

        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        decodeAndMatch(capture, frame, decoder, view, memo, 10_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(memo.misses()).isOne();
        assertThat(allocated).as("octets for 10,000 repeats").isLessThan(10_000);
    }

    private static void decodeAndMatch(
            Capture capture,
            Capture.Frame frame,
            FrameDecoder decoder,
            SegmentView view,
            MatchMemo<TcpMatch> memo,
            int times) {
        for (int i = 0; i < times; i++) {
            decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), view);
            memo.get(view, 0);
        }
    }

    @Test
    void aCapacityThatIsNoPowerOfTwoIsRefused() {
        assertThatThrownBy(() -> new MatchMemo<>(MATCHER, 1000, Function.identity()))
                .hasMessageContaining("1000");
    }

    private static Intake decode(Capture capture, Capture.Frame frame, SegmentView view) {
        return FrameDecoder.strict(LinkType.of(capture.linkType()).orElseThrow(), capture.order())
                .decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), view);
    }
}
