package dev.synoptic.agent.maillog;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of a file tells of the log that rotation cut it off (V33): `PATH.1`, `PATH-20261121`, each maybe
/// compressed; and `@TAI64N.s` beside multilog's `current`.
///
/// @param log    the log itself
/// @param age    the number in the name, where it has one: the higher the older
/// @param moment the date or label in the name, else empty: the higher the younger
public record GenerationName(Path log, OptionalLong age, String moment) {

    /// Where names tell the order; the log itself is in none of them. Names with dates are of the older files, where a
    /// log has both.
    public static final Comparator<GenerationName> OLDEST_FIRST = Comparator.comparing(
                    (GenerationName name) -> name.age().isPresent())
            .thenComparing(GenerationName::moment)
            .thenComparingLong(name -> -name.age().orElse(0));

    private static final Pattern SUFFIXED =
            Pattern.compile("(.+?)(?:\\.(\\d{1,4})|-(\\d{8}(?:-\\d{1,10})?))(?:\\.(?:gz|bz2|xz|zst))?");

    private static final Pattern MULTILOG = Pattern.compile("(@[0-9a-f]{24})\\.[su](?:\\.(?:gz|bz2|xz|zst))?");

    /// The log that multilog writes now.
    private static final String CURRENT = "current";

    /// What a file's name tells; empty for a log itself.
    public static Optional<GenerationName> of(Path file) {
        String name = String.valueOf(file.getFileName());
        Matcher label = MULTILOG.matcher(name);
        if (label.matches()) {
            return Optional.of(new GenerationName(file.resolveSibling(CURRENT), OptionalLong.empty(), label.group(1)));
        }
        Matcher suffixed = SUFFIXED.matcher(name);
        if (!suffixed.matches()) return Optional.empty();
        String number = suffixed.group(2);
        return Optional.of(new GenerationName(
                file.resolveSibling(suffixed.group(1)),
                number == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number)),
                number == null ? suffixed.group(3) : ""));
    }
}
