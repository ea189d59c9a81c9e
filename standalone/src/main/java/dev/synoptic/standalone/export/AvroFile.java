package dev.synoptic.standalone.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/// A container file of Avro, deflated, with its schema in front.
final class AvroFile implements RowFile {

    private static final int DEFLATE_LEVEL = 6;

    private final List<Column> columns;
    private final Schema schema;
    private final DataFileWriter<GenericRecord> out;

    AvroFile(Path file, String name, List<Column> columns) throws IOException {
        this.columns = columns;
        this.schema = schema(name, columns);
        out = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema));
        out.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
        out.create(schema, file.toFile());
    }

    private static Schema schema(String name, List<Column> columns) {
        var fields = SchemaBuilder.record(name).namespace("dev.synoptic.export").fields();
        for (Column column : columns) {
            fields.name(column.name())
                    .doc(column.meaning())
                    .type(Schema.createUnion(Schema.create(Schema.Type.NULL), type(column.type())))
                    .withDefault(null);
        }
        return fields.endRecord();
    }

    private static Schema type(Column.Type type) {
        return switch (type) {
            case TEXT -> Schema.create(Schema.Type.STRING);
            case WHOLE -> Schema.create(Schema.Type.LONG);
            case NUMBER -> Schema.create(Schema.Type.DOUBLE);
            case FLAG -> Schema.create(Schema.Type.BOOLEAN);
            case MOMENT -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        };
    }

    @Override
    public void write(List<String> row) throws IOException {
        var written = new GenericData.Record(schema);
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).isEmpty()) written.put(i, value(columns.get(i).type(), row.get(i)));
        }
        out.append(written);
    }

    private static Object value(Column.Type type, String text) {
        return switch (type) {
            case TEXT -> text;
            case WHOLE -> Long.parseLong(text);
            case NUMBER -> Double.parseDouble(text);
            case FLAG -> Boolean.parseBoolean(text);
            case MOMENT -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        };
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
