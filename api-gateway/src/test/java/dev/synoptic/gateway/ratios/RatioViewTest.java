package dev.synoptic.gateway.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.ratio.CurrentTable;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.DecayedCounts;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RatioViewTest {

    private static final long HOUR = 3_600_000_000L;
    private static final String RULES = "signatures=1 aliases=1 join=1";

    private final RatioView view = new RatioView();

    @Test
    void aTableSumsPartitionsSitesAndFlavors() {
        row(0, 0, "a", "Linux", "3.x", 0, RatioCounts.of(1, 2));
        row(0, 0, "a", "Linux", "3.x", 1, RatioCounts.of(10, 20));
        row(0, 0, "b", "Linux", "2.x", 1, RatioCounts.of(100, 200));

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
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(3, 4));
        row(0, 0, "a", "Windows", "", 0, RatioCounts.of(5, 6));
        row(0, 0, "a", "Windows", "", 0, null);

        assertThat(view.answer(RatioQuery.of(By.OS), 1).table().rows())
                .containsExactly(new RatioRow("Linux", RatioCounts.of(3, 4)));
    }

    @Test
    void whatWasCountedBeforeServicesWereIsSaidToBeOfNone() {
        row(0, 0, "a", "Linux", "3.x", 0, RatioCounts.of(5, 7));
        write(
                new RatioKey(0, 0, "a", RatioKey.flavorAt("smtpd"), "Linux", "3.x", RULES, 0),
                new Counted(RatioCounts.of(1, 2)));

        assertThat(view.answer(RatioQuery.of(By.SERVICE), 1).table().rows())
                .containsExactly(
                        new RatioRow(RatioView.UNTOLD, RatioCounts.of(4, 5)),
                        new RatioRow("smtpd", RatioCounts.of(1, 2)));
        assertThat(view.answer(RatioQuery.of(By.SERVICE).ofService("smtpd"), 1)
                        .table()
                        .rows())
                .containsExactly(new RatioRow("smtpd", RatioCounts.of(1, 2)));
        assertThat(view.services(Optional.empty())).containsExactly("smtpd");
        assertThat(view.services(Optional.of("b"))).isEmpty();
    }

    /// `mail.md` T6: also over time, and as things stand now.
    @Test
    void aServiceHasItsLineOverTimeAndItsTableOfNow() {
        row(0, 3600, "a", "Linux", "3.x", 0, RatioCounts.of(5, 7));
        write(
                new RatioKey(0, 3600, "a", RatioKey.flavorAt("smtpd"), "Linux", "3.x", RULES, 0),
                new Counted(RatioCounts.of(1, 2)));
        var query = RatioQuery.of(By.OS).ofService("smtpd");

        assertThat(view.series(query, RatioWindow.HOUR)).containsExactly(Map.entry(0L, RatioCounts.of(1, 2)));
        assertThat(view.series(RatioQuery.of(By.OS), RatioWindow.HOUR))
                .containsExactly(Map.entry(0L, RatioCounts.of(5, 7)));
        assertThat(view.current(query, new Decay(Duration.ofHours(1)), 1)
                        .table()
                        .rows())
                .containsExactly(new CurrentTable.Row("Linux", new DecayedCounts(1, 2, 0, 3)));
    }

    /// `mail.md` T6.
    @Test
    void aPeriodSumsItsHours() {
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(7, 0));
        row(5 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 0));
        row(6 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(2, 0));
        row(7 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(4, 0));
        row(0, 86_400, "a", "Linux", "", 0, RatioCounts.of(7, 0));

        var query = RatioQuery.of(By.OS).during(new Period(5 * HOUR, 7 * HOUR));

        assertThat(view.answer(query, 1).table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(3, 0)));
    }

    @Test
    void wholeDaysAreSummedFromDaysAndTheirSendersToo() {
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(36, 25));
        row(0, 86_400, "a", "Linux", "", 0, RatioCounts.of(30, 10));
        row(24 * HOUR, 86_400, "a", "Linux", "", 0, RatioCounts.of(5, 15));
        row(48 * HOUR, 86_400, "a", "Linux", "", 0, RatioCounts.of(1, 0));
        sent(0, "a", "Linux", 0, SenderCounts.ofSender(30, 10));
        sent(24 * HOUR, "a", "Linux", 1, SenderCounts.ofSender(5, 15));

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
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(99, 99));
        row(0, 3600, "a", "Linux", "3.x", 0, RatioCounts.of(40, 0));
        row(HOUR, 3600, "b", "Linux", "2.x", 1, RatioCounts.of(0, 20));
        row(2 * HOUR, 3600, "a", "Windows", "", 0, RatioCounts.of(10, 10));
        closed(0, 3 * HOUR);
        closed(1, Long.MAX_VALUE);

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

    @Test
    void countsOfOtherRulesAreNamedAndAddedUpOnlyWhenAsked() {
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        write(new RatioKey(0, 0, "a", RatioKey.FLAVOR, "Linux", "", "older", 0), new Counted(RatioCounts.of(10, 20)));
        row(HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 2));

        var newest = view.answer(RatioQuery.of(By.OS), 1);
        assertThat(newest.table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(1, 2)));
        assertThat(newest.otherRules()).containsExactly("older");
        var asked = view.answer(RatioQuery.of(By.OS).countedBy("all"), 1);
        assertThat(asked.table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(11, 22)));
        assertThat(asked.otherRules()).isEmpty();
        assertThat(asked.rules()).contains("older").contains(RULES);
    }

    /// `mail.md` T5: each engine yields its own tables, here p0f's signatures and those of OpenBSD's packet filter.
    @Test
    void signaturesOfEachEngineHaveTablesOfTheirOwn() {
        String pf = "signatures=pf.os aliases=2 join=1";
        row(0, 0, "a", "Windows", "XP", 0, RatioCounts.of(1, 2));
        row(HOUR, 3600, "a", "Windows", "XP", 0, RatioCounts.of(1, 2));
        write(
                new RatioKey(0, 0, "a", RatioKey.FLAVOR, "Windows", "XP SP1", pf, 0),
                new Counted(RatioCounts.of(10, 20)));
        write(
                new RatioKey(0, 3600, "a", RatioKey.FLAVOR, "Windows", "XP SP1", pf, 0),
                new Counted(RatioCounts.of(10, 20)));
        CountedBy counted = view.countedBy();

        assertThat(counted.all()).containsExactly(RULES, pf);
        assertThat(view.answer(RatioQuery.of(By.FLAVOR), 1).table().rows())
                .as("unasked, the newest")
                .containsExactly(new RatioRow("Windows XP", RatioCounts.of(1, 2)));
        var other = RatioQuery.of(By.FLAVOR).countedBy(counted.meant("pf.os").orElseThrow());
        assertThat(view.answer(other, 1).table().rows())
                .containsExactly(new RatioRow("Windows XP SP1", RatioCounts.of(10, 20)));
        assertThat(view.answer(other, 1).otherRules()).containsExactly(RULES);
        assertThat(view.series(other, RatioWindow.HOUR)).containsExactly(Map.entry(0L, RatioCounts.of(10, 20)));
        assertThat(view.current(other, new Decay(Duration.ofHours(1)), 1)
                        .table()
                        .rows())
                .containsExactly(new CurrentTable.Row("Windows XP SP1", new DecayedCounts(10, 20, 0, 30)));
    }

    @Test
    void versionsAreNamedByAPartOfJustOneOfThem() {
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        write(
                new RatioKey(0, 0, "a", RatioKey.FLAVOR, "Linux", "", "signatures=2 aliases=1 join=1", 0),
                new Counted(RatioCounts.of(10, 20)));
        CountedBy counted = view.countedBy();

        assertThat(counted.meant("signatures=2")).contains("signatures=2 aliases=1 join=1");
        assertThat(counted.meant(RULES)).contains(RULES);
        assertThat(counted.meant("all")).contains("all");
        assertThat(counted.meant("aliases=1")).as("of both").isEmpty();
        assertThat(counted.meant("3")).as("of none").isEmpty();
        assertThat(counted.expected()).contains(RULES).contains("signatures=2");
    }

    /// `mail.md` S5: twenty rows that did not move do not seem to, one that did does; S4: a burst of one sender is one.
    @Test
    void rowsAreTestedTogetherForHavingMoved() {
        var random = new Random(5);
        row(0, 0, "a", "Moved", "", 0, RatioCounts.of(100, 100));
        for (int i = 0; i < 20; i++) {
            for (int day = 0; day < 2; day++) {
                int rejected = 40 + random.nextInt(20);
                row(24 * HOUR * day, 86_400, "a", "Still" + i, "", 0, RatioCounts.of(100 - rejected, rejected));
            }
        }
        row(0, 86_400, "a", "Moved", "", 0, RatioCounts.of(90, 10));
        row(24 * HOUR, 86_400, "a", "Moved", "", 0, RatioCounts.of(10, 90));
        row(0, 86_400, "a", "Burst", "", 0, RatioCounts.of(90, 10));
        row(24 * HOUR, 86_400, "a", "Burst", "", 0, RatioCounts.of(10, 90));
        sent(24 * HOUR, "a", "Burst", 0, SenderCounts.ofSender(10, 90));
        row(24 * HOUR, 86_400, "a", "New", "", 0, RatioCounts.of(0, 90));

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
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(4, 6));
        write(new RatioKey(0, 86_400, "a", RatioKey.LINK, "", "DSL", RULES, 0), new Counted(RatioCounts.of(1, 2)));
        write(
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
        row(24 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        row(24 * HOUR, 3600, "b", "Linux", "", 0, RatioCounts.of(5, 0));
        row(23 * HOUR, 3600, "b", "Linux", "", 0, RatioCounts.of(0, 9));
        var now = RatioQuery.of(By.SITE).during(Period.of(RatioWindow.HOUR, 24 * HOUR + 5));

        assertThat(view.answer(now, 1).table().rows())
                .containsExactly(new RatioRow("b", RatioCounts.of(5, 0)), new RatioRow("a", RatioCounts.of(1, 2)));
        assertThat(view.answer(now.previous().orElseThrow(), 1).table().rows())
                .containsExactly(new RatioRow("b", RatioCounts.of(0, 9)));
    }

    @Test
    void aPeriodIsFinalOnceEverySourceHasPassedIt() {
        var day = RatioQuery.of(By.OS).during(Period.day(0));
        closed(0, 24 * HOUR - 1);
        assertThat(view.answer(day, 1).isFinal()).isFalse();
        closed(0, 24 * HOUR);
        assertThat(view.answer(day, 1).isFinal()).isTrue();
        assertThat(view.answer(RatioQuery.of(By.OS), 1).isFinal()).isFalse();
    }

    @Test
    void whatIsMissingIsSummedAsTheCountsAre() {
        lost(0, 0, "a", "maillog", new Missing(7, 0, 0, 1, 0));
        lost(0, 86_400, "a", "maillog", new Missing(4, 0, 0, 0, 0));
        lost(0, 86_400, "a", "eth0", new Missing(0, 9, 2, 1, 5_000_000));
        lost(24 * HOUR, 86_400, "b", "eth0", new Missing(0, 1, 0, 0, 0));
        lost(HOUR, 3600, "a", "eth0", new Missing(0, 5, 0, 0, 0));
        row(HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 2));

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
        row(90 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        assertThat(view.current(RatioQuery.of(By.OS), new Decay(Duration.ofHours(1)), 1)
                        .missing())
                .as("of an hour too old to count")
                .isEqualTo(Missing.NOTHING);
        lost(0, 0, "a", "maillog", null);
        assertThat(view.answer(RatioQuery.of(By.OS), 1).missing().isNothing()).isTrue();
    }

    /// `mail.md` T6.
    @Test
    void aLineOverTimeHasAPointForEachStepThatCounted() {
        row(5 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 0));
        row(5 * HOUR, 3600, "a", "Windows", "", 1, RatioCounts.of(0, 3));
        row(23 * HOUR, 3600, "b", "Linux", "", 0, RatioCounts.of(2, 0));
        row(30 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(4, 0));
        row(100 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(8, 0));
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(15, 3));
        var query = RatioQuery.of(By.OS).during(new Period(0, 48 * HOUR));

        assertThat(view.series(query, RatioWindow.DAY))
                .containsExactly(Map.entry(0L, RatioCounts.of(3, 3)), Map.entry(24 * HOUR, RatioCounts.of(4, 0)));
        assertThat(view.series(query.at("a").within("Linux"), RatioWindow.HOUR))
                .containsExactly(Map.entry(5 * HOUR, RatioCounts.of(1, 0)), Map.entry(30 * HOUR, RatioCounts.of(4, 0)));
        assertThat(view.span()).contains(new Period(5 * HOUR, 101 * HOUR));
    }

    @Test
    void nothingCountedHasNoSpan() {
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(15, 3));

        assertThat(view.span()).isEmpty();
        assertThat(view.changes()).isEqualTo(1);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void itIsClosedWhenEveryPartitionIs() throws InterruptedException {
        closed(0, Long.MAX_VALUE);
        assertThat(view.awaitClosed(2, Duration.ofMillis(1))).isFalse();
        closed(1, 5);
        assertThat(view.closedMicros(2)).isEqualTo(5);
        var later = Thread.startVirtualThread(() -> closed(1, Long.MAX_VALUE));

        assertThat(view.awaitClosed(2, Duration.ofSeconds(20))).isTrue();
        later.join();
    }

    private void closed(int partition, long micros) {
        write(RatioKey.progress(RULES, partition), new Closed(micros, micros == Long.MAX_VALUE));
    }

    private void lost(long start, long seconds, String site, String source, @Nullable Missing missing) {
        write(
                new RatioKey(start, seconds, site, RatioKey.MISSING, "agent", source, RULES, 0),
                missing == null ? null : new RatioMessage.Missed(missing));
    }

    private void sent(long start, String site, String family, int partition, SenderCounts counts) {
        write(
                new RatioKey(start, 86_400, site, RatioKey.SENDERS, family, "", RULES, partition),
                new RatioMessage.Sent(counts));
    }

    private void row(
            long start,
            long seconds,
            String site,
            String family,
            String flavor,
            int partition,
            @Nullable RatioCounts counts) {
        write(
                new RatioKey(start, seconds, site, RatioKey.FLAVOR, family, flavor, RULES, partition),
                counts == null ? null : new Counted(counts));
    }

    private void write(RatioKey key, @Nullable RatioMessage message) {
        view.read(new ConsumerRecord<>(
                Topics.RATIOS.name(),
                0,
                0,
                Topics.RATIOS.keys().serializer().serialize("", key),
                Topics.RATIOS.values().serializer().serialize("", message)));
    }
}
