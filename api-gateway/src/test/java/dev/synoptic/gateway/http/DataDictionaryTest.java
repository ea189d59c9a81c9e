package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.synoptic.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The data dictionary of the API is made of its description; run with `-Dsynoptic.rewrite=true` to bring the
/// page up to date.
class DataDictionaryTest {

    private static final Path PAGE = Repository.root().resolve("docs/protocols/http-fields.md");

    @Test
    void thePageInTheDocumentationIsTheOneThatTheDescriptionMakes() throws Exception {
        String made;
        try (var stand = HttpStand.onLoopback()) {
            made = page(stand.json("/api/v1/openapi.json"));
        }
        if (Boolean.getBoolean("synoptic.rewrite")) Files.writeString(PAGE, made);

        assertThat(Files.readString(PAGE)).isEqualTo(made);
    }

    private static String page(JsonNode description) {
        var text = new StringBuilder("""
                # Fields of the HTTP API

                Made of the description that every gateway serves at `/api/v1/openapi.json`. What the API is for and how it
                is asked: [http.md](http.md).

                ## Questions
                """);
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    text.append("\n### ")
                            .append(operation.getKey().toUpperCase(Locale.ROOT))
                            .append(' ')
                            .append(path.getKey())
                            .append("\n\n")
                            .append(operation.getValue().at("/summary").asText());
                    String role = operation.getValue().at("/description").asText();
                    text.append(role.isEmpty() ? "" : " " + role).append('\n');
                    parameters(text, operation.getValue().get("parameters"));
                    headers(text, operation.getValue().at("/responses/200/headers"));
                }));
        text.append("\n## Records\n");
        description
                .at("/components/schemas")
                .properties()
                .forEach(schema -> record(text, schema.getKey(), schema.getValue()));
        return text.toString();
    }

    private static void parameters(StringBuilder text, JsonNode parameters) {
        if (parameters.isEmpty()) return;
        text.append("\n| parameter | what it may be | default | meaning |\n|---|---|---|---|\n");
        for (JsonNode each : parameters) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            each.at("/name").asText(),
                            type(each.at("/schema")),
                            each.at("/schema/default").asText(),
                            each.at("/description").asText()));
        }
    }

    private static void headers(StringBuilder text, JsonNode headers) {
        if (headers.isEmpty()) return;
        text.append("\n| header of the answer | meaning |\n|---|---|\n");
        headers.properties()
                .forEach(each -> text.append("| `%s` | %s |%n"
                        .formatted(
                                each.getKey(),
                                each.getValue().at("/description").asText())));
    }

    private static void record(StringBuilder text, String name, JsonNode schema) {
        Set<String> required = new HashSet<>();
        schema.get("required").forEach(each -> required.add(each.asText()));
        text.append("\n### ")
                .append(name)
                .append("\n\n")
                .append(schema.at("/description").asText());
        text.append("\n\n| field | type | always there | meaning |\n|---|---|---|---|\n");
        schema.get("properties")
                .properties()
                .forEach(field -> text.append("| `%s` | %s | %s | %s%s |%n"
                        .formatted(
                                field.getKey(),
                                type(field.getValue()),
                                required.contains(field.getKey()) ? "yes" : "",
                                field.getValue().at("/description").asText(),
                                field.getValue().has("examples")
                                        ? " Example: `"
                                                + field.getValue()
                                                        .at("/examples/0")
                                                        .asText() + "`."
                                        : "")));
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asText().replace("#/components/schemas/", "");
            return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
        }
        if (schema.has("enum")) {
            var words = new StringBuilder();
            schema.get("enum")
                    .forEach(word -> words.append(words.isEmpty() ? "`" : ", `")
                            .append(word.asText())
                            .append('`'));
            return words.toString();
        }
        if (schema.has("items")) return "list of " + type(schema.get("items"));
        if ("date-time".equals(schema.at("/format").asText())) return "moment, UTC";
        String range = schema.has("minimum") ? " " + schema.get("minimum") + " to " + schema.get("maximum") : "";
        return schema.at("/type").asText() + range;
    }
}
