package dev.synoptic.gateway.http.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// JSON Schemas (2020-12) of records, made of their components: nothing can be answered that they do not describe.
///
/// A component that may be absent is an `Optional`; every other one is required. Nothing else may stand in an object.
public final class RecordSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<Class<?>> OPTIONAL_NUMBERS =
            Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);
    private static final Map<Class<?>, String> PLAIN = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(int.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(OptionalInt.class, "integer"),
            Map.entry(OptionalLong.class, "integer"),
            Map.entry(double.class, "number"),
            Map.entry(OptionalDouble.class, "number"));

    private final Map<String, ObjectNode> named = new TreeMap<>();

    /// A reference to the schema of `type`, which stands among [#named] from now on.
    public ObjectNode reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!named.containsKey(name)) {
            named.put(name, NODES.objectNode()); // so that a type may hold itself
            named.put(name, object(type));
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /// All schemas met so far, by name.
    public Map<String, ObjectNode> named() {
        return named;
    }

    private ObjectNode object(Class<?> type) {
        var schema = NODES.objectNode().put("type", "object");
        Optional.ofNullable(type.getAnnotation(Meaning.class)).ifPresent(of -> schema.put("description", of.value()));
        var properties = schema.putObject("properties");
        var required = NODES.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), property(component));
            if (!isOptional(component.getType())) required.add(component.getName());
        }
        schema.set("required", required);
        return schema.put("additionalProperties", false);
    }

    private ObjectNode property(RecordComponent component) {
        var schema = of(component.getGenericType());
        Meaning meaning = component.getAnnotation(Meaning.class);
        if (meaning == null) {
            throw new IllegalStateException(
                    component.getDeclaringRecord() + "." + component.getName() + " has no word");
        }
        schema.put("description", meaning.value());
        if (!meaning.example().isEmpty()) schema.putArray("examples").add(meaning.example());
        return schema;
    }

    private static boolean isOptional(Class<?> type) {
        return type == Optional.class || OPTIONAL_NUMBERS.contains(type);
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) return of(generic);
        var plain = (Class<?>) type;
        if (PLAIN.containsKey(plain)) return NODES.objectNode().put("type", PLAIN.get(plain));
        if (plain == Instant.class) {
            return NODES.objectNode().put("type", "string").put("format", "date-time");
        }
        if (plain.isEnum()) return choice(plain);
        if (plain.isRecord()) return reference(plain);
        throw new IllegalStateException("no schema for " + type);
    }

    private ObjectNode of(ParameterizedType generic) {
        Type inner = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
        if (generic.getRawType() == Optional.class) return of(inner);
        if (generic.getRawType() == List.class) {
            ObjectNode schema = NODES.objectNode().put("type", "array");
            schema.set("items", of(inner));
            return schema;
        }
        if (generic.getRawType() == Map.class) return NODES.objectNode().put("type", "object");
        throw new IllegalStateException("no schema for " + generic);
    }

    private static ObjectNode choice(Class<?> type) {
        ObjectNode schema = NODES.objectNode().put("type", "string");
        var values = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .forEach(values::add);
        return schema;
    }
}
