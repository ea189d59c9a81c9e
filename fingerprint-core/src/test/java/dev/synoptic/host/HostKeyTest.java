package dev.synoptic.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.IpAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8::1, 2001:db8::1",
        "10.0.0.1, 10.0.0.1@north",
        "172.16.0.0, 172.16.0.0@north",
        "172.31.255.255, 172.31.255.255@north",
        "172.32.0.0, 172.32.0.0",
        "192.168.7.7, 192.168.7.7@north",
        "100.64.0.1, 100.64.0.1@north",
        "100.128.0.1, 100.128.0.1",
        "169.254.1.1, 169.254.1.1@north",
        "127.0.0.1, 127.0.0.1@north",
        "::1, ::1@north",
        "::2, ::2",
        "fe80::1, fe80::1@north",
        "fec0::1, fec0::1",
        "fd00::1, fd00::1@north",
        "198.18.0.1, 198.18.0.1",
        "::ffff:10.0.0.1, ::ffff:a00:1"
    })
    void privateAddressesCarryTheSiteThatSawThem(String address, String key) {
        assertThat(HostKey.of(IpAddress.parse(address).orElseThrow(), "north").text())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "10.0.0.1@north", "fe80::1@a@b"})
    void itsTextReadsBack(String text) {
        assertThat(HostKey.parse(text).map(HostKey::text)).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "10.0.0.1@", "@north", "10.0.0", "10.0.0.256", "north"})
    void anythingElseIsNoKey(String text) {
        assertThat(HostKey.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void theRangesAreASetting() {
        assertThat(new PrivateNetworks(java.util.List.of())
                        .key(IpAddress.v4(0x0A000001), "north")
                        .text())
                .isEqualTo("10.0.0.1");
    }
}
