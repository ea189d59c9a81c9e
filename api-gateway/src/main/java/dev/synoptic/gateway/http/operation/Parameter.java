package dev.synoptic.gateway.http.operation;

import java.util.Optional;

/// One parameter of a question.
///
/// @param name      as it stands in the address
/// @param place     where
/// @param meaning   one sentence
/// @param value     what it may be
/// @param otherwise what it is where nobody says
public record Parameter(String name, Place place, String meaning, Value value, Optional<String> otherwise) {

    /// Where a parameter stands.
    public enum Place {
        QUERY,
        PATH
    }

    /// One that may be left out.
    public static Parameter query(String name, Value value, String meaning) {
        return new Parameter(name, Place.QUERY, meaning, value, Optional.empty());
    }

    /// One that means `otherwise` where it is left out.
    public static Parameter query(String name, Value value, String otherwise, String meaning) {
        return new Parameter(name, Place.QUERY, meaning, value, Optional.of(otherwise));
    }

    /// A part of the path.
    public static Parameter path(String name, Value value, String meaning) {
        return new Parameter(name, Place.PATH, meaning, value, Optional.empty());
    }
}
