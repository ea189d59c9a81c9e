package dev.synoptic.standalone.export;

import static dev.synoptic.standalone.export.ExportSample.ALL;
import static dev.synoptic.standalone.export.ExportSample.SOURCE;
import static dev.synoptic.standalone.export.ExportSample.VERDICTS;
import static dev.synoptic.standalone.export.ExportSample.json;
import static dev.synoptic.standalone.export.ExportSample.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every format holds the same, and keeps each text in its field.
class ExportFormatTest {

    @TempDir
    Path folder;

    /// One export in every format says the same.
    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void everyFormatHoldsTheSameRowsWithTheirTypes(ExportFormat format) throws Exception {
        InternalExport.write(SOURCE, ALL, open(folder, format));

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
}
