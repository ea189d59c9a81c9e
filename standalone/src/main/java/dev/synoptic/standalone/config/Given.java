package dev.synoptic.standalone.config;

import java.util.List;

/// A value that somebody gave to a setting.
///
/// @param values   one, or the elements of a list
/// @param list     whether it was written as a list
/// @param whence   where it stands: `FILE:12`, the name of a variable, `--set`
record Given(List<String> values, boolean list, String whence) {

    static Given text(String value, String whence) {
        return new Given(List.of(value), false, whence);
    }

    static Given list(List<String> values, String whence) {
        return new Given(List.copyOf(values), true, whence);
    }

    /// A list as one text, as a variable or an argument writes it.
    List<String> elements() {
        if (list) return values;
        return values.getFirst().isBlank()
                ? List.of()
                : List.of(values.getFirst().split(",")).stream()
                        .map(String::strip)
                        .toList();
    }
}
