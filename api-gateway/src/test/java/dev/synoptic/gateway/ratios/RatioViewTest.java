package dev.synoptic.gateway.ratios;

import static dev.synoptic.gateway.ratios.RatioRows.HOUR;
import static dev.synoptic.gateway.ratios.RatioRows.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.schemas.ClockDifferences;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Compared;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.verdict.ratio.CurrentTable;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.DecayedCounts;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tables and lines over time, summed from the rows of `ratios.v1`.
class RatioViewTest {

    private final RatioView view = new RatioView();
    private final RatioRows rows = new RatioRows(view);

    @Test
    void aTableSumsPartitionsSitesAndFlavors() {
        rows.counted(0, 0, "a", "Linux", "3.x", 0, RatioCounts.of(1, 2));
        rows.counted(0, 0, "a", "Linux", "3.x", 1, RatioCounts.of(10, 20));
        rows.counted(0, 0, "b", "Linux", "2.x", 1, RatioCounts.of(100, 200));

        assertThat(view.answer(RatioQuery.of(By.OS), 2).table().rows())
                .containsExactly(new RatioRow("Linux", RatioCounts.of(111, 222)));
        assertThat(view.answer(RatioQuery.of(By.FLAVOR).at("a"), 2).table().rows())
                .containsExactly(new RatioRow("Linux 3.x", RatioCounts.of(11, 22)));
        assertThat(view.answer(RatioQuery.of(By.FLAVOR).within("Windows"), 2)
                        .table()
                        .rows())
                .isEmpty();
        assertThat(view.sites()).containsExactly("a", "b");
    }

    @Test
    void aLaterRowReplacesAndATombstoneRemoves() {
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(3, 4));
        rows.counted(0, 0, "a", "Windows", "", 0, RatioCounts.of(5, 6));
        rows.counted(0, 0, "a", "Windows", "", 0, null);

