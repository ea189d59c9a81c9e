package dev.synoptic.signature;

import static dev.synoptic.testing.Seeded.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.synoptic.testing.Repository;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SignatureDatabaseTest {

    private static final String FILE = """
            classes = win,unix
            [mtu]
            label = Ethernet
              sig = 1500
            [tcp:request]
            label = s:UNIX:linux:3.x
              sig = 4:64:0:*:1000,0:mss::0
              sig = 4:64:0:*:1001,0:mss::0
            label = s:!:Scanner:fast
              sys = @win,LINUX,Beos
              sig = 4:64:0:*:1002,0:mss::0
            [http:request]
            ua_os = Linux,Plan 9=[plan9]
            label = s:win:Windows:
              sig = 1:Host,?Via=[x]:Accept:soft
            """;

    private static SignatureDatabase parse(String text) {
        try {
            return SignatureDatabase.parse("test.fp", text);
        } catch (SignatureFileException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /// FP-8: labels, `sys` and `ua_os` share one table; the first spelling is shown.
    @Test
    void namesAreNumberedInTheOrderMet() {
        var database = parse(FILE);

        assertThat(database.names()).containsExactly("linux", "Scanner", "Beos", "Plan 9", "Windows");
        assertThat(database.userAgents())
                .containsExactly(new UserAgentSystem(0, "linux", "linux"), new UserAgentSystem(3, "Plan 9", "plan9"));
        assertThat(database.tcpRequest().getLast().row().systems())
                .containsExactly(
                        new SystemPattern.OfClass(0, "win"),
                        new SystemPattern.Named(0, "linux"),
                        new SystemPattern.Named(2, "Beos"));
    }

    /// FP-9: mtu labels are not counted, and signatures below one label share its number.
    @Test
    void labelsAreNumberedFromOne() {
        var database = parse(FILE);

        assertThat(database.tcpRequest()).extracting(row -> row.row().number()).containsExactly(1, 1, 2);
        assertThat(database.tcpRequest()).extracting(TcpSignature::line).containsExactly(7, 8, 11);
        assertThat(database.httpRequest().getFirst().row().number()).isEqualTo(3);
        assertThat(database.tcpRequest().getFirst().label().systemClass()).hasValue("unix");
        assertThat(database.tcpRequest().getLast().row().classNumber()).isEqualTo(OptionalInt.empty());
    }

    /// FP-16.
    @Test
    void everyHeaderNameOfTheFileIsKnown() {
        assertThat(parse(FILE).headerNames()).containsExactlyInAnyOrder("Host", "Via", "Accept");
    }

    @Test
    void theReferenceHas322Signatures() {
        var reference = Vector.referenceDatabase();

        assertThat(reference.size()).isEqualTo(322);
        assertThat(reference.names()).startsWith("Linux", "Windows", "Mac OS X");
        assertThat(reference.version()).hasSize(64);
    }

    @Test
    void theShippedFileIsRead() throws IOException, SignatureFileException {
        var file = Repository.root().resolve("p0f.fp");

        assertThat(SignatureDatabase.parse("p0f.fp", Files.readAllBytes(file)).size())
                .isGreaterThanOrEqualTo(322);
    }

    /// FP-1, as the program does it.
    @Test
    void aNulEndsTheFileForP0fAndIsRefusedInTheFleet() {
        String cut = "classes = unix\n[mtu]\nlabel = A\nsig = 1500\0 sig\nno line at all\n";

        assertThat(parse(cut).links()).extracting(LinkSignature::mtu).containsExactly(1500);
        assertThat(catchThrowableOfType(
                                SignatureFileException.class, () -> SignatureDatabase.parseForFleet("my.fp", cut))
                        .problems())
                .extracting(Problem::line)
                .containsExactly(5);
    }

    @Test
    void everyMistakeIsToldWithLineFieldAndWhatWasExpected() {
        var refusal = catchThrowableOfType(SignatureFileException.class, () -> SignatureDatabase.parse("my.fp", """
                classes = unix
                [tcp:request]
                label = s:mac:A:
                sig = 4:64:0:*:1000,0:mss::0
                label = s:unix:B:
                sig = 4:300:0:*:1000,0:mss::0
                sig = 4:64:0:*:1000,0:mss:odd:0
                """));

        assertThat(refusal.problems()).extracting(Problem::line).containsExactly(3, 6, 7);
        assertThat(refusal.problems().get(1).text())
                .isEqualTo("my.fp:6: sig, ittl: found \"300:0:*:1000,0:mss::0\", expected a number from 1 to 255");
    }

    @Test
    void aFileOfAnotherKindIsNotBlamedWithoutEnd() {
        var refusal = catchThrowableOfType(
                SignatureFileException.class, () -> SignatureDatabase.parse("x", "<html>\n".repeat(10_000)));

        assertThat(refusal.problems()).hasSize(50);
    }

    /// Octets of any kind are read or refused, and nothing else happens.
    @Test
    void noFileIsTooOddToBeRefused() {
        String reference = Vector.referenceSignatures();
        forAll(
                random -> {
                    int start = random.nextInt(reference.length());
                    var text = new StringBuilder(
                            reference.substring(start, Math.min(reference.length(), start + random.nextInt(2000))));
                    text.insert(
                            0,
                            random.nextBoolean() ? "classes = win,unix,other\n[tcp:request]\nlabel = s:unix:A:\n" : "");
                    for (int i = random.nextInt(8); i > 0 && !text.isEmpty(); i--) {
                        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
                    }
                    return text.toString();
                },
                text -> {
                    try {
                        assertThat(SignatureDatabase.parse("odd.fp", text).size())
                                .isNotNegative();
                    } catch (SignatureFileException refused) {
                        assertThat(refused.problems())
                                .isNotEmpty()
                                .allSatisfy(p -> assertThat(p.line()).isPositive());
                    }
                });
    }
}
