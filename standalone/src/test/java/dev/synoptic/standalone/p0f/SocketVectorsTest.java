package dev.synoptic.standalone.p0f;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.synoptic.testing.QueryScript;
import dev.synoptic.testing.Vector;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every answer of the conformance vectors over a real socket, its limits and pieces included (`p0f-v3.md` API-1 to
/// API-12).
class SocketVectorsTest {

    @TempDir
    private Path folder;

    static Stream<Vector> vectors() {
        return Stream.of("api", "live")
                .flatMap(Vector::group)
                .filter(vector -> vector.files().containsKey(".api"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyQueryGetsTheAnswerOfP0f(Vector vector) throws Exception {
        var script =
                QueryScript.of(new String(Objects.requireNonNull(vector.files().get(".api")), ISO_8859_1));
        try (var stand = SocketStand.open(vector, folder)) {
            script.play(stand);
        }
    }
}
