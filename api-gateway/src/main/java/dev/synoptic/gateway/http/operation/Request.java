package dev.synoptic.gateway.http.operation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// One question as it came, its parameters checked against what they may be.
///
/// @param values parameters by name, those with a meaning of their own where nobody says included
/// @param caller who asks
/// @param body   what was sent along; empty without
public record Request(Map<String, String> values, Caller caller, String body) {

    public Request {
        values = Map.copyOf(values);
    }

    /// The value, where there is one.
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
    }

    /// The constant that a word stands for.
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String word = text(name).orElseThrow();
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> Value.Choice.word(each).equals(word))
                .findFirst()
                .orElseThrow();
    }

    /// A moment in microseconds since 1970.
    public Optional<Long> moment(String name) {
        return text(name).map(text -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
    }

    /// A number that is always there, by default if not by the request.
    public int whole(String name) {
        return Integer.parseInt(text(name).orElseThrow());
    }
}
