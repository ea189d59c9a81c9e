package dev.synoptic.agent.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// V33: which log a file was cut off, by its name.
class GenerationNameTest {

    @ParameterizedTest
    @CsvSource({
        "maillog.1, maillog",
        "mail.log.0, mail.log",
        "mail.log.12.gz, mail.log",
        "mainlog.01, mainlog",
        "maillog-20261121, maillog",
        "maillog-20261121.xz, maillog",
        "maillog-20261121-1795189927.zst, maillog",
        "@400000006b0077a81d6f83cc.s, current",
        "@400000006b0077a81d6f83cc.u.bz2, current",
    })
    void theLogIsNamed(String file, String log) {
        assertThat(GenerationName.of(Path.of("/var/log", file)))
                .map(GenerationName::log)
                .contains(Path.of("/var/log", log));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maillog", "mail.log", "maillog.gz", "maillog.rfc3339.gz", "current", "haraka.log", ".1"})
    void aLogItselfIsNoGeneration(String file) {
        assertThat(GenerationName.of(Path.of(file))).isEmpty();
    }

    @Test
    void theOldestComesFirst() {
        assertThat(ordered("m.1", "m.10.gz", "m.2.gz")).containsExactly("m.10.gz", "m.2.gz", "m.1");
        assertThat(ordered("m-20270101", "m-20261231.gz")).containsExactly("m-20261231.gz", "m-20270101");
        assertThat(ordered("@400000006b0077a81d6f83cc.s", "@400000006a0077a81d6f83cc.s"))
                .containsExactly("@400000006a0077a81d6f83cc.s", "@400000006b0077a81d6f83cc.s");
    }

    private static List<String> ordered(String... files) {
        return Stream.of(files)
                .sorted((one, other) -> GenerationName.OLDEST_FIRST.compare(name(one), name(other)))
                .toList();
    }

    private static GenerationName name(String file) {
        return Optional.of(file).map(Path::of).flatMap(GenerationName::of).orElseThrow();
    }
}
