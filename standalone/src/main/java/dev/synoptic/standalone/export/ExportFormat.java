package dev.synoptic.standalone.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What files are written as.
enum ExportFormat {
    PARQUET,
    CSV,
    JSONL,
    AVRO;

    /// Says at once what is missing to write so.
    void check() {
        if (this == PARQUET) ParquetFile.check();
    }

    RowFile open(Path file, String name, List<Column> columns) throws IOException {
        return switch (this) {
            case PARQUET -> new ParquetFile(file, columns);
            case CSV -> new CsvFile(file, columns);
            case JSONL -> new JsonLinesFile(file, columns);
            case AVRO -> new AvroFile(file, name, columns);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
