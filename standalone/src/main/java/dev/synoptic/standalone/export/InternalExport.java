package dev.synoptic.standalone.export;

import dev.synoptic.verdict.ratio.OsName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every verdict with all that is known of it, for the operator.
final class InternalExport {

    private static final List<Field> FIELDS = Stream.of(List.of(Field.UNKNOWN), Field.HARMLESS, Field.PERSONAL)
            .flatMap(List::stream)
            .toList();

    private InternalExport() {}

    static void write(Source source, Period period, ExportFolder folder) throws IOException {
        List<Column> columns = new ArrayList<>(
                List.of(Column.text("os", "family of systems"), Column.text("flavor", "of the system")));
        FIELDS.forEach(field -> columns.add(field.column()));
        folder.write(
                "verdicts",
                columns,
                rows -> source.read(joined -> {
                    if (!period.holds(joined.verdict().micros())) return;
                    OsName system = Field.system(joined);
                    List<String> row = new ArrayList<>(List.of(system.family(), system.flavor()));
                    FIELDS.forEach(field -> row.add(field.value().apply(joined)));
                    rows.add(row);
                }));
    }
}
