package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.captured;
import static dev.synoptic.gateway.join.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.SourceLosses;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.ratio.Missing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the tables cannot know of stands beside them: by site and hour, and each loss once.
class MissingTest {

    private static final int HOUR = 3_600;
    private static final double BEGINS = Double.NEGATIVE_INFINITY;

    private final JoinStand stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx", "my"));

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void whereNothingIsLostNothingIsMissing() {
        stand.tellAll(captured("mx", 10), logged("mx", 10), captured("mx", 20));
        assertThat(stand.byFlavor().missing().isNothing()).isTrue();
    }

    @Test
    void linesNotUnderstoodCountInTheHourThatTellsOfThem() {
        stand.tellAll(
                logged("mx", "i", 100, new SourceLosses(3, 0, 0, 0)),
                logged("mx", "i", 110, new SourceLosses(3, 0, 0, 0)),
                logged("mx", "i", HOUR + 5, new SourceLosses(5, 1, 0, 0)),
                logged("my", "i", 200, new SourceLosses(7, 0, 0, 0)));
        assertThat(stand.byFlavor().missing()).isEqualTo(new Missing(12, 0, 0, 1, 0));
        var flavors = RatioQuery.of(By.FLAVOR);
        assertThat(stand.table(flavors.at("mx")).missing()).isEqualTo(new Missing(5, 0, 0, 1, 0));
        assertThat(stand.table(flavors.at("mx").during(new Period(0, Events.micros(HOUR))))
                        .missing())
                .isEqualTo(new Missing(3, 0, 0, 0, 0));
        assertThat(stand.table(flavors.during(Period.day(0))).missing()).isEqualTo(new Missing(12, 0, 0, 1, 0));
    }

    @Test
    void whatAnAgentLostCountsOnceWhicheverSourcesTell() {
        var lost = new SourceLosses(0, 0, 40, 2);
        stand.tellAll(
                captured("mx", "i", 10, lost),
                logged("mx", "i", 10, lost),
                captured("mx", "i", 20, new SourceLosses(0, 0, 41, 2)),
                logged("mx", "i", 20, lost));
        assertThat(stand.byFlavor().missing()).isEqualTo(new Missing(0, 41, 2, 0, 0));
    }

    @Test
    void anAgentThatBeginsAnewCountsFromNoughtAndItsCaptureStoodStill() {
        stand.tellAll(
                captured("mx", "first", 10, new SourceLosses(0, 0, 5, 0)),
                logged("mx", "first", 10, new SourceLosses(2, 0, 5, 0)),
                captured("mx", "second", BEGINS, new SourceLosses(0, 0, 0, 9)),
                logged("mx", "second", BEGINS, new SourceLosses(0, 0, 0, 9)),
                captured("mx", "second", 25, new SourceLosses(0, 0, 1, 9)),
                logged("mx", "second", 30, new SourceLosses(1, 0, 1, 9)));
        assertThat(stand.byFlavor().missing())
                .as("a log is read on from where reading stopped, a capture is not")
                .isEqualTo(new Missing(3, 6, 9, 1, 15_000_000));
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        for (int i = 0; i < 2; i++) {
            stand.tellAll(
                    captured("mx", "i", BEGINS, SourceLosses.NONE),
                    captured("mx", "i", 10, new SourceLosses(0, 0, 5, 0)),
                    captured("mx", "i", 20, new SourceLosses(0, 0, 6, 1)));
        }
        assertThat(stand.byFlavor().missing()).isEqualTo(new Missing(0, 6, 1, 0, 0));
    }
}
