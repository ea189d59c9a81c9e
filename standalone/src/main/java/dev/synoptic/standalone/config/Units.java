package dev.synoptic.standalone.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers with their units: `50ms`, `2h`, `1GiB`. A number alone says too little.
final class Units {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,15}) ?([A-Za-z]+)");

    private static final Map<String, Duration> DURATIONS = inOrder(
            Map.entry("ms", Duration.ofMillis(1)),
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)));

    private static final Map<String, Long> SIZES = inOrder(
            Map.entry("B", 1L),
            Map.entry("KiB", 1L << 10),
            Map.entry("MiB", 1L << 20),
            Map.entry("GiB", 1L << 30),
            Map.entry("TiB", 1L << 40));

    private Units() {}

    static Duration duration(String text) throws ValueReader.Unfit {
        String expected = "a duration such as 50ms, with one of " + String.join(", ", DURATIONS.keySet());
        Matcher parts = parts(text, expected);
        Duration unit = DURATIONS.get(parts.group(2));
        if (unit == null) throw new ValueReader.Unfit(expected);
        try {
            return unit.multipliedBy(Long.parseLong(parts.group(1)));
        } catch (ArithmeticException tooLong) {
            throw new ValueReader.Unfit(expected);
        }
    }

    static Octets octets(String text) throws ValueReader.Unfit {
        String expected = "a size such as 1GiB, with one of " + String.join(", ", SIZES.keySet());
        Matcher parts = parts(text, expected);
        Long unit = SIZES.get(parts.group(2));
        if (unit == null) throw new ValueReader.Unfit(expected);
        BigInteger octets = new BigInteger(parts.group(1)).multiply(BigInteger.valueOf(unit));
        if (octets.bitLength() >= Long.SIZE) throw new ValueReader.Unfit(expected);
        return new Octets(octets.longValueExact());
    }

    private static Matcher parts(String text, String expected) throws ValueReader.Unfit {
        Matcher parts = NUMBER_AND_UNIT.matcher(text.strip());
        if (!parts.matches()) throw new ValueReader.Unfit(expected);
        return parts;
    }

    @SafeVarargs
    private static <V> Map<String, V> inOrder(Map.Entry<String, V>... entries) {
        Map<String, V> ordered = new LinkedHashMap<>();
        for (var entry : entries) ordered.put(entry.getKey(), entry.getValue());
        return ordered;
    }
}
