package dev.synoptic.standalone.export;

import static dev.synoptic.standalone.export.ExportSample.ALL;
import static dev.synoptic.standalone.export.ExportSample.EVERYBODY;
import static dev.synoptic.standalone.export.ExportSample.JOINED;
import static dev.synoptic.standalone.export.ExportSample.SOURCE;
import static dev.synoptic.standalone.export.ExportSample.VERDICTS;
import static dev.synoptic.standalone.export.ExportSample.fieldNames;
import static dev.synoptic.standalone.export.ExportSample.json;
import static dev.synoptic.standalone.export.ExportSample.open;
import static dev.synoptic.standalone.export.ExportSample.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.release.CryptoPan;
import dev.synoptic.verdict.release.LaplaceNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of verdicts of a real mail server, for each of those who may have them (`mail.md` P5, P6).
class ExportTest {

    @TempDir
    Path folder;

    @Test
    void theOperatorGetsEveryVerdictWithEverything() throws IOException {
        InternalExport.write(SOURCE, ALL, open(folder, ExportFormat.JSONL));

        List<JsonNode> rows = json(read(folder, "verdicts.jsonl"));
        assertThat(rows).hasSameSizeAs(JOINED);
        for (int i = 0; i < rows.size(); i++) {
            Verdict verdict = VERDICTS.get(i);
            assertThat(rows.get(i).at("/event_id").asText()).isEqualTo(verdict.eventId());
            assertThat(rows.get(i).at("/client").asText())
                    .isEqualTo(verdict.client().text());
            assertThat(rows.get(i).at("/helo").asText())
                    .isEqualTo(verdict.helo().orElse(""));
            assertThat(rows.get(i).at("/decided").asText()).isEqualTo(Field.moment(verdict.micros()));
            assertThat(rows.get(i).at("/repeat").asInt()).isEqualTo(verdict.repeat());
        }
    }

    @Test
    void theScoreOfAContentFilterIsANumberForTheOperator_V30() throws IOException {
        var scored = VERDICTS.getFirst().scored(new ContentScore(-1.5, OptionalDouble.of(15)));
        var joined = new JoinedVerdict(scored, 0, How.NONE, Optional.empty(), Optional.of(UnknownCause.NO_SYN));
        InternalExport.write(each -> each.accept(joined), ALL, open(folder, ExportFormat.JSONL));

        assertThat(json(read(folder, "verdicts.jsonl"))).singleElement().satisfies(row -> {
            assertThat(row.at("/score").doubleValue()).isEqualTo(-1.5);
            assertThat(row.at("/score_limit").doubleValue()).isEqualTo(15);
        });
    }

    @Test
    void theOperatorGetsWhatBecameOfMessagesByTheirQueueIds_V5() throws IOException {
        var bounced = new Delivery("agent", "mx", "mx1", "4jWKbC1ChmzLhWh", 1_500_000, Delivery.Outcome.BOUNCED);
        var later = new Delivery("agent", "mx", "mx1", "4jWKbC1ChmzLhWh", 2_500_000, Delivery.Outcome.EXPIRED);
        DeliveryExport.write(
                each -> List.of(bounced, later).forEach(each),
                new Period(0, 2_000_000),
                open(folder, ExportFormat.JSONL));

        assertThat(json(read(folder, "deliveries.jsonl"))).singleElement().satisfies(row -> {
            assertThat(row.at("/host").asText()).isEqualTo("mx1");
            assertThat(row.at("/queue_id").asText()).isEqualTo("4jWKbC1ChmzLhWh");
            assertThat(row.at("/logged").asText()).isEqualTo("1970-01-01T00:00:01.500Z");
            assertThat(row.at("/delivery").asText()).isEqualTo("bounced");
        });
    }

