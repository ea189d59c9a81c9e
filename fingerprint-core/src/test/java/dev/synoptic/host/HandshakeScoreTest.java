package dev.synoptic.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.signature.Label;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SCORE-6, SCORE-7, O-10.
class HandshakeScoreTest {

    /// What a test says of a handshake; the rest is the same for all.
    private record Seen(
            Optional<Fingerprint.Match> match,
            int ttl,
            int mss,
            long timestamp,
            long millis,
            int distance,
            int quirks) {

        Seen ttl(int newTtl, int newDistance) {
            return new Seen(match, newTtl, mss, timestamp, millis, newDistance, quirks);
        }

        Seen mss(int newMss) {
            return new Seen(match, ttl, newMss, timestamp, millis, distance, quirks);
        }

        Seen clock(long newTimestamp, long newMillis) {
            return new Seen(match, ttl, mss, newTimestamp, newMillis, distance, quirks);
        }

        Seen unknown(Quirk... others) {
            return new Seen(
                    Optional.empty(),
                    ttl,
                    mss,
                    timestamp,
                    millis,
                    distance,
                    Quirks.of(others).bits());
        }

        SeenHandshake handshake(OptionLayout layout) {
            return new SeenHandshake(
                    new Quirks(quirks),
                    layout,
                    ttl,
                    mss,
                    timestamp,
                    millis * 1000,
                    match,
                    distance,
                    0,
                    Optional.empty());
        }
    }

    private static final OptionLayout LAYOUT = OptionLayout.of((byte) 2);
    private static final Seen LINUX = seen("Linux", "3.x", MatchQuality.EXACT, 10);

    private static Seen seen(String name, String flavor, MatchQuality quality, int line) {
        var label = new Label(false, Optional.of("unix"), name, flavor);
        return new Seen(Optional.of(new Fingerprint.Match(label, quality, line, false)), 60, 1460, 0, 0, 4, 0);
    }

    private static ScoreEntry score(@Nullable Seen reference, Seen seen) {
        return score(reference, seen, true, null);
    }

    private static ScoreEntry score(@Nullable Seen reference, Seen seen, boolean syn, @Nullable String recorded) {
        var before = reference == null ? null : reference.handshake(LAYOUT);
        return HandshakeScore.of(before, seen.handshake(LAYOUT), syn, recorded, 0, 1024);
    }

    private static ScoreEntry entry(int score, Reason... reasons) {
        return new ScoreEntry(score, Reasons.of(reasons));
    }

    @Test
    void withoutAReferenceOnlyTheRecordedSystemCounts() {
        assertThat(score(null, LINUX)).isEqualTo(ScoreEntry.NOTHING);
        assertThat(score(null, LINUX, true, "Linux")).isEqualTo(ScoreEntry.NOTHING);
        assertThat(score(null, LINUX, true, "Windows")).isEqualTo(entry(8, Reason.OS_DIFF));
        assertThat(score(null, LINUX.unknown(), true, "Windows")).isEqualTo(ScoreEntry.NOTHING);
    }

    @Nested
    class BothKnown {

        @ParameterizedTest
        @CsvSource({"Windows, XP, 11, 8, 8", "Linux, 2.6.x, 11, 2, 0", "Linux, 3.x, 11, 1, 0", "Linux, 3.x, 10, 0, 0"})
        void namesLabelsAndLinesAreCompared(String name, String flavor, int line, int ofSyn, int ofSynAck) {
            var other = seen(name, flavor, MatchQuality.EXACT, line);
            assertThat(score(LINUX, other).score()).isEqualTo(ofSyn);
            assertThat(score(LINUX, other, false, null).score()).isEqualTo(ofSynAck);
        }

        @Test
        void fuzzinessCountsOnTheSameLine() {
            assertThat(score(LINUX, seen("Linux", "3.x", MatchQuality.FUZZY, 10)))
                    .isEqualTo(entry(1, Reason.FUZZY));
        }

