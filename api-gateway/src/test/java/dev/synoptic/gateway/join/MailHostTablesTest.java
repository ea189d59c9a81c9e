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
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The tables of each mail host, of which a site may have several (`mail.md` T6).
class MailHostTablesTest {

    private static final IpAddress CLIENT = address("192.0.2.7");
    private static final int WEEK = 7 * 86_400;

    private final JoinStand stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("east", "west"));
    private int events;

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void eachMailHostOfASiteHasItsTables() {
        connection("east", "mx1.example", CLIENT, "Windows", Outcome.REJECTED, 100);
        connection("east", "mx2.example", CLIENT, "Windows", Outcome.ACCEPTED, 101);
        connection("east", "mx2.example", CLIENT, "Linux", Outcome.DEFERRED, 102);
        end();

        assertThat(rows(RatioQuery.of(By.MAIL_HOST))).containsExactly("mx2.example 1 0", "mx1.example 0 1");
        assertThat(rows(RatioQuery.of(By.OS).ofMailHost("mx1.example"))).containsExactly("Windows 0 1");
        assertThat(rows(RatioQuery.of(By.FLAVOR).ofMailHost("mx2.example")))
                .containsExactly("Windows 1.x 1 0", "Linux 1.x 0 0");
        assertThat(rows(RatioQuery.of(By.OS).at("west").ofMailHost("mx1.example")))
                .isEmpty();
    }

    /// Hosts of one name at two sites are one row of all sites, and told apart at each.
    @Test
    void aNameAtTwoSitesIsToldApartByTheSite() {
        connection("east", "mx1", CLIENT, "Linux", Outcome.REJECTED, 100);
        connection("west", "mx1", CLIENT, "Linux", Outcome.ACCEPTED, 101);
        end();

        assertThat(rows(RatioQuery.of(By.MAIL_HOST))).containsExactly("mx1 1 1");
        assertThat(rows(RatioQuery.of(By.MAIL_HOST).at("west"))).containsExactly("mx1 1 0");
        assertThat(rows(RatioQuery.of(By.SITE).ofMailHost("mx1"))).containsExactly("west 1 0", "east 0 1");
    }

    /// As where verdicts are attributed to clocks: the site's name stands for it.
    @Test
    void aHostWhoseLogTellsNoNameIsNamedByItsSite() {
        connection("east", "", CLIENT, "Linux", Outcome.REJECTED, 100);
        end();

        assertThat(rows(RatioQuery.of(By.MAIL_HOST))).containsExactly("east 0 1");
    }

    /// A thousand mails from one host are one host (`mail.md` S4), also where they came to two of ours.
    @Test
    void aSenderToTwoMailHostsIsOneOfEachAndOneOfAll() {
        connection("east", "mx1", CLIENT, "Linux", Outcome.REJECTED, 100);
        connection("east", "mx2", CLIENT, "Linux", Outcome.ACCEPTED, 101);
        end();

        assertThat(stand.table(RatioQuery.of(By.MAIL_HOST)).senders())
                .containsOnly(
                        Map.entry("mx1", SenderCounts.ofSender(0, 1)), Map.entry("mx2", SenderCounts.ofSender(1, 0)));
        assertThat(stand.table(RatioQuery.of(By.OS)).senders()).containsEntry("Linux", SenderCounts.ofSender(1, 1));
    }

    /// What came over weeks to several hosts, some of it decided otherwise later: in every window and in every row the
    /// tables of all mail hosts add up to the table of all.
    @Test
    void theSumOverMailHostsIsTheTable() {
        var random = new Random(20261122);
        var told = new ArrayList<Verdict>();
        int seconds = 0;
        for (int each = 0; each < 400; each++) {
            seconds += random.nextInt(2 * WEEK / 400);
            told.add(connection(
                    random.nextBoolean() ? "east" : "west",
                    "mx" + random.nextInt(4),
                    address("192.0.2." + random.nextInt(1, 30)),
                    List.of("Linux", "Windows", "???").get(random.nextInt(3)),
                    any(random),
                    seconds));
        }
        tell(seconds + 3_600);
        for (Verdict verdict : told) if (random.nextInt(3) == 0) stand.tell(revised(verdict, 1, any(random)));
        end();

        var queries = new ArrayList<RatioQuery>();
        for (By by : List.of(By.OS, By.FLAVOR, By.SITE)) {
            var all = RatioQuery.of(by);
            queries.addAll(List.of(all, all.at("east"), all.within("Linux")));
            for (long day = 0; day <= seconds; day += 86_400) queries.add(all.during(Period.day(day * 1_000_000)));
            for (long hour = 0; hour <= 2 * 86_400; hour += 3_600) {
                queries.add(all.during(Period.of(RatioWindow.HOUR, hour * 1_000_000)));
            }
        }
        for (RatioQuery query : queries) {
            assertThat(sumOverMailHosts(query)).as("%s", query).isEqualTo(counts(query));
        }
        assertThat(stand.table(RatioQuery.of(By.MAIL_HOST)).table().total())
                .isEqualTo(stand.table(RatioQuery.of(By.OS)).table().total());
    }

    private Map<String, RatioCounts> sumOverMailHosts(RatioQuery query) {
        var sum = new HashMap<String, RatioCounts>();
        for (int host = 0; host < 4; host++) {
            counts(query.ofMailHost("mx" + host)).forEach((name, counts) -> sum.merge(name, counts, RatioCounts::plus));
        }
        return sum;
    }

    private Map<String, RatioCounts> counts(RatioQuery query) {
        var counts = new HashMap<String, RatioCounts>();
        for (RatioRow row : stand.table(query).table().rows()) counts.put(row.name(), row.counts());
        return counts;
    }

    @Test
    void everyWindowHasThem() {
        connection("east", "mx1", CLIENT, "Linux", Outcome.ACCEPTED, 100);
        end();

        assertThat(stand.ratioKeys().stream()
                        .filter(key -> key.dimension().equals(RatioKey.flavorOn("mx1")))
                        .map(RatioKey::windowSeconds))
                .containsExactlyInAnyOrder(0L, 3_600L, 86_400L, 604_800L);
    }

    /// Who posts verdicts may name as many hosts as he likes.
    @Test
    void soManyMailHostsHaveRowsAndAllOthersShareOne() {
        int more = 5;
        for (int each = 0; each < Receivers.NAMES_MAX + more; each++) {
            connection("east", "mx" + each, CLIENT, "Linux", Outcome.ACCEPTED, 100 + each);
        }
        connection("east", "mx\u0000", CLIENT, "Linux", Outcome.ACCEPTED, 900);
        connection("east", "mx3", CLIENT, "Linux", Outcome.ACCEPTED, 901);
        connection("west", "mx" + Receivers.NAMES_MAX, CLIENT, "Linux", Outcome.ACCEPTED, 902);
        end();

        assertThat(rows(RatioQuery.of(By.MAIL_HOST).at("east")))
                .hasSize(Receivers.NAMES_MAX + 1)
                .contains(Receivers.OTHER + " " + (more + 1) + " 0", "mx3 2 0", "mx0 1 0");
        assertThat(rows(RatioQuery.of(By.MAIL_HOST).at("west")))
                .as("each site has so many")
                .hasSize(1);
        assertThat(stand.counters().unnamed().sum()).isEqualTo(more + 1);
        assertThat(namesAfterRestart())
                .hasSize(Receivers.NAMES_MAX)
                .contains("mx0")
                .doesNotContain("mx203");
    }

    /// Which hosts of the east keep their rows where the join begins anew with what it has counted.
    private Set<String> namesAfterRestart() {
        Receivers receivers = stand.receiversAfterRestart();
        var names = new TreeSet<String>();
        for (int each = 0; each < 2 * Receivers.NAMES_MAX; each++) {
            var asked = on("mx" + each, verdict("east", CLIENT, OptionalInt.empty(), 0, id(1), Outcome.ACCEPTED));
            RatioKey.mailHostOf(receivers.mailHost(asked))
                    .filter(name -> !name.equals(Receivers.OTHER))
                    .ifPresent(names::add);
        }
        return names;
    }

    private static Outcome any(Random random) {
        return Outcome.values()[random.nextInt(Outcome.values().length)];
    }

    private List<String> rows(RatioQuery query) {
        return JoinTopologyTest.rows(stand.table(query));
    }

    private Verdict connection(
            String site, String host, IpAddress client, String system, Outcome outcome, double seconds) {
        events++;
        int port = 10_000 + events;
        var verdict = on(host, verdict(site, client, OptionalInt.of(port), seconds + 0.5, id(events), outcome));
        stand.tellAll(syn(site, client, port, seconds, system), verdict);
        return verdict;
    }

    private static Verdict on(String host, Verdict verdict) {
        return SampleVerdict.like(verdict).host(host).verdict();
    }

    private void tell(double seconds) {
        for (String site : List.of("east", "west")) stand.tellAll(captured(site, seconds), logged(site, seconds));
    }

    private void end() {
        for (String site : List.of("east", "west")) stand.tellAll(captureEnded(site), logEnded(site));
    }
}