    /// `mail.md` P5: no address, name, domain, port, moment or machine of anybody.
    @Test
    void researchGetsEveryVerdictAndNobodysName() throws IOException {
        var names = new CryptoPan(new byte[CryptoPan.KEY_OCTETS]);
        Set<String> folded = new ResearchExport(SOURCE, ALL, EVERYBODY, names).write(open(folder, ExportFormat.JSONL));

        String text = read(folder, "verdicts.jsonl");
        List<JsonNode> rows = json(text);
        assertThat(rows).hasSameSizeAs(JOINED);
        assertThat(folded).contains("Amiga 9").doesNotContain("Linux 9");
        assertThat(text).doesNotContain("Amiga").contains("\"os\":\"Other\"");
        Set<String> told = rows.stream().map(row -> row.at("/client").asText()).collect(Collectors.toSet());
        for (int i = 0; i < rows.size(); i++) {
            Verdict verdict = VERDICTS.get(i);
            assertThat(rows.get(i).at("/client").asText())
                    .isEqualTo(names.of(verdict.client()).text());
            assertThat(rows.get(i).at("/hour").asText()).endsWith(":00:00Z");
            assertThat(rows.get(i).at("/outcome").asText())
                    .isEqualToIgnoringCase(verdict.outcome().name());
            for (String secret : secrets(verdict))
                assertThat(rows.get(i).toString()).doesNotContain(secret);
        }
        assertThat(told)
                .hasSize((int) VERDICTS.stream().map(Verdict::client).distinct().count());
        rows.forEach(row -> assertThat(fieldNames(row))
                .isSubsetOf(
                        "hour",
                        "client",
                        "os",
                        "flavor",
                        "unknown",
                        "site",
                        "unit",
                        "outcome",
                        "stage",
                        "code",
                        "reason",
                        "tls",
                        "via",
                        "repeat",
                        "joined",
                        "shared_address",
                        "signatures"));
    }

    private static List<String> secrets(Verdict verdict) {
        List<String> secrets = new ArrayList<>(List.of(verdict.eventId(), verdict.sessionId()));
        verdict.helo().filter(helo -> helo.length() > 4).ifPresent(secrets::add);
        verdict.queueId().ifPresent(secrets::add);
        verdict.senderDomain().filter(domain -> domain.length() > 4).ifPresent(secrets::add);
        return secrets;
    }

    @Test
    void ownAndNamedNetworksAreInNoRelease() throws IOException {
        IpAddress own = VERDICTS.getFirst().client();
        Network named =
                Network.parse(VERDICTS.getLast().client().text() + "/32").orElseThrow();
        var releases = new Releases(Set.of(own), List.of(named));
        var export = new ResearchExport(SOURCE, ALL, releases, new CryptoPan(new byte[CryptoPan.KEY_OCTETS]));
        export.write(open(folder, ExportFormat.CSV));

        long gone = VERDICTS.stream()
                .filter(verdict -> verdict.client().equals(own) || named.contains(verdict.client()))
                .count();
        assertThat(export.leftOut()).isEqualTo(gone).isPositive();
        assertThat(read(folder, "verdicts.csv")).hasLineCount(1 + VERDICTS.size() - (int) gone);
    }

    @Test
    void aPeriodHoldsItsVerdictsAlone() throws IOException {
        long middle = VERDICTS.get(VERDICTS.size() / 2).micros();
        InternalExport.write(SOURCE, new Period(middle, middle + 60_000_000), open(folder, ExportFormat.CSV));

        assertThat(read(folder, "verdicts.csv").lines().skip(1))
                .hasSize((int) VERDICTS.stream()
                        .filter(verdict -> verdict.micros() >= middle && verdict.micros() < middle + 60_000_000)
                        .count())
                .isNotEmpty();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("x"), "");

        assertThatThrownBy(() -> open(folder, ExportFormat.CSV))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("not empty, expected a folder that is empty or not there yet");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> ExportFolder.create(file, ExportFormat.CSV))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("a file, expected a folder");
    }

    @Test
    void besideTheFilesStandsWhatTheyAre() throws IOException {
        ExportFolder written = open(folder, ExportFormat.CSV);
        new PublicExport(SOURCE, ALL, EVERYBODY, Optional.empty()).write(written);
        Manifest.write(
                written,
                Profile.PUBLIC,
                new Period(0, 1),
                Optional.of("yearly report"),
                Optional.of(new LaplaceNoise(0.5, new Random(1))),
                Map.of("rows folded", 3L));

        JsonNode manifest = new ObjectMapper().readTree(read(folder, Manifest.NAME));
        assertThat(manifest.at("/profile").asText()).isEqualTo("public");
        assertThat(manifest.at("/from").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(manifest.at("/reason").asText()).isEqualTo("yearly report");
        assertThat(manifest.at("/noise/scale").asDouble()).isEqualTo(2);
        assertThat(manifest.at("/noise/epsilon").asDouble()).isEqualTo(0.5);
        assertThat(manifest.at("/leftOut/rows folded").asInt()).isEqualTo(3);
        assertThat(manifest.at("/files/0/name").asText()).isEqualTo("ratios.csv");
        assertThat(manifest.at("/files/0/rows").asInt())
                .isEqualTo(read(folder, "ratios.csv").lines().skip(1).toList().size());
        assertThat(manifest.at("/files/0/columns/0/type").asText()).isEqualTo("moment");
        assertThat(manifest.at("/readThis").asText()).contains("The label is a label");
    }
}
