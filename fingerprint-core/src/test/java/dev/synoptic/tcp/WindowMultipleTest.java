package dev.synoptic.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `p0f-v3.md` TCP-1.
class WindowMultipleTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // window, mss, IPv6, timestamp, headers, peer mss, multiple
                "0,     1460, false, false, 40, 0,    -", // no window
                "990,   99,   false, false, 40, 0,    -", // segment size too small
                "1000,  100,  false, false, 40, 0,    mss*10",
                "5792,  1460, false, true,  60, 0,    mss*4", // 1448: without the timestamp option
                "5552,  1400, false, true,  60, 0,    mss*4", // 1388
                "5552,  1400, false, false, 60, 0,    -",
                "2920,  1001, false, false, 40, 0,    mss*2", // 1460
                "2896,  1001, false, false, 40, 0,    mss*2", // 1448
                "2880,  1001, true,  false, 60, 0,    mss*2", // 1440, IPv6 alone
                "2880,  1001, false, false, 40, 0,    -",
                "2856,  1001, true,  false, 60, 0,    mss*2", // 1428, IPv6 alone
                "2080,  1000, false, false, 40, 0,    mtu*2", // segment size and 40
                "2104,  1000, false, false, 52, 0,    mtu*2", // segment size and real headers
                "2120,  1000, true,  false, 80, 0,    mtu*2", // segment size and 60, IPv6 alone
                "2120,  1000, false, false, 80, 0,    -",
                "3000,  1400, false, false, 40, 0,    mtu*2", // 1500
                "2500,  1001, false, false, 40, 1250, mss*2", // the peer's
                "2476,  1001, false, false, 40, 1250, mss*2", // the peer's less 12
                "1001,  1000, false, false, 40, 7,    mss*143",
                "1007,  1000, false, false, 40, 1,    mss*1007",
                "1003,  1000, false, false, 40, 12,   -", // the peer's less 12 is 0: left out
                "1007,  1000, false, false, 40, 11,   -", // a divisor of -1 divides, and ends the search
                "40001, 1000, false, false, 40, 1,    -" // 40001 as 16 bits is negative
            })
    void theFirstDivisorThatDividesDecides(
            int window, int mss, boolean v6, boolean timestamped, int headers, int peerMss, String multiple) {
        assertThat(WindowMultiple.of(window, mss, v6, timestamped, headers, peerMss)
                        .map(WindowMultiple::text))
                .isEqualTo(Optional.ofNullable(multiple));
    }
}
