package dev.synoptic.standalone.config;

import java.util.Arrays;
import java.util.List;

/// A value that somebody gave to a setting.
///
/// @param values one, or the elements of a list; none where it is made of settings
/// @param kind   how it was written
/// @param whence where it stands: `FILE:12`, the name of a variable, `--set`
record Given(List<String> values, Kind kind, String whence) {

    /// How a value was written.
    enum Kind {
        /// Not at all.
        ABSENT,
        TEXT,
        LIST,
        /// A list whose elements are maps; what they hold stands under `path[0].key`.
        RECORDS,
        /// One of those maps, at `path[0]`.
        ELEMENT
    }

    static final Given NOTHING = new Given(List.of(""), Kind.ABSENT, "default");

    static Given text(String value, String whence) {
        return new Given(List.of(value), Kind.TEXT, whence);
    }

    static Given list(List<String> values, String whence) {
        return new Given(List.copyOf(values), Kind.LIST, whence);
    }

    static Given records(String whence) {
        return new Given(List.of(), Kind.RECORDS, whence);
    }

    static Given element(String whence) {
        return new Given(List.of(), Kind.ELEMENT, whence);
    }

    boolean isAbsent() {
        return kind == Kind.ABSENT;
    }

    /// A list as one text, as a variable or an argument writes it.
    List<String> elements() {
        return switch (kind) {
            case ABSENT -> List.of();
            case TEXT -> parted(values.getFirst());
            case LIST, RECORDS, ELEMENT -> values;
        };
    }

    private static List<String> parted(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).toList();
    }
}
