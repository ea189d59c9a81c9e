package dev.synoptic.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressClockTest {

    private static final long SECOND = 1_000_000;

    private final ProgressClock clock =
            new ProgressClock(new ProgressPace(3, Duration.ofSeconds(10), Duration.ofSeconds(2)));

    @Test
    void isNotDueBeforeAnythingWasRead() {
        assertThat(clock.isDue()).isFalse();
    }

    @Test
    void staysBehindByTheDisorderAllowed() {
        clock.at(100 * SECOND);

        assertThat(clock.isDue()).isTrue();
        assertThat(clock.tell()).isEqualTo(98 * SECOND);
    }

    @Test
    void isDueAfterSoMuchTime() {
        clock.at(100 * SECOND);
        clock.tell();
        clock.at(109 * SECOND);
        assertThat(clock.isDue()).isFalse();
        clock.at(110 * SECOND);
        assertThat(clock.isDue()).isTrue();
    }

    @Test
    void isDueAfterSoManyRecordsIfTimeMovedAtAll() {
        clock.at(100 * SECOND);
        clock.tell();
        for (int i = 0; i < 3; i++) clock.published();
        assertThat(clock.isDue()).isFalse();
        clock.at(101 * SECOND);
        assertThat(clock.isDue()).isTrue();
    }

    @Test
    void noticesWhatIsOlderThanPromised() {
        clock.at(100 * SECOND);
        clock.tell();

        assertThat(clock.at(98 * SECOND)).isTrue();
        assertThat(clock.at(98 * SECOND - 1)).isFalse();
        assertThat(clock.tell()).isEqualTo(98 * SECOND);
    }
}
