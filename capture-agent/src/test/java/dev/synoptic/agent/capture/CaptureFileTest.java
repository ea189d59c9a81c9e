package dev.synoptic.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `p0f-v3.md` PKT-2.
class CaptureFileTest {

    private static final int MICROS = 0xA1B2C3D4, NANOS = 0xA1B23C4D, PATCHED = 0xA1B2CD34;
    private static final int ETHERNET = 1;

    @TempDir
    private Path folder;

    static List<ByteOrder> orders() {
        return List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    private static CaptureBytes pcap(ByteOrder order) {
        return CaptureBytes.classic(order, MICROS, 4, 65535, ETHERNET);
    }

    private static CaptureBytes twoFrames(ByteOrder order) {
        return pcap(order).record(1_700_000_000L, 5, "one", 1500).record(4_000_000_000L, 999_999, "three", 5);
    }

    private static final List<Seen> TWO_FRAMES =
            List.of(new Seen(1_700_000_000L, 5, 1, 1500, "one"), new Seen(4_000_000_000L, 999_999, 1, 5, "three"));

    @Nested
    class Classic {

        @ParameterizedTest
        @MethodSource("dev.synoptic.agent.capture.CaptureFileTest#orders")
        void eitherByteOrderIsRead(ByteOrder order) throws IOException {
            assertThat(Seen.all(twoFrames(order).in(folder), Reading.WHOLE)).isEqualTo(TWO_FRAMES);
        }

        @ParameterizedTest
        @MethodSource("dev.synoptic.agent.capture.CaptureFileTest#orders")
        void gzipIsReadAsThePlainFile(ByteOrder order) throws IOException {
            assertThat(Seen.all(twoFrames(order).gzipIn(folder), Reading.WHOLE)).isEqualTo(TWO_FRAMES);
        }

        @Test
        void nanosecondsAreCutNotRounded() throws IOException {
            var file = CaptureBytes.classic(ByteOrder.BIG_ENDIAN, NANOS, 4, 65535, ETHERNET)
                    .record(7, 1_999, "x", 1)
                    .in(folder);

            assertThat(Seen.all(file, Reading.WHOLE)).containsExactly(new Seen(7, 1, 1, 1, "x"));
        }

        @Test
        void thePatchedRecordHeaderIsLonger() throws IOException {
            var file = CaptureBytes.classic(ByteOrder.LITTLE_ENDIAN, PATCHED, 4, 65535, ETHERNET)
                    .u32(7, 8, 3, 9, 0xFFFF_FFFF, 0xFFFF_FFFF)
                    .text("abc")
                    .in(folder);

            assertThat(Seen.all(file, Reading.WHOLE)).containsExactly(new Seen(7, 8, 1, 9, "abc"));
        }

        @ParameterizedTest
        @CsvSource({"2, 9, 3", "3, 9, 3", "3, 3, 9", "4, 3, 9"})
        void olderVersionsGiveTheLengthsInAnotherOrder(int minor, int first, int second) throws IOException {
            var file = CaptureBytes.classic(ByteOrder.LITTLE_ENDIAN, MICROS, minor, 65535, ETHERNET)
                    .u32(7, 8, first, second)
                    .text("abc")
                    .in(folder);

            assertThat(Seen.all(file, Reading.WHOLE)).containsExactly(new Seen(7, 8, 1, 9, "abc"));
        }

        @Test
        void aFrameBeyondTheSnapshotLengthIsCutToIt() throws IOException {
            var file = CaptureBytes.classic(ByteOrder.LITTLE_ENDIAN, MICROS, 4, 2, ETHERNET)
                    .record(1, 2, "abc", 3)
                    .record(3, 4, "de", 2)
                    .in(folder);

            assertThat(Seen.all(file, Reading.WHOLE)).extracting(Seen::octets).containsExactly("ab", "de");
        }

        @Test
        void anEmptyCaptureHasNoFramesAndNoSpan() throws IOException {
            var file = pcap(ByteOrder.LITTLE_ENDIAN).in(folder);

            assertThat(Seen.all(file, Reading.WHOLE)).isEmpty();
            assertThat(CaptureFile.span(file)).isEmpty();
        }

        @Test
        void theSpanIsFromTheEarliestToTheLatestWhateverTheirOrder() throws IOException {
            var file = pcap(ByteOrder.LITTLE_ENDIAN)
                    .record(20, 1, "", 0)
                    .record(30, 2, "", 0)
                    .record(10, 3, "", 0)
                    .in(folder);

            assertThat(CaptureFile.span(file))
                    .hasValue(new CaptureSpan(Instant.ofEpochSecond(10, 3_000), Instant.ofEpochSecond(30, 2_000)));

            byte[] cut = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(cut, cut.length - 4)); // inside the last record
            assertThat(CaptureFile.span(file))
                    .hasValue(new CaptureSpan(Instant.ofEpochSecond(20, 1_000), Instant.ofEpochSecond(30, 2_000)));
        }
    }

