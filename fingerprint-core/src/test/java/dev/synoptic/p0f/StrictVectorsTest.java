package dev.synoptic.p0f;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.synoptic.testing.RunArguments;
import dev.synoptic.testing.Vector;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every log of the conformance vectors, octet for octet (`p0f-v3.md`, all of it).
///
/// ```
/// net         PKT-1 to PKT-11, O-1, O-2         nat     SCORE-1 to SCORE-12, O-10, O-11, O-24, O-32
/// tcp         OPT-1 to OPT-3, TCP-1 to TCP-12   http    HTTP-1 to HTTP-31, O-12 to O-16
/// mtu-uptime  MTU-1 to MTU-2, UP-1 to UP-3      db      FP-1 to FP-16, O-5, O-6, O-25
/// state       STATE-1 to STATE-20, O-8, O-9     all     LOG-1 to LOG-2
/// ```
class StrictVectorsTest {

    private static final List<String> GROUPS =
            List.of("tcp", "net", "state", "mtu-uptime", "nat", "http", "db", "live", "api");

    static Stream<Vector> vectors() {
        return GROUPS.stream().flatMap(Vector::group);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theLogIsThatOfP0f(Vector vector) {
        var filter = RunArguments.of(vector.args()).filter();
        filter.ifPresent(expression ->
                System.out.println("[SKIPPED] " + vector + ": no filter compiler here for: " + expression));
        assumeThat(filter).as("needs a filter compiler").isEmpty();

        assertThat(new Replay(vector).run().log().lines()).containsExactlyElementsOf(vector.logLines());
        assertThat(new Replay(vector).run().log()).isEqualTo(vector.log());
    }
}
