package dev.synoptic.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Seeded;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP-12, O-14.
class HttpDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sunday, 06 November 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "sUN, 6 nOVEMBER 1994 8:49:37 | 1994-11-06T08:49:37Z",
                "Mon,06Nov1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Tue,   06   Nov   1994   08: 49:  37+0100 | 1994-11-06T08:49:37Z",
                "Sun, 31 Feb 2024 00:00:00 GMT | 2024-03-02T00:00:00Z",
                "Sun, 31 Dec 2023 23:59:61 GMT | 2024-01-01T00:00:01Z",
                "Sun, 06 May 2012 08:\t49:\u000b7x | 2012-05-06T08:49:07Z",
                "Sun, 06 May 20123:04:05 | 2012-05-06T03:04:05Z"
            })
    void isReadAsP0fReadsIt(String value, String instant) {
        assertThat(HttpDate.parse(value)).isEqualTo(Instant.parse(instant).getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun 06 Nov 1994 08:49:37 GMT",
                "Sund, 06 Nov 1994 08:49:37 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Sun, 32 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "Sun, 06 Nov 1994 08:60:37 GMT",
                "Sun, 06 Nov 1994 08:49",
                "Sun, 06 Nov 1994 08 :49:37 GMT",
                "Sun, 06-Nov-1994 08:49:37 GMT",
                "Nov 6 1994"
            })
    void anythingElseIsNoDate(String value) {
        assertThat(HttpDate.parse(value)).isZero();
    }

    @Test
    void everyDateOfTheUsualFormReadsBackWhateverItsCase() {
        var format = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        Seeded.forAll(random -> random.nextLong(1, 1L << 32), seconds -> {
            var text = format.format(Instant.ofEpochSecond(seconds));
            assertThat(HttpDate.parse(text)).isEqualTo(seconds);
            assertThat(HttpDate.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(seconds);
        });
    }

    @Test
    void timesBeyond32BitsWrap() {
        assertThat(HttpDate.parse("Thu, 01 Jan 2150 00:00:00 GMT"))
                .isEqualTo(Instant.parse("2150-01-01T00:00:00Z").getEpochSecond() - (1L << 32));
    }
}
