package dev.synoptic.p0f;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.QueryScript;
import dev.synoptic.testing.Vector;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every answer of the conformance vectors, octet for octet (`p0f-v3.md` section 11).
class QueryVectorsTest {

    static Stream<Vector> vectors() {
        return Stream.of("api", "live")
                .flatMap(Vector::group)
                .filter(vector -> vector.files().containsKey(".api"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyQueryGetsTheAnswerOfP0f(Vector vector) {
        var script = Optional.ofNullable(vector.files().get(".api")).orElseThrow();
        var stand = new ScriptedStream(vector);

        QueryScript.of(new String(script, ISO_8859_1)).play(stand);

        assertThat(stand.replay().log()).isEqualTo(vector.log());
    }
}
