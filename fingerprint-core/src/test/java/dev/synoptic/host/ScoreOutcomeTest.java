package dev.synoptic.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.host.ScoreOutcome.Verdict;
import dev.synoptic.testing.Seeded;
import java.util.ArrayDeque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SCORE-1 to SCORE-5.
class ScoreOutcomeTest {

    @Test
    void aWindowCountsItsLast32Scores() {
        Seeded.forAll(
                random -> IntStream.generate(() -> random.nextInt(9)).limit(80).toArray(), scores -> {
                    var window = ScoreWindow.EMPTY;
                    var last = new ArrayDeque<Integer>();
                    for (int score : scores) {
                        window = window.with(score);
                        last.addLast(score);
                        if (last.size() > 32) last.removeFirst();
                        assertThat(window.hitsAbove5())
                                .isEqualTo(last.stream().filter(s -> s > 5).count());
                        assertThat(window.hitsAbove2())
                                .isEqualTo(last.stream().filter(s -> s > 2).count());
                        assertThat(window.hitsAbove1())
                                .isEqualTo(last.stream().filter(s -> s > 1).count());
                        assertThat(window.hitsAbove0())
                                .isEqualTo(last.stream().filter(s -> s > 0).count());
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({"8, 3", "6, 3", "5, 5", "3, 5", "2, 7", "1, 9"})
    void soManyOfAScoreTellSharing(int score, int hits) {
        var window = ScoreWindow.EMPTY;
        var gathered = Reasons.NONE;
        for (int i = 1; i < hits; i++) {
            var outcome = ScoreOutcome.of(window, gathered, entry(score, Reason.TTL));
            assertThat(outcome.verdict()).isEqualTo(score == 1 ? Verdict.NOTHING : Verdict.CHANGE);
            assertThat(outcome.told()).isEqualTo(Reasons.of(Reason.TTL));
            window = outcome.window();
            gathered = outcome.reasons();
        }
        var outcome = ScoreOutcome.of(window, gathered, entry(score, Reason.MTU));
        assertThat(outcome.verdict()).isEqualTo(Verdict.SHARING);
        assertThat(outcome.told()).isEqualTo(Reasons.of(Reason.TTL, Reason.MTU));
        assertThat(outcome.counted().hitsAbove0()).isEqualTo(hits);
        assertThat(outcome.window()).isEqualTo(ScoreWindow.EMPTY);
        assertThat(outcome.reasons()).isEqualTo(Reasons.NONE);
    }

    /// O-24: reasons of a score that was halved to 0 are gathered all the same.
    @Test
    void aScoreOfZeroTellsNothingButIsCounted() {
        var outcome = ScoreOutcome.of(ScoreWindow.EMPTY.with(8), Reasons.NONE, entry(0, Reason.PORT));
        assertThat(outcome.verdict()).isEqualTo(Verdict.NOTHING);
        assertThat(outcome.window().above5()).isEqualTo(2);
        assertThat(outcome.reasons()).isEqualTo(Reasons.of(Reason.PORT));
    }

    @Test
    void reasonsAreWrittenInP0fsOrder() {
        assertThat(Reasons.of(Reason.UA_VS_OS, Reason.APP_VS_OS, Reason.TTL).text())
                .isEqualTo("app_vs_os ttl ua_vs_os");
        assertThat(Reasons.NONE.text()).isEqualTo("???");
    }

    private static ScoreEntry entry(int score, Reason reason) {
        return new ScoreEntry(score, Reasons.of(reason));
    }
}
