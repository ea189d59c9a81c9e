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
