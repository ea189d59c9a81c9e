package dev.synoptic.gateway.http.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the value of a parameter may be.
public sealed interface Value {

    /// What was expected where `text` is none of it; empty where it is.
    Optional<String> mistake(String text);

    /// As JSON Schema.
    ObjectNode schema();

    /// Any text up to so many characters.
    record Text(int charactersMax) implements Value {

        @Override
        public Optional<String> mistake(String text) {
            return text.length() <= charactersMax
                    ? Optional.empty()
                    : Optional.of("a text of at most " + charactersMax + " characters");
        }

        @Override
        public ObjectNode schema() {
            return node("string").put("maxLength", charactersMax);
        }
    }

    /// One of some words.
    record Choice(List<String> words) implements Value {

        /// The constants of an enum, in lower case and with hyphens.
        public static Choice of(Class<? extends Enum<?>> type) {
            return new Choice(
                    Arrays.stream(type.getEnumConstants()).map(Choice::word).toList());
        }

        static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Optional<String> mistake(String text) {
            return words.contains(text) ? Optional.empty() : Optional.of("one of " + String.join(", ", words));
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = node("string");
            var values = schema.putArray("enum");
            words.forEach(values::add);
            return schema;
        }
    }

    /// A moment in UTC, of a year of four digits as RFC 3339 has them: no sum of periods overflows.
    record Moment() implements Value {

        private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
        private static final Instant END = FIRST.plus(3_652_425, ChronoUnit.DAYS); // ten thousand years

        @Override
        public Optional<String> mistake(String text) {
            return isFit(text) ? Optional.empty() : Optional.of("a moment in UTC such as 2026-11-20T16:00:00Z");
        }

        private static boolean isFit(String text) {
            try {
                var moment = Instant.parse(text);
                return !moment.isBefore(FIRST) && moment.isBefore(END);
            } catch (DateTimeParseException unreadable) {
                return false;
            }
        }

        @Override
        public ObjectNode schema() {
            return node("string").put("format", "date-time");
        }
    }

    /// A whole number between two bounds, both allowed.
    record Whole(long min, long max) implements Value {

        @Override
        public Optional<String> mistake(String text) {
            try {
                long number = Long.parseLong(text);
                if (number >= min && number <= max) return Optional.empty();
            } catch (NumberFormatException none) {
                return Optional.of(expected());
            }
            return Optional.of(expected());
        }

        private String expected() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public ObjectNode schema() {
            return node("integer").put("minimum", min).put("maximum", max);
        }
    }

    private static ObjectNode node(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