    @Nested
    class PcapNg {

        private final CaptureBytes little = new CaptureBytes(ByteOrder.LITTLE_ENDIAN);

        @ParameterizedTest
        @MethodSource("dev.synoptic.agent.capture.CaptureFileTest#orders")
        void eitherByteOrderIsRead(ByteOrder order) throws IOException {
            var bytes = new CaptureBytes(order);
            var file = bytes.section()
                    .interfaceDescription(ETHERNET, 0, bytes.none())
                    .enhanced(0, 1_700_000_000_000_005L, "one", 1500)
                    .block(99, bytes.none().text("unknown!"))
                    .enhanced(0, 4_000_000_000_999_999L, "three", 5)
                    .in(folder);

            assertThat(Seen.all(file, Reading.AS_LIBPCAP)).isEqualTo(TWO_FRAMES);
        }

        @ParameterizedTest
        @CsvSource({
            "9, 0, 5000000007, 5, 0", "9, 0, 5000001999, 5, 1", "3, 0, 5007, 5, 7000", "0, 0, 5, 5, 0",
            "6, 100, 5000007, 105, 7", "138, 0, 5121, 5, 976", "6, -2, 5000007, 3, 7",
                    "19, 0, 15000000000000000000, 1, 500000",
            "191, 0, 9223372036854775808, 1, 0"
        })
        void anInterfaceCountsTimeInItsOwnUnits(int resolution, long offset, String units, long seconds, int micros)
                throws IOException {
            var options = little.none()
                    .option(9, little.none().u8(resolution))
                    .option(14, little.none().u64(offset))
                    .option(0, little.none());
            var file = little.section()
                    .interfaceDescription(ETHERNET, 0, options)
                    .enhanced(0, Long.parseUnsignedLong(units), "x", 1)
                    .in(folder);

            assertThat(Seen.all(file, Reading.AS_LIBPCAP)).containsExactly(new Seen(seconds, micros, 1, 1, "x"));
        }

        @Test
        void simpleAndObsoletePacketsAreRead() throws IOException {
            var file = little.section()
                    .interfaceDescription(ETHERNET, 4, little.none())
                    .block(3, little.none().u32(6).text("abcd"))
                    .block(
                            2,
                            little.none()
                                    .u16(0)
                                    .u16(0)
                                    .u32(0, 9, 2, 6)
                                    .text("ef")
                                    .pad())
                    .in(folder);

            assertThat(Seen.all(file, Reading.AS_LIBPCAP))
                    .containsExactly(new Seen(0, 0, 1, 6, "abcd"), new Seen(0, 9, 1, 6, "ef"));
        }

        @Test
        void aSecondSectionNumbersItsInterfacesAnew() throws IOException {
            var file = little.section()
                    .interfaceDescription(ETHERNET, 0, little.none())
                    .enhanced(0, 1, "a", 1)
                    .section()
                    .interfaceDescription(ETHERNET, 0, little.none())
                    .enhanced(0, 2, "b", 1)
                    .in(folder);

            assertThat(Seen.all(file, Reading.AS_LIBPCAP))
                    .extracting(Seen::octets)
                    .containsExactly("a", "b");
        }

        @Test
        void interfacesOfDifferentLinksAreReadWholeOrUpToThereAsLibpcapDoes() throws IOException {
            var file = little.section()
                    .interfaceDescription(ETHERNET, 0, little.none())
                    .interfaceDescription(101, 0, little.none())
                    .enhanced(1, 1, "raw", 3)
                    .enhanced(0, 2, "ether", 5)
                    .in(folder);

            assertThat(Seen.all(file, Reading.WHOLE))
                    .extracting(Seen::linkType, Seen::octets)
                    .containsExactly(tuple(101, "raw"), tuple(1, "ether"));
            refused(file, Reading.AS_LIBPCAP, CaptureFault.MIXED_INTERFACES);
        }

