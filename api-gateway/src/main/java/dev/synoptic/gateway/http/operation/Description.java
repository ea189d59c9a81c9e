package dev.synoptic.gateway.http.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Parameter.Place;
import dev.synoptic.gateway.http.schema.RecordSchemas;
import dev.synoptic.verdict.ratio.Caveat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The description of the API, made of its operations (OpenAPI 3.1.1).
public final class Description {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RecordSchemas schemas = new RecordSchemas();

    private Description() {}

    /// Describes all of these.
    public static ObjectNode of(List<Operation> operations) {
        return new Description().document(operations);
    }

    private ObjectNode document(List<Operation> operations) {
        var document = NODES.objectNode().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Synoptic")
                .put("version", "1")
                .put(
                        "description",
                        "What operating systems connect to a fleet of mail hosts, and what they send."
                                + " All times are UTC. " + Caveat.TEXT);
        var paths = document.putObject("paths");
        for (Operation operation : operations) {
            paths.withObjectProperty(operation.path())
                    .set(operation.method().name().toLowerCase(Locale.ROOT), described(operation));
        }
        var components = document.putObject("components");
        var named = components.putObject("schemas");
        schemas.named().forEach(named::set);
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
        return document;
    }

    private ObjectNode described(Operation operation) {
        var node = NODES.objectNode().put("summary", operation.summary());
        node.put("operationId", name(operation));
        operation
                .role()
                .ifPresent(role -> node.put(
                                "description", "Needs the role `" + role.name().toLowerCase(Locale.ROOT) + "`.")
                        .putArray("security")
                        .addObject()
                        .putArray("token"));
        var parameters = node.putArray("parameters");
        operation.parameters().stream().map(Description::parameter).forEach(parameters::add);
        operation.body().ifPresent(body -> node.set("requestBody", body(body)));
        node.set("responses", responses(operation));
        return node;
    }

    /// Such as `getHostsAddressHistory`.
    private static String name(Operation operation) {
        var name = new StringBuilder(operation.method().name().toLowerCase(Locale.ROOT));
        for (String part : operation.path().replace("/api/v1", "").split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty())
                name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.toString();
    }

    private static ObjectNode parameter(Parameter parameter) {
        var node = NODES.objectNode()
                .put("name", parameter.name())
                .put("in", parameter.place().name().toLowerCase(Locale.ROOT))
                .put("description", parameter.meaning())
                .put("required", parameter.place() == Place.PATH);
        var schema = parameter.value().schema();
        parameter.otherwise().ifPresent(otherwise -> {
            if (parameter.value() instanceof Value.Whole) schema.put("default", Long.parseLong(otherwise));
            else schema.put("default", otherwise);
        });
        node.set("schema", schema);
        return node;
    }

    private ObjectNode body(Class<?> type) {
        var one = schemas.reference(type);
        var schema = NODES.objectNode();
        var many = NODES.objectNode().put("type", "array").put("minItems", 1);
        many.set("items", one.deepCopy());
        schema.putArray("oneOf").add(one).add(many);
        var node = NODES.objectNode().put("required", true);
        node.putObject("content").putObject(Reply.JSON).set("schema", schema);
        return node;
    }

    private ObjectNode responses(Operation operation) {
        var responses = NODES.objectNode();
        var good = responses.putObject("200").put("description", operation.summary());
        if (!operation.headers().isEmpty()) {
            var headers = good.putObject("headers");
            operation
                    .headers()
                    .forEach((name, meaning) -> headers.putObject(name)
                            .put("description", meaning)
                            .putObject("schema")
                            .put("type", "string"));
        }
        var content = good.putObject("content");
        for (Content each : operation.answers()) {
            content.putObject(each.mediaType())
                    .set(
                            "schema",
                            each.record()
                                    .map(schemas::reference)
                                    .orElseGet(() -> NODES.objectNode().put("type", "string")));
        }
        for (int status : refusals(operation)) {
            responses
                    .putObject(Integer.toString(status))
                    .put("description", Problem.title(status))
                    .putObject("content")
                    .putObject(Problem.MEDIA_TYPE)
                    .set("schema", schemas.reference(Problem.class));
        }
        return responses;
    }

    private static Set<Integer> refusals(Operation operation) {
        var all = new TreeSet<>(operation.refusals());
        all.addAll(Set.of(400, 421, 429));
        if (operation.role().isPresent()) all.addAll(Set.of(401, 403));
        return all;
    }
}
