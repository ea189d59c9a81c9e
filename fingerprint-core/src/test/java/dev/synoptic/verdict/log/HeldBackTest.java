package dev.synoptic.verdict.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.source.MailServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How far a log is read again after a restart (`mail.md` V31): two minutes of its own time, and little more.
class HeldBackTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T16:00:00Z");
    private static final Duration BACK = Duration.ofMinutes(2);

    private final HeldBack reader =
            new HeldBack(MailServer.POSTFIX.extractor(MailCorpus.settings("mx1"), (verdict, line) -> {}), BACK);
    private int lines;

    private void line(Instant at) {
        reader.feed(at + " mx1 postfix/qmgr[7]: A1B2C3D4E5F: removed", new RawRef("log", lines++, 1));
    }

    private void every(Duration step, Instant from, int count) {
        for (int i = 0; i < count; i++) line(from.plus(step.multipliedBy(i)));
    }

    private int resume() {
        return (int) reader.resumePoint().orElseThrow().line().offset();
    }

    @Test
    void aBusyLogIsReadAgainFromTwoMinutesBefore() {
        every(Duration.ofMillis(10), BEGIN, 100_000);
        assertThat(lines - resume()).isBetween(12_000, 14_000);
    }

    @Test
    void fromTheFirstLineOnUntilTwoMinutesHavePassed() {
        every(Duration.ofMillis(10), BEGIN, 10_000);
        assertThat(resume()).isZero();
    }

    /// Else a week of it were read again, of files that rotation may have deleted.
    @Test
    void aQuietLogIsReadAgainForAFewLines() {
        every(Duration.ofHours(1), BEGIN, 1_000);
        assertThat(lines - resume()).isLessThan(150);
    }

    /// A log in New York's time that is read as of UTC: where it is quiet, the time that others tell is five hours
    /// later.
    @Test
    void aLogInAnotherZoneIsNotHeldBackForEver() {
        for (int hour = 0; hour < 100; hour++) {
            every(Duration.ofSeconds(1), BEGIN.plus(Duration.ofHours(hour)), 1_000);
            long elsewhere = BEGIN.plus(Duration.ofHours(hour + 5)).getEpochSecond() * 1_000_000;
            reader.advanceTo(elsewhere);
        }
        assertThat(lines - resume()).isLessThan(3_000);
    }

    @Test
    void aClockThatWasSetBackHoldsNothingBackForLonger() {
        every(Duration.ofMillis(10), BEGIN.plus(Duration.ofDays(400)), 20_000);
        every(Duration.ofMillis(10), BEGIN, 50_000);
        assertThat(lines - resume()).isBetween(12_000, 14_000);
    }
}
