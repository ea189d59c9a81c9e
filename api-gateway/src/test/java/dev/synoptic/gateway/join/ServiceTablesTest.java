package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.address;
import static dev.synoptic.gateway.join.Events.captureEnded;
import static dev.synoptic.gateway.join.Events.captured;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logEnded;
import static dev.synoptic.gateway.join.Events.logged;
import static dev.synoptic.gateway.join.Events.revised;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The tables of each service of the mail hosts, in every window (`mail.md` T6).
class ServiceTablesTest {

    private static final IpAddress ONE = address("192.0.2.7");
    private static final IpAddress OTHER = address("192.0.2.8");

    private final JoinStand stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"));
    private int events;

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void eachServiceHasItsTablesAndTheirSumIsTheWhole() {
        connection(ONE, "smtpd", "Windows", Outcome.REJECTED);
        connection(ONE, "submission", "Windows", Outcome.ACCEPTED);
        connection(OTHER, "smtpd", "Linux", Outcome.ACCEPTED);
        connection(OTHER, "smtpd", "Linux", Outcome.DEFERRED);
        stand.tellAll(captureEnded("mx"), logEnded("mx"));

        assertThat(rows(RatioQuery.of(By.OS))).containsExactly("Windows 1 1", "Linux 1 0");
        assertThat(rows(RatioQuery.of(By.SERVICE))).containsExactly("smtpd 1 1", "submission 1 0");
        assertThat(rows(RatioQuery.of(By.OS).ofService("smtpd"))).containsExactly("Linux 1 0", "Windows 0 1");
        assertThat(rows(RatioQuery.of(By.FLAVOR).ofService("submission"))).containsExactly("Windows 1.x 1 0");
        assertThat(rows(RatioQuery.of(By.SITE).ofService("submission"))).containsExactly("mx 1 0");
        assertThat(rows(RatioQuery.of(By.OS).ofService("smtps"))).isEmpty();
        assertThat(stand.table(RatioQuery.of(By.OS).ofService("smtpd"))
                        .countsOf("Linux")
                        .deferred())
                .isEqualTo(1);
    }

    @Test
    void everyWindowHasThem() {
        connection(ONE, "submission", "Linux", Outcome.ACCEPTED);
        stand.tellAll(captureEnded("mx"), logEnded("mx"));

        assertThat(stand.ratioKeys().stream()
                        .filter(key -> key.dimension().equals(RatioKey.flavorAt("submission")))
                        .map(RatioKey::windowSeconds))
                .containsExactlyInAnyOrder(0L, 3_600L, 86_400L, 604_800L);
    }

    @Test
    void aPeriodOfHoursHasThemToo() {
        connection(ONE, "submission", "Linux", Outcome.ACCEPTED);
        stand.tellAll(captureEnded("mx"), logEnded("mx"));
        long hour = 3_600_000_000L;

        assertThat(rows(RatioQuery.of(By.OS).ofService("submission").during(new Period(0, hour))))
                .containsExactly("Linux 1 0");
        assertThat(rows(RatioQuery.of(By.SERVICE).during(new Period(hour, 2 * hour))))
                .isEmpty();
    }

    /// A thousand mails from one host are one host (`mail.md` S4), also where they came to two services of it.
    @Test
    void aSenderOfTwoServicesIsOneOfEachAndOneOfAll() {
        connection(ONE, "smtpd", "Linux", Outcome.REJECTED);
        connection(ONE, "submission", "Linux", Outcome.ACCEPTED);
        stand.tellAll(captureEnded("mx"), logEnded("mx"));

        assertThat(stand.table(RatioQuery.of(By.SERVICE)).senders())
                .containsEntry("smtpd", SenderCounts.ofSender(0, 1))
                .containsEntry("submission", SenderCounts.ofSender(1, 0))
                .hasSize(2);
        assertThat(stand.table(RatioQuery.of(By.OS).ofService("smtpd")).senders())
                .containsEntry("Linux", SenderCounts.ofSender(0, 1));
        assertThat(stand.table(RatioQuery.of(By.OS)).senders()).containsEntry("Linux", SenderCounts.ofSender(1, 1));
    }

    @Test
    void aRevisionIsTakenBackFromItsServiceAlone() {
        var first = at("submission", verdict("mx", ONE, OptionalInt.of(40_000), 100, id(1), Outcome.REJECTED));
        connection(OTHER, "smtpd", "Linux", Outcome.REJECTED);
        stand.tellAll(syn("mx", ONE, 40_000, 99.5, "Linux"), first, captured("mx", 500), logged("mx", 500));
        assertThat(rows(RatioQuery.of(By.SERVICE))).containsExactly("smtpd 0 1", "submission 0 1");

        stand.tell(revised(first, 1, Outcome.ACCEPTED));

        assertThat(rows(RatioQuery.of(By.SERVICE))).containsExactly("submission 1 0", "smtpd 0 1");
    }

    /// Who posts verdicts may write anything there: what is no name has one row for all of it.
    @Test
    void namesThatAreNoneAreOneRow() {
        connection(ONE, "a\u0000b", "Linux", Outcome.ACCEPTED);
        connection(ONE, "x".repeat(300), "Linux", Outcome.ACCEPTED);
        connection(ONE, "", "Linux", Outcome.REJECTED);
        connection(ONE, "port 2525", "Linux", Outcome.REJECTED);
        stand.tellAll(captureEnded("mx"), logEnded("mx"));

        assertThat(rows(RatioQuery.of(By.SERVICE))).containsExactly("other 2 1", "port 2525 0 1");
    }

    private List<String> rows(RatioQuery query) {
        return JoinTopologyTest.rows(stand.table(query));
    }

    private void connection(IpAddress client, String service, String system, Outcome outcome) {
        events++;
        int port = 41_000 + events;
        double seconds = 100 + events;
        stand.tellAll(
                syn("mx", client, port, seconds, system),
                at(service, verdict("mx", client, OptionalInt.of(port), seconds + 0.5, id(100 + events), outcome)));
    }

    private static Verdict at(String service, Verdict verdict) {
        return SampleVerdict.like(verdict).service(service).verdict();
    }
}
