package dev.synoptic.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HTTP-20 to HTTP-27.
class MessageScoreTest {

    private record Seen(@Nullable String name, int labelNumber, int nameNumber, long dateSeconds, long receivedSeconds)
            implements MessageTrace {

        static Seen of(@Nullable String name, int label, int number) {
            return new Seen(name, label, number, 0, 0);
        }
    }

    private static final Seen APACHE = Seen.of("Apache", 7, 3);
    private static final Seen UNKNOWN = Seen.of(null, 0, 0);

    private static ScoreEntry tool(@Nullable Seen reference, Seen seen, boolean response) {
        return MessageScore.of(reference, seen, response, true, null, null, false);
    }

    private static ScoreEntry system(@Nullable Seen reference, Seen seen, @Nullable String recorded) {
        return MessageScore.of(reference, seen, true, false, recorded, null, false);
    }

    private static ScoreEntry entry(int score, Reason reason) {
        return new ScoreEntry(score, Reasons.of(reason));
    }

    @Test
    void aResponseThatIsNoLongerKnown() {
        assertThat(tool(APACHE, UNKNOWN, true)).isEqualTo(entry(4, Reason.X_KNOWN));
        assertThat(tool(UNKNOWN, UNKNOWN, true)).isEqualTo(ScoreEntry.NOTHING);
        assertThat(tool(APACHE, UNKNOWN, false)).isEqualTo(ScoreEntry.NOTHING);
    }

    @Test
    void anotherServerAtTheSamePort() {
        assertThat(tool(APACHE, Seen.of("nginx", 8, 4), true)).isEqualTo(entry(8, Reason.SRV_SIG_LB));
        assertThat(tool(APACHE, Seen.of("Apache", 8, 3), true)).isEqualTo(entry(2, Reason.SRV_SIG_LB));
        assertThat(tool(APACHE, APACHE, true)).isEqualTo(ScoreEntry.NOTHING);
        assertThat(tool(UNKNOWN, APACHE, true)).isEqualTo(ScoreEntry.NOTHING);
        assertThat(tool(APACHE, Seen.of("nginx", 8, 4), false)).isEqualTo(ScoreEntry.NOTHING);
    }

    /// O-23: none on record counts as different; O-16: a name's number is held against a label's.
    @Test
    void aSystem() {
        var linux = Seen.of("Linux", 5, 1);
        assertThat(system(null, linux, null)).isEqualTo(entry(4, Reason.OS_DIFF));
        assertThat(system(null, linux, "Linux")).isEqualTo(ScoreEntry.NOTHING);
        assertThat(system(linux, linux, "Linux")).isEqualTo(entry(2, Reason.OS_DIFF));
        assertThat(system(Seen.of("Linux", 9, 5), linux, "Linux")).isEqualTo(ScoreEntry.NOTHING);
        assertThat(system(Seen.of("Windows", 2, 5), linux, "Windows")).isEqualTo(entry(8, Reason.OS_DIFF));
        assertThat(system(UNKNOWN, linux, "Linux")).isEqualTo(entry(4, Reason.X_KNOWN));
    }

    @Test
    void aUserAgentThatClaimsAnotherSystem() {
        assertThat(MessageScore.of(null, APACHE, false, true, "Linux", "Windows", false))
                .isEqualTo(entry(4, Reason.UA_VS_OS));
        assertThat(MessageScore.of(null, APACHE, false, true, null, "Windows", false))
                .isEqualTo(entry(4, Reason.UA_VS_OS));
        assertThat(MessageScore.of(null, APACHE, false, true, "Windows", "Windows", true))
                .isEqualTo(entry(8, Reason.VIA));
    }

    @ParameterizedTest
    @CsvSource({"1000, 989, 4", "1000, 990, 0", "1000, 1070, 0", "1000, 1071, 4", "0, 5000, 0", "1000, 0, 0"})
    void aServersClockKeepsPace(long before, long now, int score) {
        var reference = new Seen("Apache", 7, 3, before, 100);
        var seen = new Seen("Apache", 7, 3, now, 160);
        assertThat(tool(reference, seen, true).score()).isEqualTo(score);
    }
}
