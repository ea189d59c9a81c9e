package dev.synoptic.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `p0f-v3.md` TCP-2 to TCP-9, rule by rule.
class TcpMatcherTest {

    private static final Quirks DF = Quirks.of(Quirk.DF, Quirk.ID_PLUS);

    /// A matcher for requests; each row is `label|sig`.
    private static TcpMatcher knowing(String... rows) {
        var file = new StringBuilder("classes = unix,win\n[tcp:request]\n");
        for (String row : rows) {
            String label = row.substring(0, row.indexOf('|'));
            file.append("label = ").append(label).append('\n');
            if (label.contains(":!:")) file.append("sys = @unix\n");
            file.append("sig = ").append(row.substring(row.indexOf('|') + 1)).append('\n');
        }
        try {
            return TcpMatcher.of(SignatureDatabase.parse("test.fp", file.toString()));
        } catch (SignatureFileException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static SynObservation syn(int ipVersion, int ttl, Quirks quirks) {
        return new SynObservation(
                HandshakeStep.SYN,
                ipVersion,
                ttl,
                0,
                0,
                1460,
                1000,
                0,
                OptionLayout.of((byte) 2),
                0,
                quirks,
                false,
                0,
                44,
                0);
    }

    private static String name(TcpMatch match) {
        return match.winner().map(w -> w.signature().label().name()).orElse("???");
    }

    @Nested
    class AmongSeveral {

        @Test
        void theFirstSpecificOneWinsOverEarlierGenericOnes() {
            var match = knowing(
                            "g:unix:G:|4:64:0:*:1000,0:mss:df,id+:0",
                            "s:unix:S:|4:64:0:1460:1000,0:mss:df,id+:0",
                            "s:unix:T:|4:65:0:*:1000,*:mss:df,id+:0")
                    .match(syn(4, 60, DF));

            assertThat(name(match)).isEqualTo("S");
            assertThat(match.winner().orElseThrow().quality()).isEqualTo(MatchQuality.EXACT);
            assertThat(match.params()).isEqualTo("none");
        }

        @Test
        void theFirstGenericOneWinsOverEarlierApproximateOnes() {
            var match = knowing(
                            "s:unix:A:|4:64:0:*:1000,0:mss:df:0",
                            "g:unix:G:|4:64:0:*:*,*:mss:df,id+:0",
                            "g:unix:H:|4:64:0:*:*,*:mss:df,id+:0")
                    .match(syn(4, 60, DF));

            assertThat(name(match)).isEqualTo("G");
            assertThat(match.params()).isEqualTo("generic");
        }

        @Test
        void theFirstApproximateOneIsLast() {
            var match = knowing("g:unix:A:|4:64:0:*:1000,0:mss:df,id+:0", "s:unix:B:|4:63:0:*:1000,0:mss:df,id+:0")
                    .match(syn(4, 65, DF));

            assertThat(name(match)).isEqualTo("A");
            assertThat(match.isFuzzy()).isTrue();
            assertThat(match.isGeneric()).isTrue();
            assertThat(match.params()).isEqualTo("generic fuzzy excess_dist");
        }

        /// TCP-2 step 1: once one is noted, other quirks are tolerated no more, not even to become exact by TTL.
        @Test
        void onlyTheFirstApproximateOneMayHaveOtherQuirks() {
            var match = knowing("s:unix:A:|4:64:0:*:1000,0:mss:df:0", "s:unix:B:|4:60:0:*:1000,0:mss:df,id+,ecn:0")
                    .match(syn(4, 60, Quirks.of(Quirk.DF)));

            assertThat(name(match)).isEqualTo("A");
            assertThat(match.isFuzzy()).isFalse();
        }
    }

    @Nested
    class OfTools {

        /// TCP-3, O-7: a tool that nearly fits hides those behind it, and the distance is 0.
        @Test
        void anApproximateToolIsNoMatchAtDistanceZero() {
            var match = knowing("s:!:Tool:|4:64:0:*:1000,0:mss:df,id+:0", "s:unix:B:|4:65:0:*:1000,0:mss:df,id+:0")
                    .match(syn(4, 70, DF));

            assertThat(match.isKnown()).isFalse();
            assertThat(match.distance()).isZero();
        }

        @Test
        void anExactToolMatches() {
            var match = knowing("s:!:Tool:|4:64:0:*:1000,0:mss:df,id+:0").match(syn(4, 64, DF));

            assertThat(match.isTool()).isTrue();
            assertThat(match.judgement().match().orElseThrow().line()).isEqualTo(5);
        }
    }

    /// TCP-2 step 1.
    @ParameterizedTest
    @CsvSource({
        "4, '4:64:0:*:*,*:mss:df,id+:0', 'DF,ID_PLUS', exact",
        "4, '4:64:0:*:*,*:mss:df,id+:0', 'DF', fuzzy", // id+ may be missing
        "4, '4:64:0:*:*,*:mss:df,id+:0', '', fuzzy", // df too
        "4, '4:64:0:*:*,*:mss:df,id+:0', 'DF,ID_PLUS,ECN', fuzzy", // ecn may be extra
        "4, '4:64:0:*:*,*:mss::0', 'ID_MINUS', fuzzy", // id- too
        "4, '4:64:0:*:*,*:mss::0', 'DF', none", // df may not
        "4, '4:64:0:*:*,*:mss:ecn:0', '', none", // ecn may not be missing
        "4, '*:64:0:*:*,*:mss:df,id+,flow:0', 'DF,ID_PLUS', exact", // flow means nothing to IPv4
        "6, '*:64:0:*:*,*:mss:df,id+,id-:0', '', exact", // nor these to IPv6
        "6, '*:64:0:*:*,*:mss:0+:0', '', none", // but 0+ does
        "6, '*:64:0:*:*,*:mss::0', 'FLOW', none", // O-20
        "6, '4:64:0:*:*,*:mss::0', '', exact", // O-6: the version itself is not compared
        "6, '4:64:0:*:*,*:mss:df:0', '', fuzzy"
    })
    void quirksAreEqualOrTolerablyDifferent(int version, String signature, String quirks, String outcome) {
        var seen = Quirks.of(java.util.Arrays.stream(quirks.split(","))
                .filter(name -> !name.isEmpty())
                .map(Quirk::valueOf)
                .toArray(Quirk[]::new));

        var match = knowing("s:unix:A:|" + signature).match(syn(version, 64, seen));

        assertThat(match.isKnown()).isEqualTo(!outcome.equals("none"));
        assertThat(match.isFuzzy()).isEqualTo(outcome.equals("fuzzy"));
    }

    /// TCP-2 step 3, TCP-4, TCP-8.
    @ParameterizedTest
    @CsvSource({
        "64,  64,  0,   none",
        "64,  29,  35,  none",
        "64,  28,  4,   fuzzy", // too far: guessed from 32
        "64,  65,  63,  fuzzy excess_dist", // above: guessed from 128
        "128, 64,  0,   fuzzy",
        "64-, 5,   59,  random_ttl excess_dist",
        "64-, 64,  0,   random_ttl"
    })
    void theTtlTellsTheDistance(String ttl, int seen, int distance, String params) {
        var match = knowing("s:unix:A:|4:" + ttl + ":0:*:1000,0:mss:df,id+:0").match(syn(4, seen, DF));

        assertThat(match.isKnown()).isTrue();
        assertThat(match.distance()).isEqualTo(distance);
        assertThat(match.params()).isEqualTo(params);
    }

    @Test
    void aRandomTtlIsNeverExceeded() {
        assertThat(knowing("s:unix:A:|4:64-:0:*:1000,0:mss:df,id+:0")
                        .match(syn(4, 65, DF))
                        .isKnown())
                .isFalse();
    }

    /// TCP-4: with a random TTL, other quirks make no guess of the distance.
    @Test
    void aFuzzyMatchWithARandomTtlKeepsTheDifference() {
        var match = knowing("s:unix:A:|4:64-:0:*:1000,0:mss:df,id+:0").match(syn(4, 5, Quirks.of(Quirk.DF)));

        assertThat(match.isFuzzy()).isTrue();
        assertThat(match.distance()).isEqualTo(59);
    }

    @ParameterizedTest
    @CsvSource({"0, 32", "32, 0", "33, 31", "64, 0", "65, 63", "128, 0", "129, 126", "255, 0"})
    void anUnknownSendersDistanceIsGuessed(int ttl, int distance) {
        assertThat(knowing().match(syn(4, ttl, DF)).distance()).isEqualTo(distance);
    }

    /// TCP-2 steps 2, 4, 5.
    @ParameterizedTest
    @CsvSource({
        "'4:64:0:1460:1000,0:mss:df,id+:0', true",
        "'4:64:4:1460:1000,0:mss:df,id+:0', false",
        "'4:64:0:1461:1000,0:mss:df,id+:0', false",
        "'4:64:0:1460:1001,0:mss:df,id+:0', false",
        "'4:64:0:1460:%500,0:mss:df,id+:0', true",
        "'4:64:0:1460:%501,0:mss:df,id+:0', false",
        "'4:64:0:1460:mss*1,0:mss:df,id+:0', false",
        "'4:64:0:1460:1000,1:mss:df,id+:0', false",
        "'4:64:0:1460:1000,0:mss,nop:df,id+:0', false",
        "'4:64:0:1460:1000,0:mss:df,id+:+', false",
        "'4:64:0:1460:1000,0:mss:df,id+:*', true"
    })
    void everythingElseMustBeEqualOrLeftOpen(String signature, boolean fits) {
        assertThat(knowing("s:unix:A:|" + signature).match(syn(4, 64, DF)).isKnown())
                .isEqualTo(fits);
    }

    /// TCP-9.
    @Test
    void whatWasSeenIsWrittenAsASignature() {
        var seen = new SynObservation(
                HandshakeStep.SYN_ACK,
                6,
                90,
                0,
                46,
                1331,
                2662,
                7,
                OptionLayout.of((byte) 2, (byte) 77, (byte) 0),
                5,
                Quirks.of(Quirk.ECN, Quirk.PUSHF_PLUS),
                true,
                0,
                80,
                0);

        var match = knowing().match(seen);

        assertThat(match.rawSignature()).isEqualTo("6:90+?:0:*:mss*2,7:mss,?77,eol+5:ecn,pushf+:+");
        assertThat(match.params()).isEqualTo("excess_dist tos:0x2e");
    }
}
