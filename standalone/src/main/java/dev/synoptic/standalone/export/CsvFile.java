package dev.synoptic.standalone.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// RFC 4180 in UTF-8, but for its line ends, which are newlines; a line of names first. Control characters, which only
/// hostile clients send, become `?`.
final class CsvFile implements RowFile {

    private final BufferedWriter out;

    CsvFile(Path file, List<Column> columns) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        write(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(List<String> row) throws IOException {
        out.write(row.stream().map(CsvFile::field).collect(Collectors.joining(",", "", "\n")));
    }

    private static String field(String text) {
        String clean = text.codePoints().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cc}", "?") : text;
        return clean.contains(",") || clean.contains("\"") ? '"' + clean.replace("\"", "\"\"") + '"' : clean;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
