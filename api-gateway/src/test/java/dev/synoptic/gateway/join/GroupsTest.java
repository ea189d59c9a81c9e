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
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Groups beside the system, each with its senders (`mail.md` S4).
class GroupsTest {

    private static final IpAddress BUSY = address("192.0.2.7");
    private static final IpAddress QUIET = address("192.0.2.8");
    private static final IpAddress FORGED = address("192.0.2.9");

    private final JoinStand stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"));
    private int events;

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void addressesThatSeveralHostsShareAreCountedApart() {
        connection(BUSY, true, Outcome.REJECTED);
        connection(BUSY, true, Outcome.REJECTED);
        connection(QUIET, false, Outcome.ACCEPTED);
        stand.tellAll(
                provisional("mx", FORGED, 50_000, 300, "Linux"),
                verdict("mx", FORGED, OptionalInt.of(50_000), 301, id(99), Outcome.ACCEPTED),
                captureEnded("mx"),
                logEnded("mx"));

        assertThat(JoinTopologyTest.rows(stand.table(RatioQuery.of(By.NAT))))
                .as("of what was never completed nothing is known")
                .containsExactly(Groups.SHARED + " 0 2", Groups.ONE_HOST + " 1 0", "Unknown 1 0");
    }

    /// A thousand mails from one host are one host, whatever the rows are.
    @ParameterizedTest
    @EnumSource(
            value = By.class,
            names = {"TOOL"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyGroupSaysHowManySendersItHas(By by) {
        for (int i = 0; i < 60; i++) connection(BUSY, false, Outcome.REJECTED);
        connection(QUIET, false, Outcome.ACCEPTED);
        stand.tellAll(captureEnded("mx"), logEnded("mx"));

        assertThat(onlySenders(stand.table(RatioQuery.of(by))))
                .isEqualTo(SenderCounts.ofSender(0, 60).plus(SenderCounts.ofSender(1, 0)));
    }

    @Test
    void soDoTools() {
        var nmap = Optional.of(new Label(false, Optional.empty(), "NMap", "SYN scan"));
        for (int i = 0; i < 3; i++) {
            stand.tellAll(
                    syn("mx", BUSY, 40_000 + i, 100 + i, nmap),
                    verdict("mx", BUSY, OptionalInt.of(40_000 + i), 100.5 + i, id(i), Outcome.REJECTED));
        }
        stand.tellAll(captureEnded("mx"), logEnded("mx"));

        assertThat(onlySenders(stand.table(RatioQuery.of(By.TOOL)))).isEqualTo(SenderCounts.ofSender(0, 3));
    }

    @Test
    void aRevisionTakesItsSenderBackFromEveryGroup() {
        var first = verdict("mx", BUSY, OptionalInt.of(40_000), 100, id(1), Outcome.REJECTED);
        stand.tellAll(
                ofAddress(syn("mx", BUSY, 40_000, 99, "Linux"), true), first, captured("mx", 500), logged("mx", 500));
        assertThat(onlySenders(stand.table(RatioQuery.of(By.NAT)))).isEqualTo(SenderCounts.ofSender(0, 1));

        stand.tell(revised(first, 1, Outcome.ABORTED));

        for (By by : By.values())
            assertThat(stand.table(RatioQuery.of(by)).senders()).as(by.text()).isEmpty();
    }

    private void connection(IpAddress client, boolean shared, Outcome outcome) {
        events++;
        int port = 40_000 + events;
        double seconds = 100 + events;
        stand.tellAll(
                ofAddress(syn("mx", client, port, seconds, "Linux"), shared),
                verdict("mx", client, OptionalInt.of(port), seconds + 0.5, id(events), outcome));
    }

    private static FingerprintMessage ofAddress(FingerprintMessage message, boolean shared) {
        return switch (message) {
            case FingerprintMessage.Judged(var seen) -> new FingerprintMessage.Judged(seen.ofSharedAddress(shared));
            case FingerprintMessage.Advanced _ -> throw new IllegalArgumentException("no fingerprint: " + message);
        };
    }

    private static SenderCounts onlySenders(RatioAnswer answer) {
        assertThat(answer.senders()).hasSize(1);
        return answer.senders().values().iterator().next();
    }
}
