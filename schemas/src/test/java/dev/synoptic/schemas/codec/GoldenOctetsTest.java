package dev.synoptic.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Octets of each schema version, kept for ever: what was once written must stay readable.
///
/// A version is a folder `golden/NAME/FINGERPRINT` with `schema.avsc`, and for each sample its octets in hex
/// and what Avro's own decoder makes of them, as JSON to be read by people. `-Dgolden.record=true` adds the
/// folder of the version at work; folders of older versions are never changed.
class GoldenOctetsTest {

    private static final int SAMPLES = 6;
    private static final HexFormat HEX = HexFormat.of();
    private static final Path FOLDER = Repository.root().resolve("schemas/src/test/resources/golden");

    @TestFactory
    Stream<DynamicTest> theVersionAtWorkWritesItsGoldenOctets() {
        return CodecTest.kinds().map(kind -> DynamicTest.dynamicTest(kind.toString(), () -> writes(kind)));
    }

    private static <T> void writes(CodecTest.Kind<T> kind) throws IOException {
        var folder = folder(kind);
        if (Boolean.getBoolean("golden.record")) record(kind, folder);
        assertThat(folder).as("-Dgolden.record=true records a new version").isDirectory();
        for (int sample = 0; sample < SAMPLES; sample++) {
            T value = kind.grow(sample);
            String octets = HEX.formatHex(kind.codec().encode(value));
            assertThat(octets).isEqualTo(read(folder, sample, ".hex"));
            assertThat(json(kind, HEX.parseHex(octets))).isEqualTo(read(folder, sample, ".json"));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyVersionEverWrittenReadsBack() {
        return CodecTest.kinds()
                .flatMap(kind -> versions(kind)
                        .map(version -> DynamicTest.dynamicTest(
                                kind + " " + version.getFileName(), () -> readsBack(kind, version))));
    }

    private static <T> void readsBack(CodecTest.Kind<T> kind, Path version) throws IOException {
        var schema = new Schema.Parser().parse(version.resolve("schema.avsc").toFile());
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        assertThat(HEX.toHexDigits(fingerprint)).isEqualTo(String.valueOf(version.getFileName()));
        var codec = kind.codec().reading(wanted -> wanted == fingerprint ? Optional.of(schema) : Optional.empty());
        for (int sample = 0; sample < SAMPLES; sample++) {
            byte[] octets = HEX.parseHex(read(version, sample, ".hex"));
            assertThat(Codec.fingerprintOf(octets)).isEqualTo(fingerprint);
            assertThat(codec.decode(octets)).isNotNull();
        }
    }

    private static Stream<Path> versions(CodecTest.Kind<?> kind) {
        try (var folders = Files.list(folder(kind).resolveSibling(""))) {
            return folders.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(CodecTest.Kind<?> kind) {
        return FOLDER.resolve(kind.toString())
                .resolve(HEX.toHexDigits(kind.codec().fingerprint()));
    }

    private static String read(Path folder, int sample, String suffix) throws IOException {
        return Files.readString(folder.resolve(sample + suffix)).strip();
    }

    private static <T> void record(CodecTest.Kind<T> kind, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("schema.avsc"),
                SchemaFormatter.format("json/pretty", kind.codec().schema()) + "\n");
        for (int sample : IntStream.range(0, SAMPLES).toArray()) {
            byte[] octets = kind.codec().encode(kind.grow(sample));
            Files.writeString(folder.resolve(sample + ".hex"), HEX.formatHex(octets) + "\n");
            Files.writeString(folder.resolve(sample + ".json"), json(kind, octets) + "\n");
        }
    }

    private static String json(CodecTest.Kind<?> kind, byte[] octets) throws IOException {
        var decoder = new BinaryMessageDecoder<SpecificRecord>(
                new SpecificData(), kind.codec().schema());
        return decoder.decode(octets).toString();
    }
}
