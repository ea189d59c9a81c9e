package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.verdict.ratio.Missing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFrontTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpStand stand;

    @BeforeEach
    void open() throws IOException {
        stand = HttpStand.onLoopback();
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void sitesStandBesideEachOtherWithTheirAgents() throws Exception {
        JsonNode sites = stand.json("/api/v1/sites").at("/sites");

        assertThat(sites.at("/0/site").asText()).isEqualTo("far");
        assertThat(sites.at("/0/life").asText()).isEqualTo("silent");
        assertThat(sites.at("/0/sources/0/silentSeconds").asLong()).isEqualTo(400);
        assertThat(sites.at("/1/life").asText()).isEqualTo("alive");
        assertThat(sites.at("/1/sources/0/readTo").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(stand.json("/api/v1/sites?site=mx").at("/sites")).hasSize(1);
    }

    /// K2: the harm of each rule is told to whoever may see tables.
    @Test
    void rulesAreToldWithTheHarmThatTheyDo() throws Exception {
        JsonNode rule = stand.json("/api/v1/policy").at("/rules/0");

        assertThat(rule.at("/name").asText()).isEqualTo("later");
        assertThat(rule.at("/mode").asText()).isEqualTo("suspended");
        assertThat(rule.at("/since").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(rule.at("/suspended").asText()).isEqualTo("it touches known good senders");
        assertThat(rule.at("/touchedKnownGood").asLong()).isEqualTo(1);
        assertThat(rule.at("/acceptedHit").asLong()).isEqualTo(3);
        assertThat(rule.at("/labels/0/label").asText()).isEqualTo("Windows XP");
    }

    @Test
    void whoeverHasTheAnswerIsToldSo() throws Exception {
        HttpResponse<String> first = stand.get("/api/v1/ratios");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = stand.get("/api/v1/ratios", "If-None-Match", "\"x\", " + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        stand.closed = HttpStand.NOON;
        assertThat(stand.get("/api/v1/ratios", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    /// What is shown is what is tagged, coverage and completeness too; in every format.
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/ratios", "/api/v1/ratios?format=csv", "/api/v1/series", "/api/v1/current", "/plain"})
    void anAnswerHasAnotherTagOnceAnythingShownHasChanged(String path) throws Exception {
        String tag = stand.get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(stand.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);

        stand.missing = new Missing(1, 0, 0, 0, 0);
        HttpResponse<String> lines = stand.get(path, "If-None-Match", tag);
        assertThat(lines.statusCode()).isEqualTo(200);
        stand.closed = HttpStand.NOON - HttpStand.HOUR;
        assertThat(stand.get(
                                path,
                                "If-None-Match",
                                lines.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(200);
    }

    /// RFC 9110 13.2.1: conditions are ignored where the answer would not be a good one.
    @Test
    void aSupervisorIsNeverToldThatNothingIsNew() throws Exception {
        stand.health = new Health(false, false, List.of("still reading"));

        HttpResponse<String> first = stand.get("/healthz", "If-None-Match", "*");
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("ETag")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/ratios?by=colour | by | one of os, flavor, signature, link, distance, nat, tool, site",
                "/api/v1/ratios?format=xml | format | one of json, csv, tsv, markdown, table",
                "/api/v1/ratios?form=csv | \"form\" | one of after, by, columns, compare",
                "/api/v1/ratios?by=os&by=os | by | at most one",
                "/api/v1/ratios?from=2026-11-20T16:00:00Z | to | since from is given",
                "/api/v1/ratios?to=2026-11-20T16:00:00Z | from | since to is given",
                "/api/v1/ratios?hours=2&to=2026-11-20T16:00:00Z | hours | no from and to",
                "/api/v1/ratios?hours=0 | hours | a whole number from 1",
                "/api/v1/ratios?limit=1001 | limit | from 1 to 1000",
                "/api/v1/ratios?from=yesterday&to=2026-11-20T16:00:00Z | from | a moment in UTC",
                "/api/v1/ratios?from=2026-11-20T16:30:00Z&to=2026-11-20T17:00:00Z | from | a whole hour",
                "/api/v1/ratios?from=2026-11-20T16:00:00.5Z&to=2026-11-20T17:00:00Z | from | a whole hour",
                "/api/v1/ratios?from=-200000-01-01T00:00:00Z&to=2026-11-20T17:00:00Z&compare=previous | from | a moment in UTC",
                "/api/v1/ratios?from=2026-11-20T16:00:00Z&to=%2B200000-01-01T00:00:00Z&compare=previous | to | a moment in UTC",
                "/api/v1/ratios?from=2026-11-20T16:00:00Z&to=2026-11-20T16:00:00Z | to | a moment after from",
                "/api/v1/ratios?by=link&from=2026-11-20T16:00:00Z&to=2026-11-21T00:00:00Z | from | a whole day",
                "/api/v1/ratios?columns=few | columns | one of usual, all",
                "/api/v1/current?half-life=0 | half-life | a whole number from 1",
                "/api/v1/current?from=2026-11-20T16:00:00Z | \"from\" | one of by, half-life, mail-host, os, rules, service, site",
                "/api/v1/series?step=minute | step | one of hour, day, week",
                "/api/v1/hosts/mail.example | address | an IPv4 or IPv6 address",
                "/api/v1/hosts/192.0.2.1?from=1 | \"from\" | one of site",
            })
    void aMistakeIsToldWithItsPlaceAndWhatWasExpected(String path, String where, String expected) throws Exception {
        HttpResponse<String> answer = stand.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode mistake = JSON.readTree(answer.body()).at("/mistakes/0");
        assertThat(mistake.at("/where").asText()).isEqualTo(where);
        assertThat(mistake.at("/expected").asText()).contains(expected);
    }

    @Test
    void allMistakesAreToldAtOnce() throws Exception {
        JsonNode problem =
                JSON.readTree(stand.get("/api/v1/ratios?by=x&limit=y&z=1").body());

        assertThat(problem.at("/mistakes")).hasSize(3);
        assertThat(problem.at("/title").asText()).isEqualTo("Bad Request");
    }

    @Test
    void aHostIsToldWithUnitsInTheNames() throws Exception {
        JsonNode json = stand.json("/api/v1/hosts/::ffff:192.0.2.1?site=far");

        assertThat(json.at("/address").asText()).isEqualTo("192.0.2.1");
        assertThat(json.at("/seenFromSite").asText()).isEqualTo("far");
        assertThat(json.at("/firstSeen").asText()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(json.at("/connections").asLong()).isEqualTo(7);
        assertThat(json.at("/system/name").asText()).isEqualTo("Linux");
        assertThat(json.at("/system/flavor").asText())
                .as("asked as from that site")
                .isEqualTo("far");
        assertThat(json.at("/system/fuzzyMatch").asBoolean()).isTrue();
        assertThat(json.has("distanceHops")).isFalse();
    }

    @Test
    void aHostsMatchComesWithItsReasons() throws Exception {
        JsonNode match = stand.json("/api/v1/hosts/192.0.2.1").at("/match");

        assertThat(match.at("/rawSignature").asText()).isEqualTo("4:52+12:0:1380:62727,7:mss,ws:df,id+:0");
        assertThat(match.at("/os").asText()).isEqualTo("Linux 9.x");
        assertThat(match.at("/labelId").asText()).isEqualTo("linux-9");
        assertThat(match.at("/label309b").asText()).isEqualTo("Linux 3.x");
        assertThat(match.at("/row/file").asText()).isEqualTo("signatures.fp");
        assertThat(match.at("/row/line").asInt()).isEqualTo(13);
        assertThat(match.at("/row/signature").asText()).isEqualTo("*:64:0:*:mss*max,7:mss,ws:df,id+:0");
        assertThat(match.at("/row/sources").asText()).isEqualTo("B 2026-11-21 a project");
        assertThat(match.at("/how").asText()).isEqualTo("rule");
        assertThat(match.at("/pathMtu").asInt()).isEqualTo(1420);
        assertThat(match.has("pathLink")).isFalse();
        assertThat(match.at("/senderMtu").asInt()).isEqualTo(9001);
        assertThat(match.at("/senderLink").asText()).isEqualTo("EC2 jumbo frames");
        assertThat(match.at("/memory").asText()).isEqualTo("6 GiB or more");
        assertThat(match.at("/for").toString()).contains("largest multiple", "a tunnel or router on the way");
        assertThat(match.at("/against").isEmpty()).isTrue();
        assertThat(match.at("/alternatives/0/label").asText()).isEqualTo("Android 9");
        assertThat(match.at("/alternatives/0/counted").asInt()).isEqualTo(3);
        assertThat(match.at("/database/version").asText()).isEqualTo("1.2");
        assertThat(match.at("/database/digest").asText()).hasSize(64);
    }

    @Test
    void aHostsDaysAreTold() throws Exception {
        JsonNode day = stand.json("/api/v1/hosts/192.0.2.1/history").at("/days/0");

        assertThat(day.at("/day").asText()).isEqualTo("2026-11-20");
        assertThat(day.at("/firstSeen").asText()).isEqualTo("2026-11-20T09:00:00Z");
        assertThat(day.at("/systems/0").asText()).isEqualTo("Linux 9.x");
        assertThat(stand.get("/api/v1/hosts/192.0.2.99/history").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNotKnownIsNotFound() throws Exception {
        assertThat(stand.get("/api/v1/hosts/192.0.2.99").statusCode()).isEqualTo(404);
        assertThat(stand.json("/api/v1/hosts/192.0.2.99").at("/detail").asText())
                .isEqualTo("nothing is known of 192.0.2.99");
        assertThat(stand.get("/nothing/here").statusCode()).isEqualTo(404);
        assertThat(stand.json("/nothing/here").at("/detail").asText()).contains("nothing at this path");
        assertThat(stand.get("/assets/HttpFront.class").statusCode()).isEqualTo(404);
        assertThat(stand.get("/assets/..%2fHttpFront.class").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void noPathTakesAMethodThatItDoesNotHave() throws Exception {
        HttpResponse<String> answer = stand.post("/api/v1/ratios", "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(JSON.readTree(answer.body()).at("/status").asInt()).isEqualTo(405);
    }

    @Test
    void healthSaysWhatIsMissing() throws Exception {
        assertThat(stand.get("/healthz").statusCode()).isEqualTo(200);
        stand.health = new Health(true, true, List.of("hosts.v1: Kafka cannot be reached"));
        assertThat(stand.get("/healthz").statusCode()).as("it still answers").isEqualTo(200);
        assertThat(stand.json("/healthz").at("/degraded").asBoolean()).isTrue();
        assertThat(stand.json("/api/v1/health").at("/why/0").asText()).contains("cannot be reached");
        stand.health = new Health(false, false, List.of("hosts are still being read"));
        assertThat(stand.get("/healthz").statusCode()).isEqualTo(503);
        assertThat(stand.get("/plain").body()).contains("hosts are still being read");
    }

    @Test
    void thePlainPageShowsTheTablesAndEscapesEveryName() throws Exception {
        String page = stand.get("/plain").body();

        assertThat(page)
                .contains("<th scope=\"row\"><a href=\"/plain?os=Windows\">Windows</a></th><td>2827</td><td>2823</td>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;")
                .doesNotContain("<script")
                .contains("<h2>Windows by flavor</h2>")
                .contains("Complete: every source has ended.");
        assertThat(stand.get("/plain?os=" + "%3Cb%3E").body()).contains("<h2>&lt;b&gt; by flavor</h2>");
        stand.closed = 1_795_219_200_000_000L;
        assertThat(stand.get("/plain").body()).contains("Provisional: complete to 2026-11-21T00:00:00Z.");
        stand.closed = Long.MIN_VALUE;
        assertThat(stand.get("/plain").body()).contains("not every source has been heard of yet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/plain", "/assets/plain.css", "/assets/chart.umd.min.js", "/api/v1/ratios", "/nothing"})
    void nothingFromElsewhereIsLoadedAndNothingIsGuessed(String path) throws Exception {
        var headers = stand.get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:8080, 200",
        "127.0.0.1:1, 200",
        "[::1]:80, 200",
        "evil.example, 421",
        "evil.example:80, 421",
        "127.0.0.1.evil.example, 421"
    })
    void onlyNamesOfLoopbackAreAnswered(String host, int status) throws IOException {
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, 200",
        "https://localhost, 200",
        "http://evil.example, 403",
        "http://localhost:81, 403",
        "null, 403"
    })
    void onlyPagesOfOursAreAnswered(String origin, int status) throws IOException {
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    private String raw(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), stand.front().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void metricsAreServedAsPrometheusReadsThem() throws Exception {
        assertThat(stand.get("/metrics").body()).isEqualTo("synoptic_up 1\n");
        assertThat(stand.get("/metrics").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
    }

    @Test
    void elsewhereThanOnLoopbackACertificateAndTokensAreNeeded() {
        var elsewhere = new InetSocketAddress("0.0.0.0", 0);

        assertThatThrownBy(() -> new HttpSettings(elsewhere, Optional.empty(), Optional.empty(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0, which is not loopback, expects a certificate and a file of tokens");
    }
}
