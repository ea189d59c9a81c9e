package dev.synoptic.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Seeded;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// LOG-1, LOG-2, UP-3.
class LogTextTest {

    private static String written(Consumer<TextBuffer> write) {
        var out = new ByteArrayOutputStream();
        var text = new TextBuffer((octets, length) -> out.write(octets, 0, length));
        write.accept(text);
        text.flush();
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"62.125, 62.12", "62.375, 62.38", "0.7, 0.70", "1500, 1500.00", "999.995, 1000.00", "0.705, 0.70"})
    void twoDecimalsComeFromTheExactValue(double number, String text) {
        assertThat(written(out -> TwoDecimals.put(out, number))).isEqualTo(text);
    }

    @Test
    void twoDecimalsAreThoseOfExactArithmetic() {
        Seeded.forAll(
                random -> random.nextInt(2) == 0 ? random.nextDouble(0.7, 1500) : random.nextInt(6, 12_000) / 8.0,
                n -> {
                    var exact = new BigDecimal(n)
                            .setScale(2, RoundingMode.HALF_EVEN)
                            .toPlainString();
                    assertThat(written(out -> TwoDecimals.put(out, n))).isEqualTo(exact);
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 4294967295L, Long.MAX_VALUE, -1, -255})
    void numbersAreDecimal(long number) {
        assertThat(written(out -> out.putDecimal(number))).isEqualTo(Long.toString(number));
    }

    @Test
    void textIsOneOctetACharacter() {
        assertThat(written(out -> out.put("a\u00FF\u0080").put('z'))).isEqualTo("a\u00FF\u0080z");
    }

    @Test
    void aLongLineArrivesWhole() {
        var line = "x".repeat(300_000);
        assertThat(written(out -> {
                    out.put(line);
                    out.endLine();
                    out.put("y");
                }))
                .isEqualTo(line + "\ny");
    }

    /// Local time over changes of the clock, forwards and backwards in time.
    @Test
    void timesAreLocal() {
        for (var zone : List.of("UTC", "Europe/Vienna", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")) {
            var clock = new LogClock(ZoneId.of(zone));
            var format = DateTimeFormatter.ofPattern("'['yyyy/MM/dd HH:mm:ss'] '", Locale.ROOT)
                    .withZone(ZoneId.of(zone));
            Seeded.forAll(
                    random ->
                            random.nextInt(3) == 0 ? random.nextLong(1L << 32) : 1_711_846_800 + random.nextInt(10_000),
                    second -> assertThat(new String(clock.text(second), StandardCharsets.US_ASCII))
                            .isEqualTo(format.format(Instant.ofEpochSecond(second))));
        }
    }
}
