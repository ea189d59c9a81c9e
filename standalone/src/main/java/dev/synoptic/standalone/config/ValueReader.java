package dev.synoptic.standalone.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Texts to the values of settings. What is refused is told with what was expected.
final class ValueReader {

    /// A text that is no value of its type; the message says what would be.
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String expected) {
            super(expected);
        }
    }

    private ValueReader() {}

    static Object read(Class<?> type, String text) throws Unfit {
        if (type == String.class) return text;
        if (type == Path.class) return path(text);
        if (type == boolean.class || type == Boolean.class) return truth(text);
        if (type == int.class || type == Integer.class) return number(text);
        if (type == Duration.class) return Units.duration(text);
        if (type == Octets.class) return Units.octets(text);
        if (type.isEnum()) return constant(type, text);
        throw new IllegalStateException("no setting can be a " + type);
    }

    /// How the reference page names a type.
    static String nameOf(Class<?> type) {
        if (type == String.class) return "text";
        if (type == Path.class) return "path";
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (type == int.class || type == Integer.class) return "whole number";
        if (type == Duration.class) return "duration";
        if (type == Octets.class) return "size";
        if (type.isEnum()) return constants(type);
        throw new IllegalStateException("no setting can be a " + type);
    }

    private static Path path(String text) throws Unfit {
        if (text.isBlank()) throw new Unfit("a path");
        return Path.of(text);
    }

    private static boolean truth(String text) throws Unfit {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unfit("true or false");
        };
    }

    private static int number(String text) throws Unfit {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new Unfit("a whole number");
        }
    }

    private static Object constant(Class<?> type, String text) throws Unfit {
        for (Object each : type.getEnumConstants()) {
            if (spelt(each).equals(text.toLowerCase(Locale.ROOT))) return each;
        }
        throw new Unfit(constants(type));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(ValueReader::spelt).collect(Collectors.joining(", "));
    }

    private static String spelt(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
