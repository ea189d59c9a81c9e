package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.match.Explainer;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.RawSignature;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFrontTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVIL = "<script>alert(1)</script>&\"'";
    private static final List<RatioQuery> ASKED = new ArrayList<>();
    private static final RatioTable SYSTEMS = RatioTable.of(Map.of(
            "Windows",
            RatioCounts.of(2827, 2823),
            "Linux",
            RatioCounts.of(1134, 584),
            EVIL,
            RatioCounts.of(1, 0),
            "Unknown",
            RatioCounts.ZERO));
    private static final IpAddress KNOWN = IpAddress.parse("192.0.2.1").orElseThrow();

    private static final byte[] SIGNATURES = """
            ;@ version = 1.2
            classes = unix
            [mtu]
            label = EC2 jumbo frames
            sig = 9001
            [tcp:request]
            label = s:unix:Linux:9.x
            ;@ id = linux-9
            ;@ was = Linux:3.x
            ;@ from = B 2026-11-21 a project
            ;@ memory = 6 GiB or more
            ;@ among = 3 unix:Android:9
            ;@ sig = *:64:0:*:mss*max,7:mss,ws:df,id+:0
            """.getBytes(StandardCharsets.ISO_8859_1);

    private static volatile Health health = new Health(true, false, List.of());
    private static volatile long closed = Long.MAX_VALUE;
    private static HttpFront front = open();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static HttpFront open() {
        return HttpFront.open(
                new HttpFront.Sources(
                        HttpFrontTest::answer,
                        site -> address -> address.equals(KNOWN)
                                ? Optional.of(HostAnswer.visits(1_700_000_000, 1_700_000_060, 7)
                                        .withSystem(new HostAnswer.OperatingSystem("Linux", site, true, false)))
                                : Optional.empty(),
                        (_, _) -> Optional.empty(),
                        HttpFrontTest::explain,
                        "mx",
                        () -> health,
                        () -> "synoptic_up 1\n"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static RatioAnswer answer(RatioQuery query) {
        synchronized (ASKED) {
            ASKED.add(query);
        }
        return new RatioAnswer(SYSTEMS, "signatures=1 aliases=1 join=1", List.of(), closed);
    }

    @BeforeAll
    static void isOpen() {
        assertThat(front.port()).isPositive();
    }

    @AfterAll
    static void close() {
        front.close();
    }

    @Test
    void theTableIsWrittenAsAskedFor() throws Exception {
        assertThat(get("/api/v1/ratios?by=os&format=csv").body()).isEqualTo("""
                        os,accepted,rejected,ratio
                        Windows,2827,2823,49.96%
                        Linux,1134,584,33.99%
                        "<script>alert(1)</script>&""'",1,0,0.00%
                        Unknown,0,0,n/a
                        """);
        assertThat(get("/api/v1/ratios?format=markdown").body()).startsWith("| Operating System | Accepted |");
        assertThat(get("/api/v1/ratios?format=table").body()).startsWith("Operating System");
        assertThat(get("/api/v1/ratios?format=tsv").body()).contains("Windows\t2827\t2823\t49.96%");
    }

    @Test
    void asJsonItSaysAllThatIsNeededToReadIt() throws Exception {
        JsonNode json = json("/api/v1/ratios?site=mx&from=2026-11-20T16:00:00Z&to=2026-11-21T00:00:00Z");

        assertThat(json.at("/rows/0/os").asText()).isEqualTo("Windows");
        assertThat(json.at("/rows/0/ratio").asText()).isEqualTo("49.96%");
        assertThat(json.at("/rows/0/notCounted/greylisted").asLong()).isZero();
        assertThat(json.at("/total/accepted").asLong()).isEqualTo(3962);
        assertThat(json.at("/provisional").asBoolean()).isFalse();
        assertThat(json.at("/rules").asText()).isEqualTo("signatures=1 aliases=1 join=1");
        assertThat(json.at("/timeZone").asText()).isEqualTo("UTC");
        assertThat(json.at("/from").asText()).isEqualTo("2026-11-20T16:00:00Z");
        RatioQuery asked = lastAsked();
        assertThat(asked.site()).contains("mx");
        assertThat(asked.period()).contains(new RatioQuery.Period(1_795_190_400_000_000L, 1_795_219_200_000_000L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/ratios?by=colour | by=colour: one of os, flavor, signature, link, distance, tool, site expected",
                "/api/v1/ratios?format=xml | one of json, csv, tsv, markdown, table expected",
                "/api/v1/ratios?form=csv | unknown parameter \"form\"",
                "/api/v1/ratios?by=os&by=os | more than once",
                "/api/v1/ratios?from=2026-11-20T16:00:00Z | belong together",
                "/api/v1/ratios?from=yesterday&to=2026-11-20T16:00:00Z | from=yesterday: a moment in UTC",
                "/api/v1/ratios?from=2026-11-20T16:30:00Z&to=2026-11-20T17:00:00Z | whole hours",
                "/api/v1/ratios?from=2026-11-20T16:00:00Z&to=2026-11-20T16:00:00Z | not before",
                "/api/v1/hosts/mail.example | neither an IPv4 nor an IPv6 address",
                "/api/v1/hosts/192.0.2.1?from=1 | unknown parameter \"from\"",
            })
    void aMistakeIsToldInPlainWords(String path, String message) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error").asText()).contains(message);
    }

    @Test
    void aHostIsToldWithUnitsInTheNames() throws Exception {
        JsonNode json = json("/api/v1/hosts/::ffff:192.0.2.1?site=far");

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
        JsonNode match = json("/api/v1/hosts/192.0.2.1").at("/match");

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

    private static Optional<Explanation> explain(IpAddress address, String site) {
        try {
            var seen = RawSignature.parse("4:52+12:0:1380:62727,7:mss,ws:df,id+:0", HandshakeStep.SYN);
            var database = SignatureDatabase.parseForFleet("signatures.fp", SIGNATURES);
            return Optional.of(
                    Explainer.of("signatures.fp", database, Fidelity.FLEET).explain(seen));
        } catch (SignatureFileException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Test
    void whatIsNotKnownIsNotFound() throws Exception {
        assertThat(get("/api/v1/hosts/192.0.2.99").statusCode()).isEqualTo(404);
        assertThat(get("/nothing/here").statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(get("/nothing/here").body()).at("/error").asText())
                .contains("nothing at this path");
    }

    @Test
    void onlyGetIsAnswered() throws Exception {
        var post = HttpRequest.newBuilder(uri("/api/v1/ratios"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();

        assertThat(CLIENT.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void healthSaysWhatIsMissing() throws Exception {
        try {
            assertThat(get("/healthz").statusCode()).isEqualTo(200);
            health = new Health(true, true, List.of("hosts.v1: Kafka cannot be reached"));
            assertThat(get("/healthz").statusCode()).as("it still answers").isEqualTo(200);
            assertThat(json("/healthz").at("/degraded").asBoolean()).isTrue();
            health = new Health(false, false, List.of("hosts are still being read"));
            assertThat(get("/healthz").statusCode()).isEqualTo(503);
            assertThat(get("/").body()).contains("hosts are still being read");
        } finally {
            health = new Health(true, false, List.of());
        }
    }

    @Test
    void thePageShowsTheTablesAndEscapesEveryName() throws Exception {
        String page = get("/").body();

        assertThat(page)
                .contains("<th scope=\"row\"><a href=\"/?os=Windows\">Windows</a></th><td>2827</td><td>2823</td>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;")
                .doesNotContain("<script>alert")
                .contains("<h2>Windows by flavor</h2>")
                .contains("Complete: every source has ended.");
        assertThat(get("/?os=" + "%3Cb%3E").body()).contains("<h2>&lt;b&gt; by flavor</h2>");
    }

    @Test
    void thePageSaysThatMoreMayCome() throws Exception {
        try {
            closed = 1_795_219_200_000_000L;
            assertThat(get("/").body()).contains("Provisional: complete to 2026-11-21T00:00:00Z.");
            closed = Long.MIN_VALUE;
            assertThat(get("/").body()).contains("not every source has been heard of yet");
        } finally {
            closed = Long.MAX_VALUE;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.css", "/page.js", "/api/v1/ratios", "/nothing"})
    void nothingFromElsewhereIsLoadedAndNothingIsGuessed(String path) throws Exception {
        var headers = get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:8080, 200",
        "127.0.0.1:1, 200",
        "[::1]:80, 200",
        "evil.example, 421",
        "evil.example:80, 421",
        "127.0.0.1.evil.example, 421"
    })
    void onlyNamesOfLoopbackAreAnswered(String host, int status) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.getOutputStream()
                    .write(("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void metricsAreServedAsPrometheusReadsThem() throws Exception {
        assertThat(get("/metrics").body()).isEqualTo("synoptic_up 1\n");
        assertThat(get("/metrics").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
    }

    @Test
    void noOtherAddressThanLoopbackIsServed() {
        var elsewhere = new InetSocketAddress("0.0.0.0", 0);

        assertThatThrownBy(() -> HttpFront.open(
                        new HttpFront.Sources(
                                HttpFrontTest::answer,
                                _ -> _ -> Optional.empty(),
                                (_, _) -> Optional.empty(),
                                (_, _) -> Optional.empty(),
                                "mx",
                                () -> health,
                                () -> ""),
                        elsewhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    private static RatioQuery lastAsked() {
        synchronized (ASKED) {
            return ASKED.getLast();
        }
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + front.port() + path);
    }
}