        @Test
        void theRecordedSystemCountsUnlessTheyDifferAnyway() {
            assertThat(score(LINUX, LINUX.ttl(10, 4), true, "Windows")).isEqualTo(entry(8, Reason.OS_DIFF));
            var windows = seen("Windows", "XP", MatchQuality.EXACT, 11);
            assertThat(score(LINUX, windows, true, "Linux")).isEqualTo(entry(8, Reason.OS_DIFF));
        }
    }

    @Nested
    class Unknown {

        @Test
        void quirksCountThenLayouts() {
            assertThat(score(LINUX.unknown(), LINUX.unknown(Quirk.BAD))).isEqualTo(entry(2, Reason.SIG_DIFF));
            assertThat(score(LINUX.unknown(), LINUX.unknown(Quirk.ECN, Quirk.DF, Quirk.ID_PLUS, Quirk.ID_MINUS)))
                    .isEqualTo(ScoreEntry.NOTHING);
            var other = LINUX.unknown().handshake(OptionLayout.of((byte) 2, (byte) 1));
            UnaryOperator<Boolean> same =
                    syn -> HandshakeScore.of(LINUX.unknown().handshake(LAYOUT), other, syn, null, 0, 1024)
                                    .score()
                            == (syn ? 1 : 0);
            assertThat(same.apply(true)).isTrue();
            assertThat(same.apply(false)).isTrue();
        }

        @Test
        void oneKnownAndOneUnknownCountsForSyns() {
            assertThat(score(LINUX.unknown(), LINUX)).isEqualTo(entry(1, Reason.X_KNOWN));
            assertThat(score(LINUX.unknown(), LINUX, false, null)).isEqualTo(ScoreEntry.NOTHING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "60, 61, 3, 4",
        "60, 58, 5, 4",
        "60, 58, 6, 1",
        "60, 62, 9, 1",
        "60, 57, 9, 4",
        "60, 57, 10, 0",
        "60, 61, 10, 0",
        "60, 62, 10, 1",
        "60, 63, 10, 4"
    })
    void theTtlCountsByItsStepAndDistance(int before, int now, int distance, int score) {
        assertThat(score(LINUX.ttl(before, 1), LINUX.ttl(now, distance)).score())
                .isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"2000, 1936, true, 1", "2000, 1937, true, 0", "0, 1, true, 0", "2000, 1, false, 0"})
    void aPortThatFellCountsForSyns(int last, int now, boolean syn, int score) {
        var handshake = LINUX.handshake(LAYOUT);
        assertThat(HandshakeScore.of(handshake, handshake, syn, null, last, now).score())
                .isEqualTo(score);
    }

    @Nested
    class Clock {

        private final Seen before = LINUX.clock(1_000_000, 0);

        private int score(Seen before, Seen now) {
            return HandshakeScoreTest.score(before, now.ttl(50, 4)).score();
        }

        @Test
        void oneThatRanOnHalvesTheScore() {
            assertThat(score(before, LINUX.clock(1_000_250, 1000))).isEqualTo(2);
            assertThat(score(before, LINUX.clock(1_001_500, 1000))).isEqualTo(2);
        }

        @Test
        void oneThatJumpedAddsToIt() {
            assertThat(score(before, LINUX.clock(1_001_501, 1000))).isEqualTo(8);
            assertThat(score(before, LINUX.clock(999_999, 1000))).isEqualTo(8);
        }

        @Test
        void withinATenthOfASecondItMayRunBackALittle() {
            assertThat(score(before, LINUX.clock(1_000_000 - 149, 99))).isEqualTo(2);
            assertThat(score(before, LINUX.clock(1_000_000 - 200, 99))).isEqualTo(8);
        }

        @Test
        void afterADayOrBackInTimeItSaysNothing() {
            assertThat(score(before, LINUX.clock(5, 86_400_000))).isEqualTo(4);
            assertThat(score(before, LINUX.clock(5, -1))).isEqualTo(4);
            assertThat(score(LINUX, LINUX.clock(5, 10))).isEqualTo(4);
        }

        /// A score of 1 is halved to nothing, its reason stays.
        @Test
        void halvingOneLeavesTheReason() {
            assertThat(HandshakeScoreTest.score(
                            before, before.clock(1_000_250, 1000).mss(1400)))
                    .isEqualTo(entry(0, Reason.MTU));
        }
    }
}
