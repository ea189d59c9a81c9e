package dev.synoptic.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every rule of p0f's behaviour can be found by its number: in the code that follows it, or in a test of it.
class RuleNumbersTest {

    private static final Pattern NUMBERS = Pattern.compile("\\b([A-Z]+)-([0-9]+)(?: to \\1-([0-9]+))?\\b");
    private static final Set<String> FOUND = new HashSet<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> modules = Files.list(Repository.root())) {
            for (Path module : modules.map(each -> each.resolve("src")).toList()) {
                if (Files.isDirectory(module)) readSources(module);
            }
        }
    }

    private static void readSources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("RuleNumbersTest.java"))
                    .forEach(RuleNumbersTest::readSource);
        }
    }

    private static void readSource(Path file) {
        try {
            NUMBERS.matcher(Files.readString(file)).results().forEach(result -> FOUND.addAll(numbers(result)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// `TCP-2 to TCP-5` names four.
    private static List<String> numbers(MatchResult result) {
        int first = Integer.parseInt(result.group(2));
        int last = result.group(3) == null ? first : Integer.parseInt(result.group(3));
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> result.group(1) + "-" + number)
                .toList();
    }

    private static List<String> rules() throws IOException {
        try (var list = RuleNumbersTest.class.getResourceAsStream("/p0f-rules.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void everyRuleStandsWhereItIsFollowedOrTested() throws IOException {
        assertThat(rules()).hasSize(152);
        assertThat(FOUND).containsAll(rules());
    }
}
