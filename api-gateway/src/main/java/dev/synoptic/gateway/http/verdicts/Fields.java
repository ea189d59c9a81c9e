package dev.synoptic.gateway.http.verdicts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.synoptic.gateway.http.operation.Problem;
import dev.synoptic.gateway.http.operation.Problem.Mistake;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one JSON object; whatever is wrong is noted with its place, and reading goes on.
final class Fields {

    private static final int TEXT_MAX = 512;

    /// Mistakes that are told of one request.
    static final int MISTAKES_MAX = 50;

    private final JsonNode object;
    private final String place;
    private final List<Mistake> mistakes;

    /// @param place    of the object in the body, such as `[2]`; empty for the body itself
    /// @param mistakes takes what is wrong
    Fields(JsonNode object, String place, List<Mistake> mistakes) {
        this.object = object;
        this.place = place;
        this.mistakes = mistakes;
    }

    /// Notes every field that is not among `known`.
    void refuseOthers(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(Problem.quoted(name), "an unknown field", "one of " + String.join(", ", known));
            }
        });
    }

    /// Notes that something is wrong.
    void wrong(String field, String found, String expected) {
        if (mistakes.size() >= MISTAKES_MAX) return;
        mistakes.add(new Mistake(place.isEmpty() ? field : place + "." + field, found, expected));
    }

    /// What stands there as `read` makes it; noted where it makes nothing of it.
    <T> Optional<T> read(String field, String expected, Function<JsonNode, @Nullable T> read) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) return Optional.empty();
        T value = read.apply(node);
        if (value == null) wrong(field, Problem.quoted(node.toString()), expected);
        return Optional.ofNullable(value);
    }

    /// The same for a field that must be there.
    <T> Optional<T> require(String field, String expected, Function<JsonNode, @Nullable T> read) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) wrong(field, "nothing", expected);
        return read(field, expected, read);
    }

    Optional<String> text(String field) {
        return read(
                field, "a text of at most " + TEXT_MAX + " characters, none of them a control character", Fields::text);
    }

    static @Nullable String text(JsonNode node) {
        if (!node.isTextual()
                || node.textValue().length() > TEXT_MAX
                || node.textValue().isBlank()) return null;
        return node.textValue().chars().anyMatch(Character::isISOControl) ? null : node.textValue();
    }

    OptionalInt whole(String field, int min, int max) {
        return read(field, "a whole number from " + min + " to " + max, node -> within(node, min, max))
                .map(number -> OptionalInt.of(number.intValue()))
                .orElseGet(OptionalInt::empty);
    }

    OptionalLong large(String field) {
        return read(field, "a whole number, 0 or more", node -> within(node, 0, Long.MAX_VALUE))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    OptionalDouble real(String field) {
        return read(
                        field,
                        "a number",
                        node -> node.isNumber() && Double.isFinite(node.doubleValue()) ? node.doubleValue() : null)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private static @Nullable Long within(JsonNode node, long min, long max) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) return null;
        long number = node.longValue();
        return number >= min && number <= max ? number : null;
    }

    Optional<Boolean> yes(String field) {
        return read(field, "true or false", node -> node.isBoolean() ? node.booleanValue() : null);
    }

    static <E extends Enum<E>> @Nullable E constant(JsonNode node, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(node.textValue()))
                .findFirst()
                .orElse(null);
    }

    static String words(Class<? extends Enum<?>> type) {
        return "one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    /// A moment between the years 1970 and 9999.
    static @Nullable Instant moment(JsonNode node) {
        if (!node.isTextual()) return null;
        try {
            Instant moment = Instant.parse(node.textValue());
            return moment.isBefore(Instant.EPOCH) || moment.getEpochSecond() > 253_402_300_799L ? null : moment;
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /// Some domains, in lower case.
    Optional<List<String>> domains(String field, int max) {
        return read(field, "a list of at most " + max + " domains without local parts", node -> {
            if (!node.isArray() || node.size() > max) return null;
            var all = new ArrayList<String>();
            for (JsonNode each : node) {
                String domain = domain(each);
                if (domain == null) return null;
                all.add(domain);
            }
            return all;
        });
    }

    /// Never a local part: those are persons (`mail.md` P2).
    static @Nullable String domain(JsonNode node) {
        String text = text(node);
        return text == null || text.contains("@") ? null : text.toLowerCase(Locale.ROOT);
    }
}