        @Test
        void sectionsOfBothByteOrdersAreReadWhole() throws IOException {
            var big = new CaptureBytes(ByteOrder.BIG_ENDIAN);
            var file = little.section()
                    .interfaceDescription(ETHERNET, 0, little.none())
                    .enhanced(0, 1, "little", 6)
                    .add(big.section()
                            .interfaceDescription(ETHERNET, 0, big.none())
                            .enhanced(0, 2, "big", 3))
                    .in(folder);

            assertThat(Seen.all(file, Reading.WHOLE)).extracting(Seen::octets).containsExactly("little", "big");
        }

        @Test
        void aBlockWhoseLengthsDisagreeIsRefused() {
            var bytes = little.section()
                    .interfaceDescription(ETHERNET, 0, little.none())
                    .enhanced(0, 1, "frame", 5)
                    .bytes();
            bytes[bytes.length - 4]++;

            refused(CaptureBytes.write(folder.resolve("f"), bytes), Reading.WHOLE, CaptureFault.MALFORMED);
        }

        @Test
        void aFrameOfAnInterfaceThatWasNotDescribedIsRefused() {
            var file = little.section()
                    .interfaceDescription(ETHERNET, 0, little.none())
                    .enhanced(1, 1, "frame", 5)
                    .in(folder);

            refused(file, Reading.WHOLE, CaptureFault.MALFORMED);
        }

        @Test
        void aFileWithoutAnyInterfaceIsRefusedAtOnce() {
            refused(little.section().in(folder), Reading.WHOLE, CaptureFault.MALFORMED);
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @ValueSource(strings = {"", "abc", "; signatures, not frames"})
        void whatIsNoCapture(String content) {
            refused(
                    new CaptureBytes(ByteOrder.BIG_ENDIAN).text(content).in(folder),
                    Reading.WHOLE,
                    CaptureFault.NOT_A_CAPTURE);
        }

        @ParameterizedTest
        @CsvSource({"1, 0", "2, 5", "3, 0"})
        void versionsThatNobodyKnows(int major, int minor) {
            var file = new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                    .u32(MICROS)
                    .u16(major)
                    .u16(minor)
                    .u32(0, 0, 0, 1)
                    .in(folder);

            refused(file, Reading.WHOLE, CaptureFault.UNSUPPORTED_VERSION);
        }

        @Test
        void aCapturedLengthBeyondAllReason() {
            var file = pcap(ByteOrder.LITTLE_ENDIAN).u32(1, 2, -1, 5).in(folder);

            refused(file, Reading.WHOLE, CaptureFault.MALFORMED);
        }

        @Test
        void whatEndsInTheMiddleOfAFrameAfterTheFramesBefore() throws IOException {
            var bytes = twoFrames(ByteOrder.LITTLE_ENDIAN).bytes();
            var file = CaptureBytes.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 1));

            try (var capture = CaptureFile.open(file)) {
                var frame = new Frame();
                assertThat(capture.next(frame)).isEqualTo(Arrival.FRAME);
                assertThatExceptionOfType(CaptureFileException.class)
                        .isThrownBy(() -> capture.next(frame))
                        .withMessage(file + ", octet 43: cut off in a frame: 21 octets expected, 20 left")
                        .extracting(CaptureFileException::fault)
                        .isEqualTo(CaptureFault.CUT_OFF);
            }
        }

        @Test
        void aCutInAnyPlaceIsToldAndNeverThrowsAnythingElse() throws IOException {
            for (var order : orders()) {
                var bytes = twoFrames(order).bytes();
                for (int length = 0; length < bytes.length; length++) {
                    readsOrRefuses(CaptureBytes.write(folder.resolve("cut"), Arrays.copyOf(bytes, length)));
                }
            }
        }
    }

    private static void readsOrRefuses(Path file) throws IOException {
        try {
            Seen.all(file, Reading.WHOLE);
        } catch (CaptureFileException refused) {
            assertThat(refused.fault()).isIn(CaptureFault.CUT_OFF, CaptureFault.NOT_A_CAPTURE);
        }
    }

    private static void refused(Path file, Reading reading, CaptureFault fault) {
        assertThatExceptionOfType(CaptureFileException.class)
                .isThrownBy(() -> Seen.all(file, reading))
                .withMessageStartingWith(file.toString())
                .extracting(CaptureFileException::fault)
                .isEqualTo(fault);
    }
}
