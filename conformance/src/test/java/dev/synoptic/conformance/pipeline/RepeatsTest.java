package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.CaptureInput;
import dev.synoptic.agent.LogInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read twice counts once, and which file is read first does not matter.
class RepeatsTest {

    @TempDir
    Path folder;

    @Test
    void filesReadAgainChangeNothing() throws Exception {
        MailHost.Input input = MailHost.MX1.unpack(folder);
        try (var fleet = Fleet.of(folder.resolve("fleet"), input)) {
            fleet.play(input);
            List<TableRow> once = fleet.table();
            fleet.play(input);
            assertThat(once).isEqualTo(MailHost.MX1.expected());
            fleet.awaitThrough();
            assertThat(fleet.freshTable()).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void filesMayBeReadInAnyOrder(long seed) throws Exception {
        MailHost.Input input = MailHost.MX1.unpack(folder);
        try (var fleet = Fleet.of(folder.resolve("fleet"), input)) {
            List<Reading> readings = new ArrayList<>();
            for (CaptureInput capture : input.captureInputs()) readings.add(new Reading(List.of(capture), List.of()));
            readings.add(new Reading(List.of(), List.of(input.logInput())));
            readings.addAll(List.copyOf(readings)); // and each of them twice
            Collections.shuffle(readings, new Random(seed));
            for (Reading reading : readings) fleet.play(reading.captures(), reading.logs());
            fleet.awaitThrough();
            assertThat(fleet.freshTable())
                    .as("seed %d, order %s", seed, readings)
                    .isEqualTo(MailHost.MX1.expected());
        }
    }

    private record Reading(List<CaptureInput> captures, List<LogInput> logs) {}
}
