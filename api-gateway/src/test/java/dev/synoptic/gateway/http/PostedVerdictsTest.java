package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Verdicts that are sent in (`mail.md` V1–V4, a.2, P2).
class PostedVerdictsTest {

    private static final String ONE_SITE = "s".repeat(32);
    private static final String TWO_SITES = "t".repeat(32);
    private static final String GOOD = """
            {"id": "a-1", "at": "2026-11-20T16:00:03.25Z", "openedAt": "2026-11-20T16:00:00Z", "host": "mx1",
             "client": "::ffff:192.0.2.7", "clientPort": 4711, "outcome": "rejected", "stage": "rcpt", "code": 550,
             "reason": "dnsbl", "senderDomain": "Example.NET", "recipientDomains": ["a.example"]}""";

    @TempDir
    Path folder;

    private HttpStand stand;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("tokens");
        Files.writeString(file, "one post mx " + ONE_SITE + "\ntwo post mx,far " + TWO_SITES + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        stand = new HttpStand(new HttpSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Optional.of(file),
                Set.of()));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private HttpResponse<String> post(String body, String token) throws Exception {
        return stand.post("/api/v1/verdicts", body, "Authorization", "Bearer " + token);
    }

    @Test
    void aVerdictArrivesAsItWasMeant() throws Exception {
        assertThat(post(GOOD, ONE_SITE).statusCode()).isEqualTo(200);

        Verdict told = stand.told.getFirst();
        assertThat(told.site()).isEqualTo("mx");
        assertThat(told.agent()).isEqualTo("http:one");
        assertThat(told.client().text()).isEqualTo("192.0.2.7");
        assertThat(told.clientPort()).hasValue(4711);
        assertThat(told.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(told.stage()).isEqualTo(Stage.RCPT);
        assertThat(told.micros() - told.openMicros()).isEqualTo(3_250_000);
        assertThat(told.precision()).isEqualTo(Precision.MILLISECONDS);
        assertThat(told.senderDomain()).contains("example.net");
        assertThat(told.eventId()).hasSize(32);
        assertThat(told.score()).isEmpty();
    }

    @Test
    void theScoreOfAContentFilterArrivesWithItsLimitWhereThereIsOne() throws Exception {
        post(GOOD.replace("\"reason\"", "\"score\": 15.2, \"scoreLimit\": 15, \"reason\""), ONE_SITE);
        post(GOOD.replace("\"reason\"", "\"score\": -3, \"reason\""), ONE_SITE);

        assertThat(stand.told)
                .extracting(Verdict::score)
                .containsExactly(
                        Optional.of(new ContentScore(15.2, OptionalDouble.of(15))),
                        Optional.of(new ContentScore(-3, OptionalDouble.empty())));
    }

    @Test
    void sentAgainItHasTheSameIdAndAtAnotherSiteAnother() throws Exception {
        post(GOOD, ONE_SITE);
        JsonNode again =
                new ObjectMapper().readTree(post("[" + GOOD + "]", ONE_SITE).body());
        post(GOOD.replace("\"id\"", "\"site\": \"far\", \"id\""), TWO_SITES);

        assertThat(again.at("/taken").asInt()).isEqualTo(1);
        assertThat(stand.told.get(1).eventId())
                .isEqualTo(stand.told.get(0).eventId())
                .isEqualTo(again.at("/eventIds/0").asText());
        assertThat(stand.told.get(2).eventId()).isNotEqualTo(stand.told.get(0).eventId());
    }

    @Test
    void aTokenSpeaksForItsOwnSitesAlone() throws Exception {
        assertThat(post(GOOD.replace("\"id\"", "\"site\": \"far\", \"id\""), ONE_SITE)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(GOOD, TWO_SITES).body()).contains("since this token speaks for several");
        assertThat(stand.post("/api/v1/verdicts", GOOD).statusCode())
                .as("this machine without a token")
                .isEqualTo(403);
        assertThat(stand.told).isEmpty();
    }

    @Test
    void whereOneOfManyIsWrongNoneIsTaken() throws Exception {
        var answer = post("[" + GOOD + "," + GOOD.replace("550", "55") + ",{}]", ONE_SITE);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode mistakes = new ObjectMapper().readTree(answer.body()).at("/mistakes");
        assertThat(mistakes.at("/0/where").asText()).isEqualTo("[1].code");
        assertThat(mistakes.at("/0/expected").asText()).isEqualTo("a whole number from 200 to 599");
        assertThat(mistakes.findValuesAsText("where")).contains("[2].id", "[2].at", "[2].host", "[2].client");
        assertThat(stand.told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "::ffff:192.0.2.7 | mail.example | client | an IPv4 or IPv6 address",
                "rejected | refused | outcome | one of accepted, rejected, greylisted, deferred, aborted",
                "rcpt | rctp | stage | one of connect, helo",
                "Example.NET | me@example.net | senderDomain | without a local part",
                "a.example | you@a.example | recipientDomains | without local parts",
                "2026-11-20T16:00:03.25Z | yesterday | at | a moment in UTC",
                "2026-11-20T16:00:00Z | 2026-11-20T17:00:00Z | openedAt | one before it",
                "reason | raeson | \"raeson\" | one of at, client",
                "\"code\": 550 | \"score\": 1e999 | score | a number",
                "\"code\": 550 | \"scoreLimit\": 15 | scoreLimit | it only beside score",
                "mx1 | m\\u0000x | host | the name of the mail host",
            })
    void aMistakeIsToldWithItsField(String right, String wrong, String where, String expected) throws Exception {
        var answer = post(GOOD.replace(right, wrong), ONE_SITE);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode mistake = new ObjectMapper().readTree(answer.body()).at("/mistakes/0");
        assertThat(mistake.at("/where").asText()).isEqualTo(where);
        assertThat(mistake.at("/expected").asText()).contains(expected);
    }

    @Test
    void whatIsNoJsonOrTooLongIsRefused() throws Exception {
        assertThat(post("{\"id\": ", ONE_SITE).body()).contains("the body is no JSON: line 1");
        assertThat(post("[]", ONE_SITE).statusCode()).isEqualTo(400);
        assertThat(post("7", ONE_SITE).statusCode()).isEqualTo(400);
        assertThat(post("[" + "{},".repeat(1_000) + "{}]", ONE_SITE).statusCode())
                .isEqualTo(400);
        assertThat(post(" ".repeat((1 << 20) + 1), ONE_SITE).statusCode()).isEqualTo(413);
        assertThat(post("[".repeat(100_000), ONE_SITE).statusCode()).isEqualTo(400);
        assertThat(stand.told).isEmpty();
    }

    @Test
    void whereKafkaIsAwayTheSenderIsToldToComeAgain() throws Exception {
        stand.isKafkaAway = true;
        var answer = post(GOOD, ONE_SITE);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("send all of them again");
    }
}
