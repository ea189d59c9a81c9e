package dev.synoptic.conformance.pipeline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// Moves captures and logs to the same day of another year.
final class Redating {

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int LENGTH_AT = 8;
    private static final int MICROS_AT = 4;
    private static final long MICROS = 1_000_000;
    private static final String LOGGED_IN = "2026 ";
    private static final int TIME_LENGTH = "Nov 20 16:39:13".length();

    private Redating() {}

    /// The same input as if it were of `year`; its files replace nothing, they lie beside.
    static MailHost.Input to(int year, MailHost.Input input) throws IOException {
        List<Path> captures = new ArrayList<>();
        for (Path capture : input.captures()) captures.add(capture(year, capture));
        return new MailHost.Input(captures, log(year, input.log()));
    }

    private static Path capture(int year, Path packed) throws IOException {
        var octets = ByteBuffer.wrap(unpack(packed)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = FILE_HEADER; at < octets.limit(); at += RECORD_HEADER + octets.getInt(at + LENGTH_AT)) {
            octets.putInt(at, (int) moved(year, Integer.toUnsignedLong(octets.getInt(at))));
        }
        return Files.write(beside(packed, year), octets.array());
    }

    /// The traditional form has no year: such a log is of any.
    private static Path log(int year, Path packed) throws IOException {
        String moved = new String(unpack(packed), StandardCharsets.ISO_8859_1)
                .replaceAll("(?m)^[0-9]{4}(-[0-9]{2}-[0-9]{2}T)", year + "$1");
        return Files.writeString(beside(packed, year), moved, StandardCharsets.ISO_8859_1);
    }

    private static long moved(int year, long unixSeconds) {
        return Instant.ofEpochSecond(unixSeconds)
                .atOffset(ZoneOffset.UTC)
                .withYear(year)
                .toEpochSecond();
    }

    private static Path beside(Path packed, int year) {
        return packed.resolveSibling(packed.getFileName().toString().replace(".gz", "") + "." + year);
    }

    static byte[] unpack(Path packed) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(packed)))) {
            return in.readAllBytes();
        }
    }

    /// A capture moved by so many seconds, its clock running ahead besides; beside the one it was made of.
    static Path captureMoved(Path packed, long seconds, long aheadMicros) throws IOException {
        var octets = ByteBuffer.wrap(unpack(packed)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = FILE_HEADER; at < octets.limit(); at += RECORD_HEADER + octets.getInt(at + LENGTH_AT)) {
            long micros = (Integer.toUnsignedLong(octets.getInt(at)) + seconds) * MICROS
                    + octets.getInt(at + MICROS_AT)
                    + aheadMicros;
            octets.putInt(at, (int) (micros / MICROS));
            octets.putInt(at + MICROS_AT, (int) (micros % MICROS));
        }
        return Files.write(packed.resolveSibling("moved.pcap"), octets.array());
    }

    /// A traditional log moved by so many seconds, told in the time of `zone`; beside the one it was made of.
    static Path logMoved(Path packed, long seconds, ZoneId zone) throws IOException {
        var form = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);
        var read = new DateTimeFormatterBuilder()
                .appendPattern("yyyy MMM ppd HH:mm:ss")
                .toFormatter(Locale.ENGLISH);
        String moved = new String(unpack(packed), StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> LocalDateTime.parse(LOGGED_IN + line.substring(0, TIME_LENGTH), read)
                                .plusSeconds(seconds)
                                .atOffset(ZoneOffset.UTC)
                                .atZoneSameInstant(zone)
                                .format(form)
                        + line.substring(TIME_LENGTH))
                .collect(Collectors.joining("\n", "", "\n"));
        return Files.writeString(packed.resolveSibling("moved.log"), moved, StandardCharsets.ISO_8859_1);
    }
}
