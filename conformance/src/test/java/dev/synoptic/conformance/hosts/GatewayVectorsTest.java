package dev.synoptic.conformance.hosts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.hosts.CaptureRun.Completions;
import dev.synoptic.testing.QueryScript;
import dev.synoptic.testing.Vector;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Queries and answers of p0f's conformance vectors, asked of a gateway between the packets: through agent, topology,
/// index and the query socket's conversations (`clients.md` 1.1, 1.2 rules 3 and 7; `p0f-v3.md` API-1 to API-10).
///
/// The gateway's answers are p0f's, octet for octet, but for a distance that nobody knows (-1 for 255), the zero octet
/// behind every text, IPv4 hosts asked for in IPv6 clothes (rule 11), and what a rule of `docs/fidelity.md` changes in
/// a host that it had occasion to touch.
///
/// Left out are the vectors about p0f's own tables, which the gateway has not: hosts that a sweep or a full table takes
/// away (`-t`, `-m`), and connections beyond `-S`. `SocketVectorsTest` plays them, and all others, through the same
/// socket code over those tables.
class GatewayVectorsTest {

    private static final Set<String> ABOUT_TABLES =
            Set.of("api-expire", "api-limit-1", "api-limit-2", "api-prune-10", "api-prune-10-busy", "api-prune-flows");

    /// Those in whose hosts rules of the fleet have occasion to change what is on record, and one that asks for an IPv4
    /// host in IPv6 clothes.
    private static final Set<String> TOUCHED =
            Set.of("api-badquery", "api-basic", "api-random-http", "api-random-nat", "live-mixed", "live-nat");

    @TempDir
    private Path folder;

    static Stream<Vector> vectors() {
        return Stream.of("api", "live")
                .flatMap(Vector::group)
                .filter(vector -> vector.files().containsKey(".api"))
                .filter(vector -> !ABOUT_TABLES.contains(vector.name()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyQueryGetsTheAnswerOfP0fButForTheNamedRules(Vector vector) {
        var script =
                QueryScript.of(new String(Objects.requireNonNull(vector.files().get(".api")), ISO_8859_1));
        var run = CaptureRun.of(vector.capture(), vector.database(), Completions.ALWAYS, folder)
                .orElseThrow();
        try (var gateway = new VectorGateway(vector, folder)) {
            var comparison = new AnswerComparison(gateway, Touched.by(run));
            for (String step : script.steps()) play(gateway, comparison, step);
            System.out.println(vector + " " + comparison.report());
            assertThat(comparison.unexplained()).isEmpty();
            assertThat(comparison.alike()).isPositive();
            if (!TOUCHED.contains(vector.name()))
                assertThat(comparison.explained()).isZero();
        }
    }

    private static void play(VectorGateway gateway, AnswerComparison comparison, String step) {
        String[] words = step.split(" ");
        switch (words[0]) {
            case "packets" -> gateway.feed(Integer.parseInt(words[1]));
            case "connect" -> gateway.connect(words[1]);
            case "send" -> gateway.send(words[1], HexFormat.of().parseHex(words[2]));
            case "recv" -> comparison.compare(words[1], HexFormat.of().parseHex(words[2]));
            case "silent" -> assertThat(gateway.isSilent(words[1])).as(step).isTrue();
            case "close" -> gateway.close(words[1]);
            default -> throw new IllegalArgumentException(step);
        }
    }
}
