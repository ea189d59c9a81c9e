package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.p0f.P0fQuery;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// p0f for programs (`docs/p0f.md`): its settings, its refusals in p0f's order (CLI-4), its start, its answers.
class P0fTest {

    private static final Vector VECTOR = Vector.group("api")
            .filter(each -> each.name().equals("api-basic"))
            .findFirst()
            .orElseThrow();

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    private Path folder;

    private Path capture;
    private Path signatures;
    private Path log;

    @BeforeEach
    void files() throws IOException {
        capture = Files.write(
                folder.resolve("capture"), Objects.requireNonNull(VECTOR.files().get(".pcap")));
        signatures = Files.writeString(folder.resolve("db"), Vector.referenceSignatures(), StandardCharsets.ISO_8859_1);
        log = folder.resolve("log");
    }

    private P0f p0f() throws P0fRefusedException {
        return P0f.builder().signatures(signatures).capture(capture).log(log);
    }

    private static void refused(Refusal refusal, ThrowingCallable call) {
        assertThatExceptionOfType(P0fRefusedException.class)
                .isThrownBy(call)
                .extracting(P0fRefusedException::refusal)
                .isEqualTo(refusal);
    }

    @Test
    void aCaptureIsReadToItsEndAndAnsweredFor() throws Exception {
        try (var p0f = p0f().start(nowhere)) {
            p0f.await();

            var seen = VECTOR.logLines().getFirst().replaceFirst("^.*\\|cli=([^/]*)/.*", "$1");
            var answer = p0f.answer(new P0fQuery.OfHost(IpAddress.parse(seen).orElseThrow()));
            assertThat(answer.status()).isEqualTo(P0fAnswer.Status.OK);
            assertThat(answer.connections()).isPositive();
            assertThat(p0f.answer(new P0fQuery.Malformed()).status()).isEqualTo(P0fAnswer.Status.BAD_QUERY);
            assertThat(p0f.packets()).isPositive();
        }
        assertThat(Files.readAllLines(log, StandardCharsets.ISO_8859_1)).hasSameSizeAs(VECTOR.logLines());
    }

    /// OpenBSD's own number for raw IP, which libpcap on Linux does not know.
    @Test
    @Needs(Need.LIBPCAP)
    void aLinkTypeThatP0fRefusesIsRefused() throws Exception {
        byte[] octets = Files.readAllBytes(capture);
        octets[20] = 14;
        Files.write(capture, octets);

        refused(Refusal.FILTER, () -> p0f().start(nowhere));
    }

    @Test
    void closingStopsItAtOnce() throws Exception {
        var p0f = p0f().start(nowhere);

        p0f.close();

        assertThat(log).isRegularFile();
    }

    /// LOG-3.
    @Test
    void theLogIsLockedFromStartToCloseAndNoLonger() throws Exception {
        for (int run = 0; run < 3; run++) {
            try (var first = p0f().start(nowhere)) {
                refused(Refusal.LOG, () -> p0f().start(nowhere));
                first.await();
            }
        }
        assertThat(Files.readAllLines(log, StandardCharsets.ISO_8859_1))
                .hasSize(3 * VECTOR.logLines().size());
    }

    @Test
    void aRefusedStartLetsGoOfTheLog() throws Exception {
        refused(Refusal.USER, () -> p0f().user("nosuchuser").start(nowhere));

        try (var p0f = p0f().start(nowhere)) {
            p0f.await();
        }
    }

    /// CLI-1: before the second value is looked at.
    @Test
    void everySettingIsGivenOnce() throws Exception {
        Path path = Path.of("x");
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().signatures(path).signatures(path));
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().device("x").device("x"));
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().capture(path).capture(path));
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().log(path).log(path));
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().socket(path).socket(path));
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().user("x").user("x"));
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().daemon().daemon());
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().promiscuous().promiscuous());
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().socketConnections(5).socketConnections(0));
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().limits(5, 5).limits(0, 0));
        refused(Refusal.GIVEN_TWICE, () -> P0f.builder().ages(5, 5).ages(0, 0));
        refused(Refusal.SECOND_FILTER, () -> P0f.builder().filter("tcp").filter("tcp"));
        assertThat(P0f.builder()
                        .limits(1000, 10_000)
                        .limits(5, 6)
                        .settings()
                        .limits()
                        .hosts())
                .isEqualTo(6);
    }

    @Test
    void outlandishValuesAreRefused() {
        refused(Refusal.OUT_OF_RANGE, () -> P0f.builder().socketConnections(101));
        refused(Refusal.OUT_OF_RANGE, () -> P0f.builder().limits(100_001, 5));
        refused(Refusal.OUT_OF_RANGE, () -> P0f.builder().limits(5, 500_001));
        refused(Refusal.OUT_OF_RANGE, () -> P0f.builder().ages(0, 5));
        refused(Refusal.OUT_OF_RANGE, () -> P0f.builder().ages(5, 1_000_001));
    }

    /// CLI-4: contradictions, signatures, capture, log, user: the first that is wrong is told, whatever else is.
    @Test
    void refusalsComeInTheOrderInWhichP0fLooks() throws Exception {
        Path missing = folder.resolve("missing");
        Path noLog = missing.resolve("log");
        refused(
                Refusal.SILENT_DAEMON,
                () -> P0f.builder().daemon().signatures(missing).start(nowhere));
        refused(Refusal.NO_SOCKET, () -> P0f.builder().socketConnections(5).start(nowhere));
        refused(Refusal.FILE_AND_LIVE, () -> p0f().socket(missing).start(nowhere));
        refused(
                Refusal.SIGNATURES,
                () -> P0f.builder()
                        .signatures(missing)
                        .capture(missing)
                        .log(noLog)
                        .start(nowhere));
        refused(
                Refusal.CAPTURE,
                () -> P0f.builder()
                        .signatures(signatures)
                        .capture(missing)
                        .log(noLog)
                        .start(nowhere));
        refused(
                Refusal.LOG,
                () -> P0f.builder()
                        .signatures(signatures)
                        .capture(capture)
                        .log(noLog)
                        .user("nosuchuser")
                        .start(nowhere));
        refused(Refusal.USER, () -> p0f().user("root").start(nowhere));
    }

    @Test
    @Needs({Need.ROOT, Need.LIBPCAP})
    void interfacesAreListed() throws Exception {
        assertThat(P0f.interfaces()).anySatisfy(each -> assertThat(each.name()).isEqualTo("lo"));
    }
}
