package dev.synoptic.standalone.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/// One JSON object a line; what is empty is left out of it.
final class JsonLinesFile implements RowFile {

    private final List<Column> columns;
    private final JsonGenerator out;
    private boolean isEmpty = true;

    JsonLinesFile(Path file, List<Column> columns) throws IOException {
        this.columns = columns;
        out = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8);
        out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    @Override
    public void write(List<String> row) throws IOException {
        isEmpty = false;
        out.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            if (text.isEmpty()) continue;
            out.writeFieldName(columns.get(i).name());
            switch (columns.get(i).type()) {
                case TEXT, MOMENT -> out.writeString(text);
                case WHOLE -> out.writeNumber(Long.parseLong(text));
                case NUMBER -> out.writeNumber(new BigDecimal(text));
                case FLAG -> out.writeBoolean(Boolean.parseBoolean(text));
            }
        }
        out.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        if (!isEmpty) out.writeRaw('\n');
        out.close();
    }
}
