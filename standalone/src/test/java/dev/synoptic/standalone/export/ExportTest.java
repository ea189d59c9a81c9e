package dev.synoptic.standalone.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.flow.Origin;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import dev.synoptic.signature.Label;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.ratio.Percent;
import dev.synoptic.verdict.release.CryptoPan;
import dev.synoptic.verdict.release.LaplaceNoise;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files of verdicts of a real mail server, for each of those who may have them (`mail.md` P5, P6).
class ExportTest {

    private static final Period ALL = new Period(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Releases EVERYBODY = new Releases(Set.of(), List.of());
    private static final List<Verdict> VERDICTS =
            MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz").verdicts();
    /// The network of somebody who can be told by his system.
    private static final long ODD = VERDICTS.stream()
            .filter(ExportTest::isCounted)
            .mapToLong(verdict -> verdict.client().low() >>> 8)
            .filter(network -> network % 7 != 0)
            .findFirst()
            .orElseThrow();

    private static final List<JoinedVerdict> JOINED =
            VERDICTS.stream().map(ExportTest::joined).toList();
    private static final Source SOURCE = JOINED::forEach;

    @TempDir
    Path folder;

    /// By the address: most are Linux, some Windows, and one network alone sends from an Amiga.
    private static JoinedVerdict joined(Verdict verdict) {
        long network = verdict.client().low() >>> 8;
        String family = network % 3 == 0 ? "Windows" : "Linux";
        if (network == ODD) family = "Amiga";
        return network % 7 == 0
                ? new JoinedVerdict(verdict, 0, How.NONE, Optional.empty(), Optional.of(UnknownCause.NO_SYN))
                : new JoinedVerdict(verdict, 0, How.EXACT, Optional.of(judged(family, "db")), Optional.empty());
    }

    private static Partner judged(String family, String signatures) {
        return new Partner(
                new Origin("agent", "mx1", "instance", 1),
                Optional.of(new Label(false, Optional.of("unix"), family, "9")),
                Optional.empty(),
                OptionalInt.of(7),
                11,
                Optional.of("DSL"),
                0,
                signatures,
                "4:64:0:1452:*,0:mss:df:0",
                Optional.empty());
    }

    private ExportFolder open(ExportFormat format) throws IOException {
        return ExportFolder.create(folder.resolve("out"), format);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    @Test
    void theOperatorGetsEveryVerdictWithEverything() throws IOException {
        InternalExport.write(SOURCE, ALL, open(ExportFormat.JSONL));

        List<JsonNode> rows = json(read("verdicts.jsonl"));
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

    /// `mail.md` P5: no address, name, domain, port, moment or machine of anybody.
    @Test
    void researchGetsEveryVerdictAndNobodysName() throws IOException {
        var names = new CryptoPan(new byte[CryptoPan.KEY_OCTETS]);
        Set<String> folded = new ResearchExport(SOURCE, ALL, EVERYBODY, names).write(open(ExportFormat.JSONL));

        String text = read("verdicts.jsonl");
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
        export.write(open(ExportFormat.CSV));

        long gone = VERDICTS.stream()
                .filter(verdict -> verdict.client().equals(own) || named.contains(verdict.client()))
                .count();
        assertThat(export.leftOut()).isEqualTo(gone).isPositive();
        assertThat(read("verdicts.csv")).hasLineCount(1 + VERDICTS.size() - (int) gone);
    }

    /// `mail.md` P6: the row of one network is not there, nor is it what is missing.
    @Test
    void theWorldGetsSumsInWhichNobodyStandsAlone() throws IOException {
        var export = new PublicExport(SOURCE, ALL, EVERYBODY, Optional.empty());
        export.write(open(ExportFormat.JSONL));

        List<JsonNode> rows = json(read("ratios.jsonl"));
        assertThat(read("ratios.jsonl")).doesNotContain("Amiga");
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
                .isEqualTo(VERDICTS.stream().filter(ExportTest::isCounted).count());
    }

    /// `mail.md` P6: with noise no exact count is in the release, and none that it could be worked out from.
    @Test
    void noiseIsOnEveryCountAndNothingBesideTellsTheExactOnes() throws IOException {
        new PublicExport(SOURCE, ALL, EVERYBODY, Optional.empty()).write(open(ExportFormat.JSONL));
        List<JsonNode> exact = json(read("ratios.jsonl"));
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
        List<Verdict> counted = VERDICTS.stream().filter(ExportTest::isCounted).toList();
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
        new PublicExport(mixed::forEach, ALL, EVERYBODY, Optional.empty()).write(open(ExportFormat.JSONL));

        List<JsonNode> rows = json(read("ratios.jsonl"));
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

    private static boolean isCounted(Verdict verdict) {
        return (verdict.outcome() == Verdict.Outcome.ACCEPTED || verdict.outcome() == Verdict.Outcome.REJECTED)
                && verdict.stage() != Verdict.Stage.AUTH;
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
        few.write(open(ExportFormat.CSV));

        assertThat(few.withheld()).isEqualTo(1);
        assertThat(read("ratios.csv")).hasLineCount(1);
    }

    /// One export in every format says the same.
    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void everyFormatHoldsTheSameRowsWithTheirTypes(ExportFormat format) throws Exception {
        InternalExport.write(SOURCE, ALL, open(format));

        Path file = folder.resolve("out/verdicts." + format);
        List<String> found = switch (format) {
            case PARQUET -> parquet(file);
            case AVRO -> avro(file);
            case CSV -> csv(file);
            case JSONL ->
                json(Files.readString(file)).stream()
                        .map(row -> row.at("/event_id").asText() + " "
                                + row.at("/decided").asText() + " "
                                + row.at("/tls").asBoolean() + " "
                                + row.path("size_octets").asText("null"))
                        .toList();
        };
        assertThat(found)
                .containsExactlyElementsOf(VERDICTS.stream()
                        .map(verdict -> verdict.eventId() + " " + Field.moment(verdict.micros()) + " " + verdict.tls()
                                + " "
                                + (verdict.sizeOctets().isPresent()
                                        ? Long.toString(verdict.sizeOctets().getAsLong())
                                        : "null"))
                        .toList());
        try (var left = Files.list(folder.resolve("out"))) {
            assertThat(left).as("nothing unfinished").containsExactly(file);
        }
        assertThat(Files.getPosixFilePermissions(file))
                .as("for nobody else")
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static List<String> parquet(Path file) throws Exception {
        List<String> found = new ArrayList<>();
        try (var database = DriverManager.getConnection("jdbc:duckdb:");
                var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "SELECT event_id, epoch_us(decided), tls, size_octets, typeof(decided) FROM '" + file + "'")) {
            while (rows.next()) {
                assertThat(rows.getString(5)).isEqualTo("TIMESTAMP WITH TIME ZONE");
                found.add(rows.getString(1) + " " + Field.moment(rows.getLong(2)) + " " + rows.getBoolean(3) + " "
                        + rows.getString(4));
            }
        }
        return found;
    }

    private static List<String> avro(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        try (var rows = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
            rows.forEach(row -> found.add(row.get("event_id") + " " + Field.moment((long) row.get("decided")) + " "
                    + row.get("tls") + " " + row.get("size_octets")));
        }
        return found;
    }

    private static List<String> csv(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = List.of(lines.getFirst().split(","));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> row[names.indexOf("event_id")] + " " + row[names.indexOf("decided")] + " "
                        + row[names.indexOf("tls")] + " "
                        + (row[names.indexOf("size_octets")].isEmpty() ? "null" : row[names.indexOf("size_octets")]))
                .toList();
    }

    @Test
    void aPeriodHoldsItsVerdictsAlone() throws IOException {
        long middle = VERDICTS.get(VERDICTS.size() / 2).micros();
        InternalExport.write(SOURCE, new Period(middle, middle + 60_000_000), open(ExportFormat.CSV));

        assertThat(read("verdicts.csv").lines().skip(1))
                .hasSize((int) VERDICTS.stream()
                        .filter(verdict -> verdict.micros() >= middle && verdict.micros() < middle + 60_000_000)
                        .count())
                .isNotEmpty();
    }

    /// What a client says cannot break out of its field in any format.
    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void hostileTextStaysInItsField(ExportFormat format) throws Exception {
        List<Column> columns = List.of(Column.text("helo", ""), Column.whole("n", ""));
        String evil = "x\",1\n\"=cmd()'\u0007,\u0000{\"a\":1}";
        Path file = folder.resolve("rows." + format);
        try (RowFile rows = format.open(file, "rows", columns)) {
            rows.write(List.of(evil, "1"));
            rows.write(List.of("", ""));
        }

        switch (format) {
            case CSV ->
                assertThat(Files.readString(file)).isEqualTo("helo,n\n\"x\"\",1?\"\"=cmd()'?,?{\"\"a\"\":1}\",1\n,\n");
            case JSONL -> {
                List<JsonNode> rows = json(Files.readString(file));
                assertThat(rows).hasSize(2);
                assertThat(rows.getFirst().at("/helo").asText()).isEqualTo(evil);
                assertThat(rows.getLast()).isEmpty();
            }
            case AVRO -> {
                try (var rows = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
                    assertThat(rows.next().get("helo")).hasToString(evil);
                    assertThat(rows.next().get("n")).isNull();
                }
            }
            case PARQUET -> {
                try (var database = DriverManager.getConnection("jdbc:duckdb:");
                        var statement = database.createStatement();
                        var rows = statement.executeQuery("SELECT helo, n FROM '" + file + "'")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("x\",1?\"=cmd()'?,?{\"a\":1}");
                    assertThat(rows.getLong(2)).isEqualTo(1);
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isNull();
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("x"), "");

        assertThatThrownBy(() -> open(ExportFormat.CSV))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("not empty, expected a folder that is empty or not there yet");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> ExportFolder.create(file, ExportFormat.CSV))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("a file, expected a folder");
    }

    @Test
    void besideTheFilesStandsWhatTheyAre() throws IOException {
        ExportFolder written = open(ExportFormat.CSV);
        new PublicExport(SOURCE, ALL, EVERYBODY, Optional.empty()).write(written);
        Manifest.write(
                written,
                Profile.PUBLIC,
                new Period(0, 1),
                Optional.of("yearly report"),
                Optional.of(new LaplaceNoise(0.5, new Random(1))),
                Map.of("rows folded", 3L));

        JsonNode manifest = new ObjectMapper().readTree(read(Manifest.NAME));
        assertThat(manifest.at("/profile").asText()).isEqualTo("public");
        assertThat(manifest.at("/from").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(manifest.at("/reason").asText()).isEqualTo("yearly report");
        assertThat(manifest.at("/noise/scale").asDouble()).isEqualTo(2);
        assertThat(manifest.at("/noise/epsilon").asDouble()).isEqualTo(0.5);
        assertThat(manifest.at("/leftOut/rows folded").asInt()).isEqualTo(3);
        assertThat(manifest.at("/files/0/name").asText()).isEqualTo("ratios.csv");
        assertThat(manifest.at("/files/0/rows").asInt())
                .isEqualTo(read("ratios.csv").lines().skip(1).toList().size());
        assertThat(manifest.at("/files/0/columns/0/type").asText()).isEqualTo("moment");
        assertThat(manifest.at("/readThis").asText()).contains("The label is a label");
    }

    private static List<JsonNode> json(String lines) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        var mapper = new ObjectMapper();
        for (String line : lines.lines().toList()) if (!line.isBlank()) rows.add(mapper.readTree(line));
        return rows;
    }

    private static List<String> fieldNames(JsonNode row) {
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
