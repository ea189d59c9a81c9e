package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Event time is a field: what was captured long ago, or is dated tomorrow, is neither expired nor refused.
class OtherYearsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"MX1, 2012", "MX1, 2030", "MX2, 2012", "MX2, 2030"})
    void theTableIsThatOfTheDayItself(MailHost host, int year) throws Exception {
        MailHost.Input input = Redating.to(year, host.unpack(folder));
        try (var fleet = Fleet.of(folder.resolve("fleet"), input)) {
            fleet.play(input);
            assertThat(fleet.table()).isEqualTo(host.expected());
        }
    }
}
