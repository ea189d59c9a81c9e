package dev.synoptic.gateway.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The parameters of one request: each at most once, none that is not known.
///
/// @param values by name
record Parameters(Map<String, List<String>> values) {

    /// Refuses what `known` does not hold, so that a slip of the pen is not silently another question.
    static Parameters of(Map<String, List<String>> values, Set<String> known) {
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw Refusal.badRequest("unknown parameter \"" + name + "\"; known are "
                        + known.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (given.size() != 1) throw Refusal.badRequest("parameter \"" + name + "\" is given more than once");
        });
        return new Parameters(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst).filter(text -> !text.isEmpty());
    }

    /// One of the constants of an enum, in lower case.
    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) return otherwise;
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> lower(each).equals(text.get()))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest(name + "=" + text.get() + ": one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Parameters::lower)
                                .collect(Collectors.joining(", "))
                        + " expected"));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// A moment such as `2026-11-20T16:00:00Z`, in microseconds since 1970.
    Optional<Long> moment(String name) {
        return text(name).map(text -> {
            try {
                return Math.multiplyExact(Instant.parse(text).getEpochSecond(), 1_000_000L);
            } catch (DateTimeParseException | ArithmeticException unreadable) {
                throw Refusal.badRequest(name + "=" + text + ": a moment in UTC such as 2026-11-20T16:00:00Z expected");
            }
        });
    }
}
