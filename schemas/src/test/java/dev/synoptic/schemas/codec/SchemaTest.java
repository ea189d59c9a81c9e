package dev.synoptic.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaTest {

    /// What a number's doc says at least: a range, a unit, or that it counts.
    private static final Pattern RANGE_OR_UNIT = Pattern.compile("\\d|microseconds|octets|Scores above");

    private final Map<String, Schema> named = new LinkedHashMap<>();

    SchemaTest() {
        Codecs.all().forEach(codec -> walk(codec.schema()));
    }

    @Test
    void everyNamedTypeIsDescribed() {
        assertThat(named.values())
                .hasSizeGreaterThan(20)
                .allSatisfy(schema ->
                        assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank());
    }

    @Test
    void everyFieldIsDescribed() {
        assertThat(named.values().stream()
                        .filter(schema -> schema.getType() == Schema.Type.RECORD)
                        .flatMap(schema -> schema.getFields().stream()))
                .hasSizeGreaterThan(100)
                .allSatisfy(field ->
                        assertThat(field.doc()).as(field.name()).isNotBlank().endsWith("."));
    }

    @Test
    void everyNumberSaysItsUnitOrRange() {
        assertThat(named.values().stream()
                        .filter(schema -> schema.getType() == Schema.Type.RECORD)
                        .flatMap(schema -> schema.getFields().stream())
                        .filter(SchemaTest::isNumber))
                .hasSizeGreaterThan(50)
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).containsPattern(RANGE_OR_UNIT));
    }

    @Test
    void noTwoSchemasShareAFingerprint() {
        assertThat(Codecs.all().stream().map(Codec::fingerprint)).doesNotHaveDuplicates();
    }

    private static boolean isNumber(Schema.Field field) {
        return switch (field.schema().getType()) {
            case INT, LONG -> true;
            case UNION ->
                field.schema().getTypes().stream()
                        .anyMatch(
                                branch -> branch.getType() == Schema.Type.INT || branch.getType() == Schema.Type.LONG);
            default -> false;
        };
    }

    private void walk(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> walk(field.schema()));
                }
            }
            case ENUM -> named.putIfAbsent(schema.getFullName(), schema);
            case UNION -> schema.getTypes().forEach(this::walk);
            case ARRAY -> walk(schema.getElementType());
            default -> {}
        }
    }
}
