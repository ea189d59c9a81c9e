package dev.synoptic.conformance.architecture;

import java.util.Set;

/// The calls that ask what time it is. `System.nanoTime` measures and does not tell the time.
final class WallClock {

    private static final Set<String> NOW = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.ZonedDateTime",
            "java.time.OffsetDateTime");
    private static final Set<String> SYSTEM_CLOCKS = Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis");

    private WallClock() {}

    static boolean isAsked(String owner, String method, int parameters) {
        return switch (owner) {
            case "java.lang.System" -> method.equals("currentTimeMillis");
            case "java.time.Clock", "java.time.InstantSource" -> SYSTEM_CLOCKS.contains(method);
            case "java.util.Date" -> method.equals("<init>") && parameters == 0;
            default -> NOW.contains(owner) && method.equals("now") && parameters == 0;
        };
    }
}
