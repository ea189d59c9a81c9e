package dev.synoptic.signature;

import static dev.synoptic.testing.Seeded.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Grow;
import dev.synoptic.testing.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpPatternTest {

    @Test
    void everyPatternReadsBackFromItsOwnText() {
        forAll(Grow::tcpPattern, pattern -> assertThat(parse(pattern.text())).isEqualTo(pattern));
    }

    @Test
    void everyReferencePatternReadsBackFromItsOwnText() {
        var database = Vector.referenceDatabase();
        assertThat(database.tcpRequest())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(parse(row.pattern().text())).isEqualTo(row.pattern()));
        assertThat(database.tcpResponse())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(parse(row.pattern().text())).isEqualTo(row.pattern()));
    }

    /// FP-13, O-5: the slips of p0f's reader that files live with.
    @ParameterizedTest
    @CsvSource({
        "*:64-:0:*:1000*0:mss::0,    64, true,  0, -1",
        "*:64-:4:*:1000*0:mss::0,    64, true,  0, -1",
        "*:64-:12:*:1000*0:mss::0,   64, true,  2, -1",
        "*:64-5:0:1000*0:mss::0,     64, false, 5, 0",
        "*:54+10:0:*:1000*0:mss::0,  64, false, 0, -1",
        "*:64+::7:1000*0:mss::0,     64, false, 0, 7"
    })
    void theFirstCharacterAfterADashAndColonGoesUnread(String text, int ttl, boolean random, int olen, int mss) {
        var pattern = parse(text.replace("1000*0", "1000,0"));

        assertThat(pattern.ttl()).isEqualTo(new TtlPattern(ttl, random));
        assertThat(pattern.ipOptionsLength()).isEqualTo(olen);
        assertThat(pattern.mss().orElse(-1)).isEqualTo(mss);
    }

    static TcpPattern parse(String text) {
        try {
            return TcpPatternParser.parse(text);
        } catch (Mistake mistake) {
            throw new AssertionError(mistake.in("test", 1, "sig").text() + " in " + text, mistake);
        }
    }
}
