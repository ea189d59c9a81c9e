package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.address;
import static dev.synoptic.gateway.join.Events.captureEnded;
import static dev.synoptic.gateway.join.Events.captured;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logEnded;
import static dev.synoptic.gateway.join.Events.logged;
import static dev.synoptic.gateway.join.Events.provisional;
import static dev.synoptic.gateway.join.Events.revised;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static dev.synoptic.verdict.Verdict.Outcome.ABORTED;
import static dev.synoptic.verdict.Verdict.Outcome.ACCEPTED;
import static dev.synoptic.verdict.Verdict.Outcome.DEFERRED;
import static dev.synoptic.verdict.Verdict.Outcome.GREYLISTED;
import static dev.synoptic.verdict.Verdict.Outcome.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinTopologyTest {

    private static final IpAddress CLIENT = address("192.0.2.7");
    private static final OptionalInt PORT = OptionalInt.of(40_000);

    private JoinStand stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"));

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void aVerdictWaitsUntilEverySourceHasPassedItsWindow() {
        stand.tellAll(captured("mx", 0), logged("mx", 0));
        stand.tellAll(syn("mx", CLIENT, 40_000, 99, "Linux"), verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED));
        assertThat(stand.joined()).isEmpty();

        stand.tell(captured("mx", 200));
        assertThat(stand.joined())
                .as("the log may still tell of an earlier session")
                .isEmpty();

        stand.tell(logged("mx", 101.9));
        assertThat(stand.joined())
                .as("a SYN may lie 2 s after the session's start (J1)")
                .isEmpty();

        stand.tell(logged("mx", 102));
        assertThat(stand.joined()).singleElement().satisfies(joined -> {
            assertThat(joined.how()).isEqualTo(How.EXACT);
            assertThat(joined.label().orElseThrow().name()).isEqualTo("Linux");
        });
        assertThat(rows(stand.byFlavor())).containsExactly("Linux 1.x 1 0");
    }

    @Test
    void aVerdictMayComeBeforeItsFingerprint() {
        stand.tellAll(
                verdict("mx", CLIENT, PORT, 100, id(1), REJECTED),
                logEnded("mx"),
                syn("mx", CLIENT, 40_000, 99, "Linux"),
                captureEnded("mx"));

        assertThat(rows(stand.byFlavor())).containsExactly("Linux 1.x 0 1");
        assertThat(stand.byFlavor().isClosed()).isTrue();
        assertThat(stand.counters().revised().sum()).isZero();
    }

    @Test
    void anExactConnectionNeedsNoCompletionAnAddressDoes() {
        stand.tellAll(
                provisional("mx", CLIENT, 40_000, 99, "Linux"),
                verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED),
                provisional("mx", address("192.0.2.8"), 41_000, 99, "Windows"),
                verdict("mx", address("192.0.2.8"), OptionalInt.empty(), 100, id(2), ACCEPTED),
                captureEnded("mx"),
                logEnded("mx"));

        assertThat(rows(stand.byFlavor())).containsExactlyInAnyOrder("Linux 1.x 1 0", "Unknown 1 0");
    }

    @Test
    void aCompletionThatFollowsMakesTheSynCountByAddress() {
        stand.tellAll(
                provisional("mx", CLIENT, 40_000, 99, "Linux"),
                syn("mx", CLIENT, 40_000, 99, "Linux"),
                provisional("mx", CLIENT, 40_000, 99, "Linux"),
                verdict("mx", CLIENT, OptionalInt.empty(), 100, id(1), ACCEPTED),
                captureEnded("mx"),
                logEnded("mx"));

        assertThat(stand.joined())
                .singleElement()
                .extracting(JoinedVerdict::how)
                .isEqualTo(How.IP_SAME);
    }

    @Test
    void whatNobodySawIsUnknownWithItsCause() {
        stand.tellAll(
                verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED),
                syn("mx", address("192.0.2.9"), 40_000, 99, "???"),
                verdict("mx", address("192.0.2.9"), PORT, 100, id(2), REJECTED),
                captureEnded("mx"),
                logEnded("mx"));

        assertThat(stand.joined())
                .extracting(each -> each.unknown().orElseThrow())
                .containsExactlyInAnyOrder(UnknownCause.NO_SYN, UnknownCause.NO_MATCH);
        assertThat(rows(stand.byFlavor())).containsExactly("Unknown 1 1");
        assertThat(stand.byFlavor().table().total().noSyn()).isEqualTo(1);
        assertThat(stand.byFlavor().table().total().noMatch()).isEqualTo(1);
    }

    @Test
    void aRevisedVerdictTakesItsFirstCountBack() {
        var first = verdict("mx", CLIENT, PORT, 100, id(1), ABORTED);
        stand.tellAll(syn("mx", CLIENT, 40_000, 99, "Linux"), first, captured("mx", 500), logged("mx", 500));
        assertThat(stand.byFlavor().table().total().aborted()).isEqualTo(1);

        stand.tell(revised(first, 1, ACCEPTED));

        assertThat(rows(stand.byFlavor())).containsExactly("Linux 1.x 1 0");
        assertThat(stand.byFlavor().table().total().aborted()).isZero();
        assertThat(stand.byFlavor().table().total().exact()).isEqualTo(1);
        assertThat(stand.counters().revised().sum()).isEqualTo(1);
    }

    @Test
    void aRevisionThatOvertakesTheFirstVerdictStands() {
        var first = verdict("mx", CLIENT, PORT, 100, id(1), ABORTED);
        stand.tellAll(revised(first, 1, ACCEPTED), first, captureEnded("mx"), logEnded("mx"), first);

        assertThat(rows(stand.byFlavor())).containsExactly("Unknown 1 0");
    }

    @Test
    void aVerdictToldTwiceCountsOnce() {
        var given = verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED);
        stand.tellAll(given, given, captureEnded("mx"), logEnded("mx"), given);

        assertThat(rows(stand.byFlavor())).containsExactly("Unknown 1 0");
        assertThat(stand.counters().repeated().sum()).isEqualTo(1);
    }

    /// T1: accepted and rejected, but for stage AUTH; greylisted mail that comes back counts once, when accepted.
    @Test
    void onlyWhatWasAcceptedOrRejectedIsInTheRatioAndGreylistedMailThatComesBackCountsOnce() {
        stand.tellAll(
                syn("mx", CLIENT, 40_000, 99, "Linux"),
                verdict("mx", CLIENT, PORT, 100, id(1), GREYLISTED),
                syn("mx", CLIENT, 40_001, 499, "Linux"),
                verdict("mx", CLIENT, OptionalInt.of(40_001), 500, id(2), ACCEPTED),
                syn("mx", CLIENT, 40_002, 599, "Linux"),
                verdict("mx", CLIENT, OptionalInt.of(40_002), 600, id(3), DEFERRED),
                syn("mx", CLIENT, 40_003, 699, "Linux"),
                SampleVerdict.like(verdict("mx", CLIENT, OptionalInt.of(40_003), 700, id(4), REJECTED))
                        .stage(Stage.AUTH)
                        .verdict(),
                captureEnded("mx"),
                logEnded("mx"));

        assertThat(rows(stand.byFlavor())).containsExactly("Linux 1.x 1 0");
        RatioCounts total = stand.byFlavor().table().total();
        assertThat(total.greylisted()).isEqualTo(1);
        assertThat(total.deferred()).isEqualTo(1);
        assertThat(total.authStage()).isEqualTo(1);
    }

    /// J6.
    @Test
    void aSynThatComesTooLateCorrectsWhatWasSettledWithoutIt() {
        stand.tellAll(verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED), captured("mx", 150), logged("mx", 150));
        assertThat(rows(stand.byFlavor())).containsExactly("Unknown 1 0");

        stand.tell(syn("mx", CLIENT, 40_000, 99, "Linux"));

        assertThat(rows(stand.byFlavor())).containsExactly("Linux 1.x 1 0");
        assertThat(stand.joined()).extracting(JoinedVerdict::revision).containsExactly(0, 1);
    }

    @Test
    void aPrivateAddressOfTwoSitesIsTwoHosts() {
        reopen(JoinSettings.DEFAULT, "a", "b");
        var inside = address("10.0.0.1");
        stand.tellAll(
                syn("a", inside, 40_000, 99, "Linux"),
                syn("b", inside, 40_000, 99, "Windows"),
                verdict("a", inside, PORT, 100, id(1), ACCEPTED),
                verdict("b", inside, PORT, 100, id(2), REJECTED),
                captureEnded("a"),
                logEnded("a"),
                captureEnded("b"),
                logEnded("b"));

        assertThat(rows(stand.byFlavor())).containsExactlyInAnyOrder("Linux 1.x 1 0", "Windows 1.x 0 1");
        assertThat(rows(stand.table(RatioQuery.of(By.OS).at("b")))).containsExactly("Windows 0 1");
    }

    @Test
    void aSiteWaitsForTheProxyBeforeIt() {
        reopen(JoinSettings.DEFAULT.behind(Map.of("mx", Set.of("px")), Set.of()), "mx", "px");
        stand.tellAll(
                verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED),
                captured("mx", 500),
                logged("mx", 500),
                logEnded("px"));
        assertThat(stand.joined()).isEmpty();

        stand.tellAll(syn("px", CLIENT, 40_000, 99, "Linux"), captured("px", 500));

        assertThat(rows(stand.byFlavor())).containsExactly("Linux 1.x 1 0");
    }

    @Test
    void aSiteDoesNotWaitForAnother() {
        reopen(JoinSettings.DEFAULT, "a", "b");
        stand.tellAll(verdict("a", CLIENT, PORT, 100, id(1), ACCEPTED), captured("a", 500), logged("a", 500));

        assertThat(rows(stand.byFlavor())).containsExactly("Unknown 1 0");
        assertThat(stand.byFlavor().closedMicros())
                .as("but all is not complete")
                .isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aSourceThatIsSilentForTooLongIsNoLongerWaitedForAndIsCounted() {
        stand.tellAll(
                syn("mx", CLIENT, 40_000, 99, "Linux"),
                verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED),
                captured("mx", 50),
                logged("mx", 500));
        stand.passTime(JoinPlan.SOURCE_TIMEOUT.minusSeconds(5));
        stand.tell(logged("mx", 501));
        assertThat(stand.byFlavor().table().rows()).isEmpty();

        stand.passTime(Duration.ofSeconds(10));

        assertThat(rows(stand.byFlavor())).containsExactly("Linux 1.x 1 0");
        assertThat(stand.counters().silentSources().sum()).isEqualTo(1);
    }

    @Test
    void sourcesThatWereNeverHeardOfDoNotHoldAVerdictForEver() {
        stand.passTime(JoinPlan.SOURCE_TIMEOUT.plusSeconds(5));
        assertThat(stand.counters().silentSources().sum()).isEqualTo(2);

        stand.tell(verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED));

        assertThat(rows(stand.byFlavor())).containsExactly("Unknown 1 0");
    }

    @Test
    void aSourceThatSpeaksAgainIsWaitedForAgain() {
        stand.tellAll(captured("mx", 50), logged("mx", 500));
        stand.passTime(JoinPlan.SOURCE_TIMEOUT.minusSeconds(5));
        stand.tell(logged("mx", 501));
        stand.passTime(Duration.ofSeconds(10));
        stand.tell(captured("mx", 60));

        stand.tell(verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED));
        assertThat(stand.joined()).isEmpty();
        stand.tell(captured("mx", 200));
        assertThat(stand.joined()).hasSize(1);
    }

    @Test
    void aSiteWithoutEnrolledSourcesWaitsForThoseItHasHeardOf() {
        reopen(JoinSettings.DEFAULT);
        stand.tellAll(
                captured("mx", 0),
                logged("mx", 0),
                verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED),
                logged("mx", 900));
        assertThat(stand.joined()).isEmpty();

        stand.tell(captured("mx", 900));

        assertThat(stand.joined()).hasSize(1);
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersWithWhyAndFromWhere() {
        stand.tellOctets("192.0.2.7".getBytes(StandardCharsets.UTF_8), "rubbish".getBytes(StandardCharsets.UTF_8));
        stand.tellOctets(
                null,
                dev.synoptic.schemas.codec.Codecs.VERDICT.encode(new dev.synoptic.schemas.VerdictMessage.Given(
                        verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED))));

        assertThat(stand.deadLetters()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.topic()).isEqualTo("verdicts.v1");
            assertThat(letter.service()).isEqualTo("test");
        });
        assertThat(stand.counters().unreadable().sum()).isEqualTo(2);
    }

    /// T6: tumbling hours, days and ISO weeks in UTC, and all time.
    @Test
    void everyVerdictCountsInItsHourDayWeekAndForAllTime() {
        double sunday = 1_795_305_599.5; // 2026-11-22T23:59:59.5Z
        var late = verdict("mx", CLIENT, PORT, sunday - 1, id(1), ACCEPTED); // judged one second after it began
        stand.tellAll(late, captureEnded("mx"), logEnded("mx"));

        assertThat(stand.ratioKeys())
                .filteredOn(key -> key.dimension().equals(RatioKey.FLAVOR))
                .extracting(RatioKey::windowSeconds, RatioKey::windowStartMicros)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(3_600L, Events.micros(1_795_302_000)),
                        org.assertj.core.groups.Tuple.tuple(86_400L, Events.micros(1_795_219_200)),
                        org.assertj.core.groups.Tuple.tuple(604_800L, Events.micros(1_794_787_200)),
                        org.assertj.core.groups.Tuple.tuple(0L, 0L));
    }

    @Test
    void whatOneRoundSettlesLeavesAsOneRowForEachWindowAndGroup() {
        for (int i = 0; i < 500; i++) stand.tell(verdict("mx", CLIENT, PORT, 100 + i, id(i), ACCEPTED));
        stand.tell(captureEnded("mx"));
        long before = stand.ratioRows();
        stand.tell(logEnded("mx"));

        assertThat(rows(stand.byFlavor())).containsExactly("Unknown 500 0");
        // windows of the flavor; other groups, senders of all; windows and senders of its service, and of its mail
        // host; progress
        assertThat(stand.ratioRows() - before).isLessThanOrEqualTo(4 + 4 + 5 + 2 * (4 + 1) + 1);
    }

    @Test
    void whatIsTooOldForAnySessionIsForgotten() {
        stand.tellAll(syn("mx", CLIENT, 40_000, 0, "Linux"), captured("mx", 10), logged("mx", 10));
        double later = JoinSettings.DEFAULT.keepSyn().toSeconds() + 2 * 3_600;
        stand.tellAll(syn("mx", CLIENT, 40_001, later, "Linux"), captured("mx", later), logged("mx", later));

        assertThat(stand.counters().forgottenSyns().sum()).isEqualTo(1);
    }

    private void reopen(JoinSettings rules, String... sites) {
        stand.close();
        stand = new JoinStand(rules, Events.enrolled(sites));
    }

    static List<String> rows(RatioAnswer answer) {
        return answer.table().rows().stream()
                .map(row -> row.name() + " " + row.counts().accepted() + " "
                        + row.counts().rejected())
                .toList();
    }
}
