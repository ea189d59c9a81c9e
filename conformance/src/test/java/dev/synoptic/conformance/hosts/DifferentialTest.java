package dev.synoptic.conformance.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.hosts.CaptureRun.Completions;
import dev.synoptic.host.HostState;
import dev.synoptic.host.SeenSoftware;
import dev.synoptic.host.SeenSystem;
import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.testing.Capture;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One site alone gives p0f's records of hosts, but for the rules of `docs/fidelity.md`: every capture through the real
/// topology and through strict mode, held against each other host by host. Says how often each rule applied.
class DifferentialTest {

    private static final List<String> GROUPS = List.of("tcp", "nat", "mtu-uptime", "net", "db", "state", "http", "api");

    @TempDir
    private Path folder;

    private final Map<Rule, Map<String, Integer>> applied = new EnumMap<>(Rule.class);
    private final List<String> unexplained = new ArrayList<>();
    private int hosts;
    private int alike;

    @Test
    void everyVectorGivesP0fsHostsButForTheNamedRules() {
        for (String group : GROUPS) {
            Vector.group(group).forEach(vector -> compare(vector, Completions.AS_CAPTURED));
        }
        tell("vectors as they are");
        assertThat(unexplained).isEmpty();
        assertThat(alike).isGreaterThan(1_000);
    }

    /// Most vectors are SYNs alone, which say nothing in the fleet: once more as if each client had proved real.
    @Test
    void everyVectorDoesSoWhenItsSynsAreCompleted() {
        for (String group : GROUPS) Vector.group(group).forEach(vector -> compare(vector, Completions.ALWAYS));
        tell("vectors, every SYN completed");
        assertThat(unexplained).isEmpty();
        assertThat(alike).isGreaterThan(4_000);
    }

    private void compare(Vector vector, Completions completions) {
        compare(vector.group() + "/" + vector.name(), vector.capture(), vector.database(), completions);
    }

    @Test
    @Needs(Need.CORPUS)
    void everyCaptureOfTheCorpusDoesToo() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.shared().orElseThrow().resolve("corpus"), 2)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".pcap"))
                    .sorted()
                    .toList()) {
                byte[] octets = Files.readAllBytes(file);
                if (octets.length > 24 && isClassic(octets)) {
                    compare(
                            file.getFileName().toString(),
                            whole(Capture.of(octets)),
                            Vector.referenceDatabase(),
                            Completions.AS_CAPTURED);
                }
            }
        }
        tell("corpus");
        assertThat(unexplained).isEmpty();
    }

    /// Some captures end in the middle of a frame.
    private static Capture whole(Capture capture) {
        var frames = capture.frames().stream()
                .filter(frame -> frame.captured() >= 0
                        && (long) frame.offset() + frame.captured()
                                <= capture.octets().byteSize())
                .toList();
        return new Capture(capture.linkType(), capture.order(), capture.octets(), frames);
    }

    private static boolean isClassic(byte[] octets) {
        int first = octets[0] & 0xFF;
        int last = octets[3] & 0xFF;
        return first == 0xD4 || first == 0x4D || (first == 0xA1 && (last == 0xD4 || last == 0x4D));
    }

    private void compare(String name, Capture capture, SignatureDatabase database, Completions completions) {
        CaptureRun.of(capture, database, completions, folder).ifPresent(run -> compare(name, run));
    }

    private void compare(String name, CaptureRun run) {
        var touched = Touched.by(run);
        var all = Stream.concat(run.answers().keySet().stream(), run.states().keySet().stream())
                .distinct()
                .toList();
        for (IpAddress host : all) {
            hosts++;
            var differing = differing(run.answers().get(host), run.states().get(host));
            if (differing.isEmpty()) {
                alike++;
                continue;
            }
            explain(name + " " + host.text(), differing, touched.rulesOf(host));
        }
    }

    private void explain(String host, Map<String, String> differing, Set<Rule> rules) {
        for (var field : differing.entrySet()) {
            var rule =
                    rules.stream().filter(each -> each.explains(field.getKey())).findFirst();
            if (rule.isPresent()) {
                applied.computeIfAbsent(rule.get(), _ -> new TreeMap<>()).merge(field.getKey(), 1, Integer::sum);
            } else {
                unexplained.add(host + ": " + field.getKey() + " " + field.getValue() + ", rules " + rules);
            }
        }
    }

    private static Map<String, String> differing(@Nullable P0fAnswer strict, @Nullable HostState fleet) {
        if (strict == null || fleet == null) {
            return Map.of("known", (strict != null) + " by p0f, " + (fleet != null) + " by the fleet");
        }
        var differing = new LinkedHashMap<String, String>();
        put(differing, "first", strict.firstSeenSeconds(), (int) (fleet.firstMicros() / 1_000_000));
        put(differing, "last", strict.lastSeenSeconds(), (int) (fleet.lastMicros() / 1_000_000));
        put(differing, "connections", strict.connections(), (int) fleet.connections());
        put(
                differing,
                "uptime",
                strict.uptimeMinutes(),
                fleet.uptime().map(up -> (int) up.minutes()).orElse(0));
        put(differing, "nat", strict.lastNatSeconds(), (int) (fleet.natMicros().orElse(0) / 1_000_000));
        put(differing, "change", strict.lastChangeSeconds(), (int)
                (fleet.changeMicros().orElse(0) / 1_000_000));
        put(differing, "distance", strict.distance(), fleet.distance().orElse(P0fAnswer.DISTANCE_UNKNOWN));
        put(differing, "honesty", strict.badSoftware(), fleet.honesty().ordinal());
        put(
                differing,
                "system",
                strict.osName() + " " + strict.osFlavor() + " " + strict.osMatchQuality(),
                system(fleet));
        put(differing, "software", strict.httpName() + " " + strict.httpFlavor(), software(fleet));
        put(differing, "link", strict.linkType(), fleet.link().orElse(""));
        put(differing, "language", strict.language(), fleet.language().orElse(""));
        return differing;
    }

    private static String system(HostState fleet) {
        return fleet.system().map(DifferentialTest::system).orElse("  0");
    }

    private static String system(SeenSystem seen) {
        return seen.label().name() + " " + seen.label().flavor() + " " + seen.p0fQuality();
    }

    private static String software(HostState fleet) {
        return fleet.software().map(DifferentialTest::software).orElse(" ");
    }

    private static String software(SeenSoftware seen) {
        return seen.name() + " " + seen.flavor();
    }

    private static void put(Map<String, String> differing, String field, Object strict, Object fleet) {
        if (!Objects.equals(strict, fleet)) differing.put(field, strict + " by p0f, " + fleet + " by the fleet");
    }

    @SuppressWarnings("SystemOut") // the report is what the test is for
    private void tell(String what) {
        System.out.println(
                what + ": " + hosts + " hosts, " + alike + " alike in every field; rules applied, by field:");
        applied.forEach((rule, fields) -> System.out.println("  " + rule.text() + " " + fields));
        unexplained.stream().limit(40).forEach(System.out::println);
    }
}
