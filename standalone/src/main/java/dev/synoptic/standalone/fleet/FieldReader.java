package dev.synoptic.standalone.fleet;

import dev.synoptic.standalone.shell.UserMistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Takes the values of one mapping out by their keys, and refuses keys that nobody took.
///
/// Every refusal names file, line, field and what was expected.
final class FieldReader {

    private final String file;
    private final YamlValue.Mapping mapping;
    private final Set<String> taken = new HashSet<>();

    /// @param expected what should stand here, for the message where it does not
    FieldReader(String file, YamlValue value, String expected) {
        this.file = file;
        if (!(value instanceof YamlValue.Mapping found)) {
            throw new UserMistake(file + ":" + value.line() + ": found " + value.kind() + ", expected " + expected);
        }
        this.mapping = found;
    }

    /// A text that must be there.
    String required(String key) {
        return optional(key, Optional::of, "text")
                .orElseThrow(() -> new UserMistake(file + ":" + mapping.line() + ": " + key + ": missing"));
    }

    /// A value that may be there, in a form that `reading` understands.
    <T> Optional<T> optional(String key, Function<String, Optional<T>> reading, String expected) {
        return value(key).map(value -> scalar(key, value, reading, expected));
    }

    /// Values that may be there; one alone need not be written as a list.
    <T> List<T> list(String key, Function<String, Optional<T>> reading, String expected) {
        return elements(key).stream()
                .map(value -> scalar(key, value, reading, expected))
                .toList();
    }

    /// Mappings that may be there.
    List<FieldReader> mappings(String key, String expected) {
        List<FieldReader> found = new ArrayList<>();
        for (YamlValue value : elements(key)) found.add(new FieldReader(file, value, expected));
        return found;
    }

    /// Refuses what was not taken: a misspelt key must not be passed over.
    void done(Collection<String> known) {
        for (Map.Entry<String, YamlValue> entry : mapping.values().entrySet()) {
            if (!taken.contains(entry.getKey())) {
                throw new UserMistake(file + ":" + entry.getValue().line() + ": unknown key " + entry.getKey()
                        + ", expected one of " + String.join(", ", known));
            }
        }
    }

    /// A mistake about this mapping as a whole.
    UserMistake mistake(String what) {
        return new UserMistake(file + ":" + mapping.line() + ": " + what);
    }

    private Optional<YamlValue> value(String key) {
        taken.add(key);
        return Optional.ofNullable(mapping.values().get(key))
                .filter(value -> !(value instanceof YamlValue.Scalar(int _, String text) && text.isEmpty()));
    }

    private List<YamlValue> elements(String key) {
        return value(key)
                .map(value ->
                        value instanceof YamlValue.Sequence(int _, List<YamlValue> values) ? values : List.of(value))
                .orElse(List.of());
    }

    private <T> T scalar(String key, YamlValue value, Function<String, Optional<T>> reading, String expected) {
        Optional<T> read =
                value instanceof YamlValue.Scalar(int _, String text) ? reading.apply(text) : Optional.empty();
        return read.orElseThrow(() -> new UserMistake(
                file + ":" + value.line() + ": " + key + ": found " + value.kind() + ", expected " + expected));
    }
}
