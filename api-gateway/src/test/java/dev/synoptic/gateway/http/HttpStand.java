package dev.synoptic.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.http.hosts.HostSource;
import dev.synoptic.gateway.http.policy.RulesReply;
import dev.synoptic.gateway.http.policy.RulesReply.LabelHarm;
import dev.synoptic.gateway.http.policy.RulesReply.Mode;
import dev.synoptic.gateway.http.policy.RulesReply.ToldRule;
import dev.synoptic.gateway.http.ratios.RatioSource;
import dev.synoptic.gateway.http.sites.SiteSource;
import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.CountedBy;
import dev.synoptic.gateway.ratios.CurrentAnswer;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.host.HostDay;
import dev.synoptic.match.Explainer;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.RawSignature;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.ratio.CurrentTable;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.DecayedCounts;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// An HTTP front over made-up counts and hosts, which a test may change.
final class HttpStand implements AutoCloseable {

    static final String EVIL = "<script>alert(1)</script>&\"'";
    static final long HOUR = 3_600_000_000L;
    static final long NOON = 1_795_176_000_000_000L;

    static final RatioTable SYSTEMS = RatioTable.of(Map.of(
            "Windows",
            RatioCounts.of(2827, 2823),
            "Linux",
            RatioCounts.of(1134, 584),
            EVIL,
            RatioCounts.of(1, 0),
            "Unknown",
            RatioCounts.ZERO));
    static final IpAddress KNOWN = IpAddress.parse("192.0.2.1").orElseThrow();

    static final RulesReply RULES = new RulesReply(
            false,
            9,
            List.of(new ToldRule(
                    "later",
                    Optional.of("strict"),
                    "defer-if-permit",
                    Mode.SUSPENDED,
                    true,
                    Instant.EPOCH,
                    Optional.of(Instant.EPOCH),
                    Optional.of("it touches known good senders"),
                    true,
                    true,
                    4,
                    1,
                    3,
                    List.of(new LabelHarm("Windows XP", 4, 3)))));

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

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final List<RatioQuery> asked = new CopyOnWriteArrayList<>();
    final List<Verdict> told = new CopyOnWriteArrayList<>();
    final AtomicLong changes = new AtomicLong(1);
    volatile Health health = new Health(true, false, List.of());
    volatile long closed = Long.MAX_VALUE;
    volatile Missing missing = Missing.NOTHING;
    volatile boolean isKafkaAway;
    volatile boolean showsFar;
    volatile RatioTable now = SYSTEMS;
    volatile RatioTable before = SYSTEMS;
    private final HttpFront front;

    HttpStand(HttpSettings settings) throws IOException {
        front = HttpFront.open(
                new Sources(
                        new Ratios(),
                        new Hosts(),
                        this::heard,
                        () -> RULES,
                        this::tell,
                        "mx",
                        () -> health,
                        () -> "synoptic_up 1\n"),
                settings);
    }

    static HttpStand onLoopback() throws IOException {
        return new HttpStand(HttpSettings.loopback(0));
    }

    HttpFront front() {
        return front;
    }

    private List<SiteSource.Heard> heard() {
        return List.of(
                new SiteSource.Heard(
                        "mx", "agent", "eth0", SiteSource.Life.ALIVE, Duration.ofSeconds(1), Optional.of(NOON)),
                new SiteSource.Heard(
                        "far", "agent2", "maillog", SiteSource.Life.SILENT, Duration.ofSeconds(400), Optional.empty()));
    }

    private void tell(List<Verdict> verdicts) throws IOException {
        if (isKafkaAway) throw new IOException("away");
        told.addAll(verdicts);
    }

    private final class Ratios implements RatioSource {

        @Override
        public RatioAnswer answer(RatioQuery query) {
            asked.add(query);
            boolean earlier =
                    query.period().map(period -> period.toMicros() < NOON).orElse(false);
            return new RatioAnswer(
                    earlier ? before : now,
                    Map.of(),
                    "signatures=1 aliases=1 join=1",
                    List.of(),
                    Optional.empty(),
                    closed,
                    List.of(),
                    missing);
        }

        @Override
        public CurrentAnswer current(RatioQuery query, Decay decay) {
            asked.add(query);
            var rows = CurrentTable.of(Map.of(
                    "Windows", DecayedCounts.of(RatioCounts.of(60, 40), 1),
                    "Linux", DecayedCounts.of(RatioCounts.of(20, 0), decay.weight(HOUR))));
            return new CurrentAnswer(
                    rows, decay, Optional.of(NOON), "signatures=1 aliases=1 join=1", List.of(), closed, missing);
        }

        @Override
        public NavigableMap<Long, RatioCounts> series(RatioQuery query, RatioWindow step) {
            asked.add(query);
            return new TreeMap<>(Map.of(NOON - HOUR, RatioCounts.of(3, 1), NOON - 5 * HOUR, RatioCounts.ZERO));
        }

        @Override
        public Optional<Period> span() {
            return Optional.of(new Period(NOON - 100 * HOUR, NOON));
        }

        @Override
        public CountedBy countedBy() {
            return new CountedBy(
                    new TreeSet<>(Set.of("signatures=1 aliases=1 join=1", "signatures=pf aliases=1 join=1")));
        }

        @Override
        public Set<String> sites() {
            return Set.of("mx");
        }

        @Override
        public SortedSet<String> services(Optional<String> site) {
            return new TreeSet<>(Set.of("smtpd", "submission"));
        }

        @Override
        public SortedSet<String> mailHosts(Optional<String> site) {
            return new TreeSet<>(Set.of("mx1.example", "mx2.example"));
        }

        @Override
        public long changes() {
            return changes.get();
        }
    }

    private final class Hosts implements HostSource {

        @Override
        public Optional<HostAnswer> find(IpAddress address, String site) {
            return address.equals(KNOWN)
                    ? Optional.of(HostAnswer.visits(1_700_000_000, 1_700_000_060, 7)
                            .withSystem(new HostAnswer.OperatingSystem("Linux", site, true, false)))
                    : Optional.empty();
        }

        @Override
        public Optional<Fingerprint> lastHandshake(IpAddress address, String site) {
            return Optional.empty();
        }

        @Override
        public Optional<Explanation> explain(IpAddress address, String site) {
            return explained();
        }

        @Override
        public Optional<List<HostDay>> history(IpAddress address, String site) {
            return address.equals(KNOWN)
                    ? Optional.of(List.of(
                            new HostDay(20_777, NOON - 3 * HOUR, NOON, 7, List.of("Linux 9.x"), List.of(site), false)))
                    : Optional.empty();
        }

        @Override
        public List<Fingerprint> recent(int hostsMax, Predicate<String> atSite) {
            showsFar = atSite.test("far");
            return List.of();
        }
    }

    private static Optional<Explanation> explained() {
        try {
            var seen = RawSignature.parse("4:52+12:0:1380:62727,7:mss,ws:df,id+:0", HandshakeStep.SYN);
            var database = SignatureDatabase.parseForFleet("signatures.fp", SIGNATURES);
            return Optional.of(
                    Explainer.of("signatures.fp", database, Fidelity.FLEET).explain(seen));
        } catch (SignatureFileException refused) {
            throw new IllegalStateException(refused);
        }
    }

    RatioQuery lastAsked() {
        return asked.getLast();
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(path, HttpRequest.newBuilder().GET(), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send(
                path,
                HttpRequest.newBuilder()
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json"),
                headers);
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request, String... headers) throws Exception {
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        return CLIENT.send(request.uri(uri(path)).build(), BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + front.port() + path);
    }

    @Override
    public void close() {
        front.close();
    }
}