        assertThat(view.answer(RatioQuery.of(By.OS), 1).table().rows())
                .containsExactly(new RatioRow("Linux", RatioCounts.of(3, 4)));
    }

    /// `mail.md` T6.
    @Test
    void aPeriodSumsItsHours() {
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(7, 0));
        rows.counted(5 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 0));
        rows.counted(6 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(2, 0));
        rows.counted(7 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(4, 0));
        rows.counted(0, 86_400, "a", "Linux", "", 0, RatioCounts.of(7, 0));

        var query = RatioQuery.of(By.OS).during(new Period(5 * HOUR, 7 * HOUR));

        assertThat(view.answer(query, 1).table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(3, 0)));
    }

    @Test
    void wholeDaysAreSummedFromDaysAndTheirSendersToo() {
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(36, 25));
        rows.counted(0, 86_400, "a", "Linux", "", 0, RatioCounts.of(30, 10));
        rows.counted(24 * HOUR, 86_400, "a", "Linux", "", 0, RatioCounts.of(5, 15));
        rows.counted(48 * HOUR, 86_400, "a", "Linux", "", 0, RatioCounts.of(1, 0));
        rows.sent(0, "a", "Linux", 0, SenderCounts.ofSender(30, 10));
        rows.sent(24 * HOUR, "a", "Linux", 1, SenderCounts.ofSender(5, 15));

        var answer = view.answer(RatioQuery.of(By.OS).during(new Period(0, 48 * HOUR)), 2);

        assertThat(answer.table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(35, 25)));
        assertThat(answer.details()).singleElement().satisfies(detail -> {
            assertThat(detail.senders().senders()).isEqualTo(2);
            assertThat(detail.senders().sendersRejected()).isEqualTo(1);
            assertThat(detail.senders().effective()).isEqualTo(60.0 * 60 / (40 * 40 + 20 * 20));
            assertThat(detail.fewSenders()).as("two senders are few, S4").isTrue();
            assertThat(detail.lowSample()).isFalse();
            assertThat(detail.lift()).hasValue(1.0);
        });
        assertThat(answer.isFinal()).isFalse();
    }

    @Test
    void hoursCountByTheirAgeInTheTableOfNow() {
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(99, 99));
        rows.counted(0, 3600, "a", "Linux", "3.x", 0, RatioCounts.of(40, 0));
        rows.counted(HOUR, 3600, "b", "Linux", "2.x", 1, RatioCounts.of(0, 20));
        rows.counted(2 * HOUR, 3600, "a", "Windows", "", 0, RatioCounts.of(10, 10));
        rows.closed(0, 3 * HOUR);
        rows.closed(1, Long.MAX_VALUE);

        var now = view.current(RatioQuery.of(By.OS), new Decay(Duration.ofHours(1)), 2);

        assertThat(now.asOfMicros()).contains(3 * HOUR);
        assertThat(now.isFinal()).isTrue();
        assertThat(now.rules()).isEqualTo(RULES);
        assertThat(now.table().rows().get(0).name()).isEqualTo("Linux");
        assertThat(now.table().rows().get(0).counts()).isEqualTo(new DecayedCounts(10, 10, 0, 40 / 16.0 + 20 / 4.0));
        assertThat(now.table().rows().get(1).counts()).isEqualTo(new DecayedCounts(10, 10, 0, 20));
        assertThat(view.current(RatioQuery.of(By.FLAVOR).at("b"), new Decay(Duration.ofHours(1)), 2)
                        .table()
                        .rows())
                .as("its own newest hour counts in full")
                .containsExactly(new CurrentTable.Row("Linux 2.x", new DecayedCounts(0, 20, 0, 20)));
        assertThat(new RatioView()
                        .current(RatioQuery.of(By.OS), new Decay(Decay.HALF_LIFE), 2)
                        .isFinal())
                .as("nothing was counted")
                .isFalse();
    }

    /// `mail.md` S5: twenty rows that did not move do not seem to, one that did does; S4: a burst of one sender is one.
    @Test
    void rowsAreTestedTogetherForHavingMoved() {
        var random = new Random(5);
        rows.counted(0, 0, "a", "Moved", "", 0, RatioCounts.of(100, 100));
        for (int i = 0; i < 20; i++) {
            for (int day = 0; day < 2; day++) {
                int rejected = 40 + random.nextInt(20);
                rows.counted(
                        24 * HOUR * day, 86_400, "a", "Still" + i, "", 0, RatioCounts.of(100 - rejected, rejected));
            }
        }
        rows.counted(0, 86_400, "a", "Moved", "", 0, RatioCounts.of(90, 10));
        rows.counted(24 * HOUR, 86_400, "a", "Moved", "", 0, RatioCounts.of(10, 90));
        rows.counted(0, 86_400, "a", "Burst", "", 0, RatioCounts.of(90, 10));
        rows.counted(24 * HOUR, 86_400, "a", "Burst", "", 0, RatioCounts.of(10, 90));
        rows.sent(24 * HOUR, "a", "Burst", 0, SenderCounts.ofSender(10, 90));
        rows.counted(24 * HOUR, 86_400, "a", "New", "", 0, RatioCounts.of(0, 90));

        var now = view.answer(RatioQuery.of(By.OS).during(Period.day(25 * HOUR)), 1);
        var before = view.answer(RatioQuery.of(By.OS).during(Period.day(0)), 1);
        Moves moves = Moves.between(now, before);

        assertThat(moves.tests()).isEqualTo(22);
        assertThat(moves.of("Moved")).isEqualTo(Move.ROSE);
        assertThat(moves.of("Burst")).isEqualTo(Move.UNCLEAR);
        assertThat(moves.of("New")).isEqualTo(Move.UNCLEAR);
        for (int i = 0; i < 20; i++) assertThat(moves.of("Still" + i)).isEqualTo(Move.UNCLEAR);
        assertThat(Moves.ofTotals(RatioCounts.of(90, 10), RatioCounts.of(10, 90)))
                .isEqualTo(Move.FELL);
        var columns = RatioGrid.details(now, Optional.of(before));
        assertThat(RatioFormat.CSV.write(columns))
                .startsWith("os,accepted,rejected,ratio,low,high,lift,of_all,greylisted,deferred,aborted,senders,"
                        + "ratio_by_sender,ratio_capped,effective,ratio_before,moved,note\n")
                .contains("Moved,10,90,90.00%,0.8256,0.9448,")
                .contains(",10.00%,rose,\n")
                .contains(",1,100.00%,90.00%,1.0,10.00%,unclear,few senders\n");
    }

    @Test
    void otherGroupsAreSummedFromTheirDays() {
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(4, 6));
        rows.write(new RatioKey(0, 86_400, "a", RatioKey.LINK, "", "DSL", RULES, 0), new Counted(RatioCounts.of(1, 2)));
        rows.write(
                new RatioKey(24 * HOUR, 86_400, "b", RatioKey.LINK, "", "DSL", RULES, 1),
                new Counted(RatioCounts.of(3, 4)));

        assertThat(view.answer(RatioQuery.of(By.LINK), 2).table().rows())
                .containsExactly(new RatioRow("DSL", RatioCounts.of(4, 6)));
        assertThat(view.answer(RatioQuery.of(By.LINK).during(Period.day(25 * HOUR)), 2)
                        .table()
                        .rows())
                .containsExactly(new RatioRow("DSL", RatioCounts.of(3, 4)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioQuery.of(By.LINK).during(new Period(HOUR, 2 * HOUR)))
                .withMessageContaining("whole days");
    }

    @Test
    void sitesCanBeRowsAndThePreviousPeriodStandsBeside() {
        rows.counted(24 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        rows.counted(24 * HOUR, 3600, "b", "Linux", "", 0, RatioCounts.of(5, 0));
        rows.counted(23 * HOUR, 3600, "b", "Linux", "", 0, RatioCounts.of(0, 9));
        var now = RatioQuery.of(By.SITE).during(Period.of(RatioWindow.HOUR, 24 * HOUR + 5));

        assertThat(view.answer(now, 1).table().rows())
                .containsExactly(new RatioRow("b", RatioCounts.of(5, 0)), new RatioRow("a", RatioCounts.of(1, 2)));
        assertThat(view.answer(now.previous().orElseThrow(), 1).table().rows())
                .containsExactly(new RatioRow("b", RatioCounts.of(0, 9)));
    }

    @Test
    void aPeriodIsFinalOnceEverySourceHasPassedIt() {
        var day = RatioQuery.of(By.OS).during(Period.day(0));
        rows.closed(0, 24 * HOUR - 1);
        assertThat(view.answer(day, 1).isFinal()).isFalse();
        rows.closed(0, 24 * HOUR);
        assertThat(view.answer(day, 1).isFinal()).isTrue();
        assertThat(view.answer(RatioQuery.of(By.OS), 1).isFinal()).isFalse();
    }

    @Test
    void whatIsMissingIsSummedAsTheCountsAre() {
        rows.missed(0, 0, "a", "maillog", new Missing(7, 0, 0, 1, 0));
        rows.missed(0, 86_400, "a", "maillog", new Missing(4, 0, 0, 0, 0));
        rows.missed(0, 86_400, "a", "eth0", new Missing(0, 9, 2, 1, 5_000_000));
        rows.missed(24 * HOUR, 86_400, "b", "eth0", new Missing(0, 1, 0, 0, 0));
        rows.missed(HOUR, 3600, "a", "eth0", new Missing(0, 5, 0, 0, 0));
        rows.counted(HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 2));

        assertThat(view.answer(RatioQuery.of(By.OS), 1).missing()).isEqualTo(new Missing(7, 0, 0, 1, 0));
        var days = RatioQuery.of(By.OS).during(new Period(0, 48 * HOUR));
        assertThat(view.answer(days, 1).missing())
                .as("the sources of all sites")
                .isEqualTo(new Missing(4, 10, 2, 1, 5_000_000));
        assertThat(view.answer(days.at("b"), 1).missing()).isEqualTo(new Missing(0, 1, 0, 0, 0));
        assertThat(view.answer(RatioQuery.of(By.OS).during(new Period(HOUR, 2 * HOUR)), 1)
                        .missing())
                .isEqualTo(new Missing(0, 5, 0, 0, 0));
        assertThat(view.current(RatioQuery.of(By.OS), new Decay(Duration.ofHours(1)), 1)
                        .missing())
                .as("unweighted")
                .isEqualTo(new Missing(0, 5, 0, 0, 0));
        rows.counted(90 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        assertThat(view.current(RatioQuery.of(By.OS), new Decay(Duration.ofHours(1)), 1)
                        .missing())
                .as("of an hour too old to count")
                .isEqualTo(Missing.NOTHING);
        rows.missed(0, 0, "a", "maillog", null);
        assertThat(view.answer(RatioQuery.of(By.OS), 1).missing().isNothing()).isTrue();
    }

    /// `mail.md` T6.
    @Test
    void aLineOverTimeHasAPointForEachStepThatCounted() {
        rows.counted(5 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 0));
        rows.counted(5 * HOUR, 3600, "a", "Windows", "", 1, RatioCounts.of(0, 3));
        rows.counted(23 * HOUR, 3600, "b", "Linux", "", 0, RatioCounts.of(2, 0));
        rows.counted(30 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(4, 0));
        rows.counted(100 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(8, 0));
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(15, 3));
        var query = RatioQuery.of(By.OS).during(new Period(0, 48 * HOUR));

        assertThat(view.series(query, RatioWindow.DAY))
                .containsExactly(Map.entry(0L, RatioCounts.of(3, 3)), Map.entry(24 * HOUR, RatioCounts.of(4, 0)));
        assertThat(view.series(query.at("a").within("Linux"), RatioWindow.HOUR))
                .containsExactly(Map.entry(5 * HOUR, RatioCounts.of(1, 0)), Map.entry(30 * HOUR, RatioCounts.of(4, 0)));
        assertThat(view.span()).contains(new Period(5 * HOUR, 101 * HOUR));
    }

    @Test
    void nothingCountedHasNoSpan() {
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(15, 3));

        assertThat(view.span()).isEmpty();
        assertThat(view.changes()).isEqualTo(1);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void itIsClosedWhenEveryPartitionIs() throws InterruptedException {
        rows.closed(0, Long.MAX_VALUE);
        assertThat(view.awaitClosed(2, Duration.ofMillis(1))).isFalse();
        rows.closed(1, 5);
        assertThat(view.closedMicros(2)).isEqualTo(5);
        var later = Thread.startVirtualThread(() -> rows.closed(1, Long.MAX_VALUE));

        assertThat(view.awaitClosed(2, Duration.ofSeconds(20))).isTrue();
        later.join();
    }

    @Test
    void systemsThatSomethingWasCountedOfAreNamed() {
        rows.counted(0, 0, "a", "Linux", "3.x", 0, RatioCounts.of(1, 0));
        rows.counted(0, 0, "b", "Windows", "XP", 0, RatioCounts.of(1, 0));

        assertThat(view.families(Optional.empty())).containsExactly("Linux", "Windows");
        assertThat(view.families(Optional.of("b"))).containsExactly("Windows");
    }

    @Test
    void whatPartitionsTellEachOtherIsNoNewsAndClosesNothing() {
        long before = view.changes();
        rows.write(
                RatioKey.differences("a", "mx", "agent", 0),
                new Compared(new ClockDifferences(List.of(1L), List.of())));
        rows.write(RatioKey.told("a", 0), new Closed(Long.MAX_VALUE, true));
        rows.write(RatioKey.told("a", 0), null);

        assertThat(view.changes()).isEqualTo(before);
        assertThat(view.closedMicros(1)).isEqualTo(Long.MIN_VALUE);
    }
}
