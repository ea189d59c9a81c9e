package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The description of the API says what the gateway does: every route, and answers of the shape that it says.
class DescriptionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static HttpStand stand;
    private static ObjectNode description;

    @BeforeAll
    static void open() throws Exception {
        stand = HttpStand.onLoopback();
        description = (ObjectNode) stand.json("/api/v1/openapi.json");
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        var described = new TreeSet<String>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        var served = new TreeSet<String>();
        stand.front().operations().forEach(each -> served.add(each.method() + " " + each.path()));

        assertThat(described).isEqualTo(served).hasSizeGreaterThanOrEqualTo(10);
        assertThat(description.at("/openapi").asText()).isEqualTo("3.1.1");
    }

    @Test
    void everyPathParameterIsDeclared() {
        var names = Pattern.compile("\\{([a-z]+)}");
        for (var operation : stand.front().operations()) {
            var inPath = names.matcher(operation.path())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            var declared = operation.parameters().stream()
                    .filter(parameter -> operation.path().contains("{" + parameter.name() + "}"))
                    .map(parameter -> parameter.name())
                    .toList();
            assertThat(declared).as(operation.path()).isEqualTo(inPath);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/ratios",
                "/api/v1/ratios?hours=24&compare=previous&limit=2",
                "/api/v1/current",
                "/api/v1/current?by=flavor&os=Linux&half-life=48",
                "/api/v1/series?step=day",
                "/api/v1/sites",
                "/api/v1/policy",
                "/api/v1/hosts",
                "/api/v1/hosts/192.0.2.1",
                "/api/v1/hosts/192.0.2.1/history",
                "/api/v1/health",
                "/healthz",
            })
    void answersHaveTheShapeThatItSays(String path) throws Exception {
        HttpResponse<String> answer = stand.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(mistakes(path, "200", "application/json", answer.body())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/ratios?by=x, 400", "/api/v1/hosts/192.0.2.9, 404", "/api/v1/hosts/x?y=1, 400"})
    void refusalsHaveTheShapeThatItSays(String path, int status) throws Exception {
        HttpResponse<String> answer = stand.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(mistakes(path, Integer.toString(status), "application/problem+json", answer.body()))
                .isEmpty();
    }

    @Test
    void theseTestsWouldSeeAWrongAnswer() throws Exception {
        String wrong = stand.get("/api/v1/ratios").body().replace("\"accepted\":", "\"taken\":");

        assertThat(mistakes("/api/v1/ratios", "200", "application/json", wrong)).isNotEmpty();
        assertThat(mistakes("/api/v1/ratios", "200", "application/json", "{}")).isNotEmpty();
    }

    private static List<String> mistakes(String path, String status, String type, String body) throws Exception {
        JsonNode told = description.at("/paths/" + route(path).replace("/", "~1") + "/get/responses/" + status
                + "/content/" + type.replace("/", "~1") + "/schema");
        assertThat(told.isMissingNode()).as(path + " " + status + " " + type).isFalse();
        var whole = JSON.createObjectNode().put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.setAll((ObjectNode) told);
        whole.set("components", description.get("components"));
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        var all = new ArrayList<String>();
        schema.validate(JSON.readTree(body)).forEach(message -> all.add(message.getMessage()));
        return all;
    }

    private static String route(String path) {
        String bare = path.split("\\?")[0];
        return bare.replaceFirst("/hosts/[^/]+", "/hosts/{address}");
    }
}
