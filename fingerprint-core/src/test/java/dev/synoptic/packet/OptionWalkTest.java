package dev.synoptic.packet;

import static dev.synoptic.testing.Seeded.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `p0f-v3.md` OPT-1 to OPT-3.
class OptionWalkTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # options                                  | layout                 | mss   | scale | timestamp  | quirks
            ''                                         | ''                     | 0     | 0     | 0          | ''
            020405b4                                   | mss                    | 1460  | 0     | 0          | ''
            020405b40402080a000000010000000001030307   | mss,sok,ts,nop,ws      | 1460  | 7     | 1          | ''
            020305b4                                   | mss                    | 1460  | 0     | 0          | bad
            02                                         | mss                    | 0     | 0     | 0          | bad
            02040100020405b4                           | mss,mss                | 1460  | 0     | 0          | ''
            01010204                                   | nop,nop,mss            | 0     | 0     | 0          | bad
            01010103                                   | nop,nop,nop,ws         | 0     | 0     | 0          | bad
            01010303                                   | nop,nop,ws             | 0     | 0     | 0          | bad
            0103030e                                   | nop,ws                 | 0     | 14    | 0          | ''
            0103030f                                   | nop,ws                 | 0     | 15    | 0          | exws
            010302ff                                   | nop,ws                 | 0     | 255   | 0          | exws,bad
            010100ff                                   | nop,nop,eol+1          | 0     | 0     | 0          | ''
            04020101                                   | sok,nop,nop            | 0     | 0     | 0          | ''
            04030101                                   | sok,nop,nop            | 0     | 0     | 0          | bad
            01010104                                   | nop,nop,nop,sok        | 0     | 0     | 0          | bad
            0101050a0000000000000000                   | nop,nop,sack           | 0     | 0     | 0          | ''
            0101050900000000000000ff                   | nop,nop,sack           | 0     | 0     | 0          | bad
            0101050b0000000000000000                   | nop,nop,sack           | 0     | 0     | 0          | bad
            01010105                                   | nop,nop,nop,sack       | 0     | 0     | 0          | bad
            0101080affffffff00000000                   | nop,nop,ts             | 0     | 0     | 4294967295 | ''
            0101080a0000000000000001                   | nop,nop,ts             | 0     | 0     | 0          | ts1-,ts2+
            0101080b0000000100000000                   | nop,nop,ts             | 0     | 0     | 1          | bad
            080a00000001000000                         | ts                     | 0     | 0     | 0          | bad
            fe040000                                   | ?254                   | 0     | 0     | 0          | ''
            fe010000                                   | ?254                   | 0     | 0     | 0          | bad
            fe050000                                   | ?254                   | 0     | 0     | 0          | bad
            010101fe                                   | nop,nop,nop,?254       | 0     | 0     | 0          | bad
            00000000                                   | eol+3                  | 0     | 0     | 0          | ''
            01010100                                   | nop,nop,nop,eol+0      | 0     | 0     | 0          | ''
            00000100                                   | eol+3                  | 0     | 0     | 0          | opt+
            00000001                                   | eol+3                  | 0     | 0     | 0          | ''
            00010001                                   | eol+3                  | 0     | 0     | 0          | opt+
            """)
    void optionsAreWalkedAsTheRulesSay(String hex, String layout, int mss, int scale, long timestamp, String quirks) {
        var walk = walk(HexFormat.of().parseHex(hex), true);

        assertThat(walk.layout().text(walk.eolPadding())).isEqualTo(layout);
        assertThat(walk.mss()).isEqualTo(mss);
        assertThat(walk.scale()).isEqualTo(scale);
        assertThat(walk.ownTimestamp()).isEqualTo(timestamp);
        assertThat(new Quirks(walk.quirks()).text()).isEqualTo(quirks);
    }

    @Test
    void onlyASynIsBlamedForAPeerTimestamp() {
        byte[] options = HexFormat.of().parseHex("080a0000000100000001");

        assertThat(new Quirks(walk(options, true).quirks())).isEqualTo(Quirks.of(Quirk.TS2_PLUS));
        assertThat(new Quirks(walk(options, false).quirks())).isEqualTo(Quirks.NONE);
    }

    @ParameterizedTest
    @CsvSource({"24, 24, ''", "25, 24, bad", "40, 24, bad"})
    void atMost24KindsAreRecorded(int nops, int recorded, String quirks) {
        byte[] options = new byte[nops];
        Arrays.fill(options, (byte) 1);
        var walk = walk(options, true);

        assertThat(walk.count()).isEqualTo(recorded);
        assertThat(new Quirks(walk.quirks()).text()).isEqualTo(quirks);
    }

    @Test
    void aWalkLeavesNothingForTheNext() {
        var walk = new OptionWalk();
        byte[] many = HexFormat.of().parseHex("020405b40402080a000000010000000001030307");
        walk.walk(many, 0, many.length, true);
        walk.walk(new byte[0], 0, 0, true);

        assertThat(walk.layout()).isEqualTo(OptionLayout.of());
        assertThat(walk.word(0)).isZero();
        assertThat(walk.mss() + walk.scale() + walk.ownTimestamp() + walk.quirks() + walk.eolPadding())
                .isZero();
    }

    /// Well-formed options, written one after the other, are read back as their kinds.
    @Test
    void whatIsWellFormedIsReadBack() {
        forAll(OptionWalkTest::wellFormed, options -> {
            var octets = new ByteArrayOutputStream();
            options.forEach(octets::writeBytes);
            var walk = walk(octets.toByteArray(), false);

            byte[] kinds = new byte[options.size()];
            for (int i = 0; i < kinds.length; i++) kinds[i] = options.get(i)[0];
            assertThat(walk.layout()).isEqualTo(OptionLayout.of(kinds));
            assertThat(walk.quirks() & Quirk.BAD.bit()).isZero();
            for (int i = 0; i < 3; i++)
                assertThat(walk.word(i)).isEqualTo(walk.layout().word(i));
        });
    }

    private static List<byte[]> wellFormed(RandomGenerator random) {
        var options = new ArrayList<byte[]>();
        int room = 40;
        while (options.size() < OptionLayout.KINDS_MAX) {
            byte[] option = option(random);
            room -= option.length;
            if (room < 0) break;
            options.add(option);
        }
        return options;
    }

    private static byte[] option(RandomGenerator random) {
        int kind = random.nextInt(1, 12);
        int length = switch (kind) {
            case 1 -> 1;
            case 2 -> 4;
            case 3 -> 3;
            case 4 -> 2;
            case 5, 8 -> 10;
            default -> random.nextInt(2, 12);
        };
        byte[] option = new byte[length];
        random.nextBytes(option);
        option[0] = (byte) kind;
        if (length > 1) option[1] = (byte) length;
        return option;
    }

    /// Whatever octets there are, the walk stays inside them and ends.
    @Test
    void noOptionsAreTooOddToBeWalked() {
        forAll(
                random -> {
                    byte[] octets = new byte[random.nextInt(41)];
                    random.nextBytes(octets);
                    for (int i = 0; i < octets.length; i++) {
                        if (random.nextBoolean()) octets[i] = (byte) random.nextInt(12);
                    }
                    return octets;
                },
                octets -> assertThat(walk(octets, true).count())
                        .isBetween(Math.min(1, octets.length), Math.min(OptionLayout.KINDS_MAX, octets.length)));
    }

    private static OptionWalk walk(byte[] octets, boolean syn) {
        var walk = new OptionWalk();
        walk.walk(octets, 0, octets.length, syn);
        return walk;
    }
}
