package dev.synoptic.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Hostile input for parsers: committed seeds, damaged again and again (`docs/p0f.md`, fuzzing).
///
/// A parser learns most from input that is nearly right, so every value begins as a seed. What ever broke something is
/// added to the seeds.
public record Mutation(List<byte[]> seeds) {

    private static final int STEPS_MAX = 8;
    private static final int SLICE_MAX = 64;
    private static final byte[] EDGES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFF, '\n', ':', ','};

    /// The files of a folder of test resources, such as `/fuzz/http`, each a seed.
    public static Mutation ofFolder(Class<?> test, String folder) {
        try {
            URI found = Objects.requireNonNull(test.getResource(folder), folder).toURI();
            if (!"jar".equals(found.getScheme())) return ofFiles(Path.of(found));
            try (var jar = FileSystems.newFileSystem(found, Map.of())) {
                return ofFiles(jar.getPath(folder));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Mutation ofFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new Mutation(files.sorted().map(Mutation::read).toList());
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A seed after none to eight steps of damage.
    public byte[] next(RandomGenerator random) {
        byte[] octets = seed(random);
        for (int steps = random.nextInt(STEPS_MAX + 1); steps > 0; steps--) octets = damaged(octets, random);
        return octets;
    }

    private byte[] seed(RandomGenerator random) {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private byte[] damaged(byte[] octets, RandomGenerator random) {
        int at = octets.length == 0 ? 0 : random.nextInt(octets.length);
        int to = Math.min(octets.length, at + random.nextInt(SLICE_MAX));
        return switch (random.nextInt(7)) {
            case 0 -> changed(octets, at, (byte) random.nextInt());
            case 1 -> changed(octets, at, EDGES[random.nextInt(EDGES.length)]);
            case 2 -> changed(octets, at, octets.length == 0 ? 0 : (byte) (octets[at] ^ 1 << random.nextInt(8)));
            case 3 -> Arrays.copyOf(octets, at);
            case 4 -> joined(octets, 0, at, octets, to, octets.length); // a piece is missing
            case 5 -> joined(octets, 0, to, octets, at, octets.length); // a piece comes twice
            default -> {
                byte[] other = seed(random);
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                yield joined(octets, 0, at, other, from, other.length);
            }
        };
    }

    private static byte[] changed(byte[] octets, int at, byte value) {
        if (octets.length > 0) octets[at] = value;
        return octets;
    }

    private static byte[] joined(byte[] first, int from, int to, byte[] second, int from2, int to2) {
        var both = new ByteArrayOutputStream(to - from + to2 - from2);
        both.write(first, from, to - from);
        both.write(second, from2, to2 - from2);
        return both.toByteArray();
    }

    /// The octets cut into pieces of any length, in order; some may be empty.
    public static List<byte[]> pieces(byte[] octets, RandomGenerator random) {
        int[] cuts =
                random.ints(random.nextInt(6), 0, octets.length + 1).sorted().toArray();
        int count = cuts.length;
        return Stream.iterate(0, i -> i <= count, i -> i + 1)
                .map(i -> Arrays.copyOfRange(octets, i == 0 ? 0 : cuts[i - 1], i == count ? octets.length : cuts[i]))
                .toList();
    }
}
