package dev.synoptic.verdict.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.synoptic.packet.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `mail.md` P5 and test (h) 10.
class CryptoPanTest {

    private static final List<String> LINES = lines();
    private static final byte[] KEY = HexFormat.of().parseHex(LINES.getFirst().split("\t")[1]);

    private final CryptoPan names = new CryptoPan(KEY);

    private static List<String> lines() {
        try (var in = Objects.requireNonNull(CryptoPanTest.class.getResourceAsStream("cryptopan-vectors.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<List<String>> vectors() {
        return LINES.stream().skip(2).map(line -> List.of(line.split("\t")));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void namesAreThoseOfTheVectors(List<String> vector) {
        assertThat(names.of(address(vector.get(0)))).isEqualTo(address(vector.get(1)));
    }

    @Test
    void whatSharesAPrefixStillDoesAndNothingMore() {
        var random = new Random(3);
        for (int i = 0; i < 500; i++) {
            int one = random.nextInt();
            int shared = random.nextInt(32);
            int other =
                    one ^ (Integer.MIN_VALUE >>> shared) ^ (random.nextInt() & (shared == 31 ? 0 : -1 >>> shared + 1));
            int between = (int) names.of(IpAddress.v4(one)).low()
                    ^ (int) names.of(IpAddress.v4(other)).low();
            assertThat(Integer.numberOfLeadingZeros(between)).isEqualTo(shared);
        }
    }

    @Test
    void everyAddressHasANameOfItsOwnAndEveryKeyOthers() {
        byte[] changed = KEY.clone();
        changed[31] ^= 1;
        var others = new CryptoPan(changed);
        Set<IpAddress> seen = new HashSet<>();
        int same = 0;
        for (int i = 0; i < 1_000; i++) {
            IpAddress address = IpAddress.v6(0x20010db8L << 32 | i, i * 31L);
            assertThat(seen.add(names.of(address))).isTrue();
            if (names.of(address).equals(others.of(address))) same++;
        }
        assertThat(same).isZero();
    }

    @Test
    void aKeyHasItsLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CryptoPan(new byte[16]))
                .withMessage("a key of 16 octets, expected 32");
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
