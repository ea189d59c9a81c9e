package dev.synoptic.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    /// The examples of RFC 5952 section 4 and 5.
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::ABCD, 2001:db8::abcd",
        "0:0:0:0:0:0:0:0, ::",
        "1::, 1::",
        "::1.2.3.4, ::102:304",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"
    })
    void anIpv6AddressIsWrittenInOneWay(String anyWay, String text) {
        assertThat(IpAddress.parse(anyWay).map(IpAddress::text)).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":", ":::", "1", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::",
                "::1%eth0", "g::", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", " 1.2.3.4", "1.2.3.4:25", "1.2.3.٤",
                ":1::2", "::2:", "1.2.3.4::", "-1.2.3.4"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    /// Java's own reader takes our text for the same octets.
    @Test
    void itsTextReadsBack() throws Exception {
        var random = new Random(5952);
        for (int i = 0; i < 2000; i++) {
            long mask = random.nextBoolean() ? 0xFFFF0000FFFF0000L : random.nextLong();
            var v6 = IpAddress.v6(random.nextLong() & mask, random.nextLong() & ~mask);
            assertThat(IpAddress.parse(v6.text())).hasValue(v6);
            var octets =
                    ByteBuffer.allocate(16).putLong(v6.high()).putLong(v6.low()).array();
            assertThat(InetAddress.getByName(v6.text())).isEqualTo(InetAddress.getByAddress(octets));
            var v4 = IpAddress.v4(random.nextInt());
            assertThat(IpAddress.parse(v4.text())).hasValue(v4);
        }
    }

    @Test
    void aMappedAddressFoldsOnlyWhenAsked() {
        var mapped = IpAddress.parse("::ffff:192.0.2.1").orElseThrow();
        assertThat(mapped.version()).isEqualTo(6);
        assertThat(mapped.unmapped().text()).isEqualTo("192.0.2.1");
    }

    @Test
    void aNetworkHoldsItsRangeOnly() {
        var network = Network.parse("2001:db8:8000::/33").orElseThrow();
        assertThat(network.contains(IpAddress.parse("2001:db8:ffff::1").orElseThrow()))
                .isTrue();
        assertThat(network.contains(IpAddress.parse("2001:db8:7fff::1").orElseThrow()))
                .isFalse();
        assertThat(network.contains(IpAddress.v4(0))).isFalse();
        assertThat(Network.parse("0.0.0.0/0").orElseThrow().contains(IpAddress.v4(-1)))
                .isTrue();
        assertThat(Network.parse("10.0.0.0/33")).isEmpty();
        assertThat(Network.parse("10.0.0.0/-1")).isEmpty();
        assertThat(network.text()).isEqualTo("2001:db8:8000::/33");
    }
}
