package dev.synoptic.standalone.export;

import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// Parquet, compressed by zstd, written by DuckDB from rows that lie beside it as CSV until then: neither the rows nor
/// the file are ever in memory as a whole.
final class ParquetFile implements RowFile {

    private static final String DATABASE = "jdbc:duckdb:";
    private static final String MEMORY_MAX = "512MB";

    private final Path file;
    private final Path rows;
    private final List<Column> columns;
    private final CsvFile csv;

    ParquetFile(Path file, List<Column> columns) throws IOException {
        this.file = file;
        this.columns = columns;
        this.rows = file.resolveSibling(file.getFileName() + ".rows");
        Files.createFile(rows, ExportFolder.OWNER_ALONE);
        this.csv = new CsvFile(rows, columns);
    }

    /// Says at once where DuckDB is missing, before anything is read.
    static void check() {
        try (Connection database = DriverManager.getConnection(DATABASE)) {
            if (!database.isValid(0)) throw new OutsideFailure("DuckDB does not answer");
        } catch (SQLException missing) {
            throw new UserMistake(
                    "--format parquet: DuckDB's driver (org.duckdb:duckdb_jdbc) is not in this class path ("
                            + missing.getMessage() + "); csv, jsonl and avro need none");
        }
    }

    @Override
    public void write(List<String> row) throws IOException {
        csv.write(row);
    }

    @Override
    public void close() throws IOException {
        csv.close();
        try (Connection database = DriverManager.getConnection(DATABASE);
                Statement statement = database.createStatement()) {
            statement.execute("SET memory_limit = '" + MEMORY_MAX + "'");
            statement.execute("SET temp_directory = " + text(rows.resolveSibling(rows.getFileName() + ".tmp")));
            statement.execute("COPY (SELECT * FROM read_csv(" + text(rows)
                    + ", header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', auto_detect = false,"
                    + " columns = {" + types() + "})) TO " + text(file) + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException failed) {
            throw new OutsideFailure("DuckDB, writing " + file + ": " + failed.getMessage(), failed);
        } finally {
            Files.deleteIfExists(rows);
        }
    }

    private static String text(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private String types() {
        return columns.stream()
                .map(column -> "'" + column.name() + "': '" + type(column.type()) + "'")
                .collect(Collectors.joining(", "));
    }

    private static String type(Column.Type type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case WHOLE -> "BIGINT";
            case NUMBER -> "DOUBLE";
            case FLAG -> "BOOLEAN";
            case MOMENT -> "TIMESTAMPTZ";
        };
    }
}
