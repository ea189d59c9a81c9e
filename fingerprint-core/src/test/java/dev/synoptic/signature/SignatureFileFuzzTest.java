package dev.synoptic.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.synoptic.testing.Mutation;
import dev.synoptic.testing.Seeded;
import org.junit.jupiter.api.Test;

/// Damaged signature files: each is read or refused with its mistakes by line (`p0f-v3.md` FP-1 to FP-16); nothing else
/// is ever thrown. Longer by `-Dproperty.tries=N`.
class SignatureFileFuzzTest {

    private static final Mutation SEEDS = Mutation.ofFolder(SignatureFileFuzzTest.class, "/fuzz/signatures");

    @Test
    void aFileIsReadOrItsMistakesAreTold() {
        Seeded.forAll(SEEDS::next, SignatureFileFuzzTest::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] octets) {
        try {
            var read = SignatureDatabase.parse("damaged.fp", octets);
            assertThat(read.size()).isNotNegative();
            read.tcpRequest().forEach(SignatureFileFuzzTest::isPrintable);
            read.tcpResponse().forEach(SignatureFileFuzzTest::isPrintable);
        } catch (SignatureFileException refused) {
            assertThat(refused.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.line()).isPositive());
            assertThat(refused).hasMessageContaining("damaged.fp");
        }
    }

    /// What was read can be written, and read again.
    private static void isPrintable(TcpSignature signature) {
        String text = signature.pattern().text();
        assertThatCode(() -> assertThat(TcpPattern.parse("printed", text)).isEqualTo(signature.pattern()))
                .as(text)
                .doesNotThrowAnyException();
    }
}
