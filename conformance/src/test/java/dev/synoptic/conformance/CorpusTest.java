package dev.synoptic.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every public capture of the corpus gives the log that p0f 3.09b gives, octet for octet.
@Needs(Need.CORPUS)
class CorpusTest {

    private static final SignatureDatabase DATABASE = Vector.referenceDatabase();

    static Stream<CorpusCapture> captures() {
        return CorpusCapture.all();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theLogIsThatOfP0f(CorpusCapture capture) throws IOException {
        var replay = StrictReplay.of(capture.file(), DATABASE);

        if (capture.goldens().size() > 1) {
            assertThat(capture.goldens()).as("refusal %s", replay.refusal()).contains(replay.log());
        } else {
            assertThat(replay.log())
                    .as("refusal %s", replay.refusal())
                    .isEqualTo(capture.goldens().getFirst());
        }
    }
}
