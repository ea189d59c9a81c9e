package dev.synoptic.standalone.export;

import static dev.synoptic.standalone.export.ExportSample.ALL;
import static dev.synoptic.standalone.export.ExportSample.EVERYBODY;
import static dev.synoptic.standalone.export.ExportSample.JOINED;
import static dev.synoptic.standalone.export.ExportSample.SOURCE;
import static dev.synoptic.standalone.export.ExportSample.VERDICTS;
import static dev.synoptic.standalone.export.ExportSample.fieldNames;
import static dev.synoptic.standalone.export.ExportSample.json;
import static dev.synoptic.standalone.export.ExportSample.judged;
import static dev.synoptic.standalone.export.ExportSample.open;
import static dev.synoptic.standalone.export.ExportSample.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.ratio.Percent;
import dev.synoptic.verdict.release.LaplaceNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What everybody may have: sums in which nobody stands alone (`mail.md` P6).
class PublicExportTest {

    @TempDir
    Path folder;

    /// `mail.md` P6: the row of one network is not there, nor is it what is missing.
    @Test
    void theWorldGetsSumsInWhichNobodyStandsAlone() throws IOException {
        var export = new PublicExport(SOURCE, ALL, EVERYBODY, Optional.empty());
        export.write(open(folder, ExportFormat.JSONL));

        List<JsonNode> rows = json(read(folder, "ratios.jsonl"));
        assertThat(read(folder, "ratios.jsonl")).doesNotContain("Amiga");
        assertThat(rows).anySatisfy(row -> assertThat(row.at("/os").asText()).isEqualTo("Other"));
        assertThat(export.folded()).as("never one alone").isGreaterThanOrEqualTo(2);
        assertThat(rows).allSatisfy(row -> {
            assertThat(fieldNames(row))
                    .isSubsetOf(
                            "day",
                            "site",
                            "os",
                            "flavor",
                            "signatures",
                            "accepted",
                            "rejected",
                            "ratio",
                            "low",
                            "high");
            assertThat(row.at("/day").asText()).endsWith("T00:00:00Z");
        });
        assertThat(export.withheld()).isZero();
        assertThat(rows.stream()
                        .mapToLong(row -> row.at("/accepted").asLong()
                                + row.at("/rejected").asLong())
                        .sum())
                .isEqualTo(VERDICTS.stream().filter(ExportSample::isCounted).count());
    }

    /// `mail.md` P6: with noise no exact count is in the release, and none that it could be worked out from.
    @Test
    void noiseIsOnEveryCountAndNothingBesideTellsTheExactOnes() throws IOException {
        new PublicExport(SOURCE, ALL, EVERYBODY, Optional.empty()).write(open(folder, ExportFormat.JSONL));
        List<JsonNode> exact = json(read(folder, "ratios.jsonl"));
        ExportFolder other = ExportFolder.create(folder.resolve("noisy"), ExportFormat.JSONL);
        var noise = Optional.of(new LaplaceNoise(0.2, new Random(11)));
        new PublicExport(SOURCE, ALL, EVERYBODY, noise).write(other);
        Manifest.write(other, Profile.PUBLIC, ALL, Optional.empty(), noise, Map.of());
        String text = Files.readString(folder.resolve("noisy/ratios.jsonl"));
        List<JsonNode> noisy = json(text);

        assertThat(noisy).hasSameSizeAs(exact);
        var again = new LaplaceNoise(0.2, new Random(11));
        for (int i = 0; i < exact.size(); i++) {
            long accepted = again.on(exact.get(i).at("/accepted").asLong());
            long rejected = again.on(exact.get(i).at("/rejected").asLong());
            assertThat(noisy.get(i).at("/accepted").asLong()).isEqualTo(accepted);
            assertThat(noisy.get(i).at("/rejected").asLong()).isEqualTo(rejected);
            assertThat(noisy.get(i).at("/ratio").asText()).isEqualTo(Percent.ofRejected(accepted, rejected));
        }
        assertThat(sum(noisy)).isNotEqualTo(sum(exact));
        assertThat(Files.readString(folder.resolve("noisy").resolve(Manifest.NAME)))
                .doesNotContain(Long.toString(sum(exact)));
    }

    private static long sum(List<JsonNode> rows) {
        return rows.stream()
                .mapToLong(row ->
                        row.at("/accepted").asLong() + row.at("/rejected").asLong())
                .sum();
    }

    /// `mail.md` T5: what other signatures named is in rows of its own; what none judged is with the most.
    @Test
    void verdictsByOtherSignaturesAreNotAddedUp() throws IOException {
        List<Verdict> counted =
                VERDICTS.stream().filter(ExportSample::isCounted).toList();
        List<JoinedVerdict> mixed = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            mixed.add(
                    i % 5 == 0
                            ? new JoinedVerdict(
                                    counted.get(i), 0, How.NONE, Optional.empty(), Optional.of(UnknownCause.NO_SYN))
                            : new JoinedVerdict(
                                    counted.get(i),
                                    0,
                                    How.EXACT,
                                    Optional.of(judged("Linux", i % 5 == 1 ? "pf" : "p0f")),
                                    Optional.empty()));
        }
        new PublicExport(mixed::forEach, ALL, EVERYBODY, Optional.empty()).write(open(folder, ExportFormat.JSONL));

        List<JsonNode> rows = json(read(folder, "ratios.jsonl"));
        long byPf = mixed.stream()
                .filter(joined -> joined.partner()
                        .filter(partner -> "pf".equals(partner.databaseVersion()))
                        .isPresent())
                .count();
        assertThat(sum(by("pf", rows))).isEqualTo(byPf).isPositive();
        assertThat(sum(by("p0f", rows))).isEqualTo(counted.size() - byPf);
        assertThat(rows).hasSize(by("pf", rows).size() + by("p0f", rows).size());
    }

    private static List<JsonNode> by(String signatures, List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> row.at("/signatures").asText().equals(signatures))
                .toList();
    }

    @Test
    void aDayOfTooFewNetworksIsWithheld() throws IOException {
        var few = new PublicExport(
                each -> JOINED.stream()
                        .filter(joined -> joined.verdict()
                                .client()
                                .equals(VERDICTS.getFirst().client()))
                        .forEach(each),
                ALL,
                EVERYBODY,
                Optional.empty());
        few.write(open(folder, ExportFormat.CSV));

        assertThat(few.withheld()).isEqualTo(1);
        assertThat(read(folder, "ratios.csv")).hasLineCount(1);
    }
}
