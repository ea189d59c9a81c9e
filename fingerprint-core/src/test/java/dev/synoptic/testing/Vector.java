package dev.synoptic.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/// A conformance vector: a capture, and what p0f 3.09b makes of it.
///
/// @param group its folder, such as `tcp`
/// @param name  such as `fuzzy`
/// @param files its files by what follows the name: `.pcap`, `.p0f.log`, `.args`, `.fp`, `.api`
public record Vector(String group, String name, Map<String, byte[]> files) {

    /// The vectors of one group, in the order of their names.
    public static Stream<Vector> group(String group) {
        var vectors = new TreeMap<String, Map<String, byte[]>>();
        try (var zip = new ZipInputStream(resource("/conformance/" + group + ".zip"))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                int dot = entry.getName().indexOf('.');
                vectors.computeIfAbsent(entry.getName().substring(0, dot), _ -> new TreeMap<>())
                        .put(entry.getName().substring(dot), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("vectors " + group, e);
        }
        return vectors.entrySet().stream().map(e -> new Vector(group, e.getKey(), e.getValue()));
    }

    /// The capture, a classic pcap file.
    public Capture capture() {
        return Capture.of(files.getOrDefault(".pcap", new byte[0]));
    }

    /// The log that p0f writes, time zone UTC.
    public String log() {
        return text(".p0f.log").orElse("");
    }

    /// The lines of [#log].
    public List<String> logLines() {
        return log().lines().toList();
    }

    /// Extra arguments of p0f's run.
    public List<String> args() {
        return text(".args").map(text -> text.lines().toList()).orElse(List.of());
    }

    /// The vector's own signature file, where it has one.
    public Optional<String> signatures() {
        return text(".fp");
    }

    /// The database it was run with: its own, or that of p0f 3.09b.
    public SignatureDatabase database() {
        return signatures().map(own -> parse(name + ".fp", own)).orElseGet(Vector::referenceDatabase);
    }

    /// The signatures of p0f 3.09b.
    public static SignatureDatabase referenceDatabase() {
        return Reference.DATABASE;
    }

    /// Read once, on first need.
    private static final class Reference {
        private static final SignatureDatabase DATABASE = parse("p0f-3.09b.fp", referenceSignatures());
    }

    /// The same as text; characters are octets.
    public static String referenceSignatures() {
        try (var file = resource("/signatures/p0f-3.09b.fp")) {
            return new String(file.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> text(String suffix) {
        return Optional.ofNullable(files.get(suffix)).map(octets -> new String(octets, ISO_8859_1));
    }

    private static SignatureDatabase parse(String file, String text) {
        try {
            return SignatureDatabase.parse(file, text);
        } catch (SignatureFileException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static InputStream resource(String name) {
        var stream = Vector.class.getResourceAsStream(name);
        if (stream == null) throw new IllegalStateException("no test resource " + name);
        return stream;
    }

    @Override
    public String toString() {
        return group + "/" + name;
    }
}
