package dev.synoptic.standalone.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.score.ScoredLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviousFileTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("points.json"), text);
    }

    @Test
    void pointsComeWithTheMomentThatTheyWereLearntTo() throws IOException {
        var read = PreviousFile.read(file("""
                {"site": "mx", "learntTo": "1970-01-02T00:00:00Z", "signatures": "db", "scores": [
                  {"level": "os", "os": "Linux", "flavor": "", "line": null, "points": -0.50},
                  {"level": "signature", "os": "Linux", "flavor": "3.x", "line": 7, "points": 1.25}
                ]}"""), "mx");

        assertThat(read.learntToMicros()).hasValue(86_400_000_000L);
        assertThat(read.points())
                .isEqualTo(Map.of(
                        new ScoredLabel(new OsName("Linux", ""), OptionalInt.empty(), ""),
                        -0.5,
                        new ScoredLabel(new OsName("Linux", "3.x"), OptionalInt.of(7), "db"),
                        1.25));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                                                          | cannot be read as JSON
                    {"site": "mx"}                                             | scores: missing
                    []                                                         | scores: missing
                    {"site": "other", "scores": []}                            | site: found "other", expected "mx"
                    {"site": "mx", "scores": [{"os": "Linux"}]}                | scores[0].points: found , expected a number from -2.5 to 2.5
                    {"site": "mx", "scores": [{"os": "Linux", "points": "1"}]} | scores[0].points: found "1", expected a number
                    {"site": "mx", "scores": [{"os": "Linux", "points": 99}]}  | scores[0].points: found 99, expected a number
                    {"site": "mx", "scores": [], "learntTo": "yesterday"}      | learntTo: found "yesterday", expected a day
                    """)
    void whatIsNotSuchAFileIsRefusedByPlace(String text, String told) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> PreviousFile.read(file, "mx"))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(told);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path none = folder.resolve("none.json");

        assertThatThrownBy(() -> PreviousFile.read(none, "mx"))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(none.toString());
    }
}
