package dev.synoptic.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Repository;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The benchmark of a day, made short: its sums must equal the truth at any size.
class FleetDayTest {

    @TempDir
    Path folder;

    @Test
    void everySumEqualsTheTruth() throws Exception {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        boolean equal =
                new FleetDay(folder, out).run(3, 2_000, Repository.root().resolve("p0f.fp"));
        assertThat(equal).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
    }
}
