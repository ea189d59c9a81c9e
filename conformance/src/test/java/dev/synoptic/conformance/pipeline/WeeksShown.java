package dev.synoptic.conformance.pipeline;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.http.Health;
import dev.synoptic.gateway.http.HttpFront;
import dev.synoptic.gateway.http.HttpSettings;
import dev.synoptic.gateway.http.Sources;
import dev.synoptic.gateway.http.hosts.HostSource;
import dev.synoptic.gateway.http.policy.RulesReply;
import dev.synoptic.gateway.http.ratios.RatioSource;
import dev.synoptic.gateway.http.sites.SiteSource;
import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.CountedBy;
import dev.synoptic.gateway.ratios.CurrentAnswer;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.host.HostDay;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The page over two weeks of made-up counts of four sites, one of which fell silent: what rows of `ratios.v1`
/// would say, without a broker behind them. Of a gateway that has just begun, [#empty].
final class WeeksShown implements AutoCloseable {

    /// Where the counts end; the hour before is not complete yet.
    static final Instant END = Instant.parse("2026-11-21T12:00:00Z");

    private static final int DAYS = 14;

    /// More rows than a page has.
    static final int HOPS = 64;

    private static final int QUIET_FROM = 200;
    private static final int QUIET_TO = 206;
    private static final String RULES = "signatures=p0f-3.09b aliases=2 join=1";

    /// What the first day was counted by as well: signatures of another engine, with other names.
    static final String PF_RULES = "signatures=pf.os aliases=2 join=1";

    private static final List<String> SITES = List.of("amsterdam", "berlin", "lisbon", "oslo");

    /// A flavor, how much it sends in an hour, and the share that is refused of it.
    private record Sender(String family, String flavor, double hourly, double refused) {}

    private static final List<Sender> SENDERS = List.of(
            new Sender("Linux", "3.11 and newer", 9, 0.12),
            new Sender("Linux", "2.2.x-3.x", 7, 0.17),
            new Sender("Linux", "2.2.x-3.x (barebone)", 2, 0.55),
            new Sender("Linux", "(Android)", 0.4, 0.7),
            new Sender("Windows", "NT kernel", 4, 0.42),
            new Sender("Windows", "7 or 8", 4, 0.61),
            new Sender("Windows", "XP", 3, 0.93),
            new Sender("FreeBSD", "9.x or newer", 2.5, 0.08),
            new Sender("Mac OS X", "10.x", 0.8, 0.15),
            new Sender("OpenBSD", "4.x-5.x", 0.5, 0.1),
            new Sender("Solaris", "10", 0, 0),
            new Sender("HP-UX", "11.x", 0, 0),
            new Sender("Unknown", "", 3, 0.38));

    /// What two systems send to two of the sites in an hour, and the share refused: at either site HP-UX is
    /// refused more often, over both Solaris is (Simpson's paradox).
    private static final Map<String, Map<String, Sender>> LOCAL = Map.of(
            "Solaris",
            Map.of(
                    "amsterdam", new Sender("Solaris", "10", 0.3, 0.05),
                    "berlin", new Sender("Solaris", "10", 2.5, 0.6)),
            "HP-UX",
            Map.of(
                    "amsterdam", new Sender("HP-UX", "11.x", 2.5, 0.15),
                    "berlin", new Sender("HP-UX", "11.x", 0.3, 0.8)));

    private final RatioView view = new RatioView();
    private final Random random = new Random(2026);
    private final Map<RatioKey, RatioCounts> counted = new HashMap<>();
    private final Map<RatioKey, SenderCounts> sent = new HashMap<>();
    private final Path folder;
    private final boolean empty;
    private HttpFront front;

    private WeeksShown(Path folder, boolean empty) throws IOException {
        this.folder = folder;
        this.empty = empty;
        if (!empty) fill();
        front = open(0);
    }

    private HttpFront open(int port) throws IOException {
        return HttpFront.open(
                new Sources(
                        new Ratios(),
                        new NoHosts(),
                        this::heard,
                        () -> new RulesReply(false, 0, List.of()),
                        _ -> {
                            throw new IOException("no verdicts are taken here");
                        },
                        SITES.getFirst(),
                        () -> new Health(true, false, List.of()),
                        () -> ""),
                new HttpSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        Optional.empty(),
                        Optional.of(tokens(folder)),
                        Set.of()));
    }

    private static Path tokens(Path folder) throws IOException {
        Path tokens = Files.createTempFile(
                folder,
                "tokens",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(tokens, "tester read,pii amsterdam " + WatchedFleet.TOKEN + "\n");
    }

    static WeeksShown start(Path folder) throws IOException {
        return new WeeksShown(folder, false);
    }

    /// Nothing was counted, nobody was heard of.
    static WeeksShown empty(Path folder) throws IOException {
        return new WeeksShown(folder, true);
    }

    /// Stops what answers, and has it answer again at the same place.
    ///
    /// @param meanwhile what happens while nobody answers
    void away(Runnable meanwhile) throws IOException {
        int port = front.port();
        front.close();
        meanwhile.run();
        front = open(port);
    }

    /// One more accepted message of Linux, in the hour that is not complete yet.
    void come() {
        for (RatioWindow window : RatioWindow.values()) {
            add(
                    key(window, END.minus(Duration.ofHours(1)), "amsterdam", RatioKey.FLAVOR, "Linux", "2.2.x-3.x"),
                    RatioCounts.of(1, 0));
        }
    }

    String page() {
        return "http://127.0.0.1:" + front.port();
    }

    private void fill() {
        Instant begin = END.minus(Duration.ofDays(DAYS));
        for (String site : SITES) {
            for (Sender sender : SENDERS) {
                for (int hour = 0; hour < DAYS * 24; hour++) {
                    if (hour >= QUIET_FROM && hour < QUIET_TO) continue;
                    count(site, sender, begin.plus(Duration.ofHours(hour)), hour);
                }
            }
        }
        for (RatioWindow window : RatioWindow.values()) {
            var key = new RatioKey(
                    window.startMicros(micros(begin)),
                    window.seconds(),
                    "berlin",
                    RatioKey.FLAVOR,
                    "Windows",
                    "XP SP1",
                    PF_RULES,
                    0);
            write(key, new RatioMessage.Counted(RatioCounts.of(40, 60)));
        }
        lose("berlin", "eth0", begin.plus(Duration.ofDays(12)), new Missing(0, 41, 0, 2, 13_000_000));
        lose("lisbon", "maillog", begin.plus(Duration.ofDays(13)), new Missing(3, 0, 0, 0, 0));
        write(RatioKey.progress(RULES, 0), new RatioMessage.Closed(micros(END.minus(Duration.ofHours(1))), false));
    }

    private void lose(String site, String source, Instant when, Missing missing) {
        for (RatioWindow window : RatioWindow.values()) {
            write(key(window, when, site, RatioKey.MISSING, "agent-" + site, source), new RatioMessage.Missed(missing));
        }
    }

    private void count(String site, Sender usual, Instant start, int hour) {
        Sender sender = LOCAL.getOrDefault(usual.family(), Map.of()).getOrDefault(site, usual);
        double busy = 1 + 0.6 * Math.sin((hour - 8) * Math.PI / 12);
        double expected = sender.hourly() * busy * (0.5 + random.nextDouble()) * (site.length() / 6.0);
        long n = (long) Math.floor(expected + random.nextDouble());
        if (expected == 0 || n == 0) return;
        boolean worse = "XP".equals(sender.flavor()) || "NT kernel".equals(sender.flavor());
        double refused = worse && hour >= DAYS * 12 ? Math.min(0.99, sender.refused() + 0.12) : sender.refused();
        long rejected = 0;
        for (int i = 0; i < n; i++) if (random.nextDouble() < refused) rejected++;
        boolean unknown = sender.flavor().isEmpty();
        var counts = new RatioCounts(
                n - rejected,
                rejected,
                n / 8,
                n / 10,
                n / 9,
                0,
                unknown ? 0 : n - n / 3,
                unknown ? 0 : n / 3,
                0,
                0,
                unknown ? n / 4 : 0,
                unknown ? n - n / 4 : 0,
                0);
        for (RatioWindow window : RatioWindow.values()) {
            add(key(window, start, site, RatioKey.FLAVOR, sender.family(), sender.flavor()), counts);
        }
        add(
                key(RatioWindow.DAY, start, site, RatioKey.SIGNATURE, sender.family(), sender.flavor() + " (line 8)"),
                counts);
        add(key(RatioWindow.DAY, start, site, RatioKey.DISTANCE, "", Integer.toString(hour % HOPS)), counts);
        add(key(RatioWindow.DAY, start, site, RatioKey.LINK, "", unknown ? "Unknown" : "Ethernet or modem"), counts);
        var senders = key(RatioWindow.DAY, start, site, RatioKey.SENDERS, sender.family(), sender.flavor());
        var worth = sent.getOrDefault(senders, SenderCounts.ZERO).plus(SenderCounts.ofSender(n - rejected, rejected));
        sent.put(senders, worth);
        write(senders, new RatioMessage.Sent(worth));
    }

    private void add(RatioKey key, RatioCounts counts) {
        var sum = counted.getOrDefault(key, RatioCounts.ZERO).plus(counts);
        counted.put(key, sum);
        write(key, new RatioMessage.Counted(sum));
    }

    private static RatioKey key(
            RatioWindow window, Instant start, String site, String dimension, String within, String group) {
        return new RatioKey(
                window.startMicros(micros(start)), window.seconds(), site, dimension, within, group, RULES, 0);
    }

    private static long micros(Instant moment) {
        return moment.getEpochSecond() * 1_000_000;
    }

    private void write(RatioKey key, RatioMessage message) {
        view.read(new ConsumerRecord<>(
                Topics.RATIOS.name(),
                0,
                0,
                Topics.RATIOS.keys().serializer().serialize("", key),
                Topics.RATIOS.values().serializer().serialize("", message)));
    }

    private List<SiteSource.Heard> heard() {
        if (empty) return List.of();
        return SITES.stream()
                .map(site -> new SiteSource.Heard(
                        site,
                        "agent-" + site,
                        "eth0",
                        "oslo".equals(site) ? SiteSource.Life.SILENT : SiteSource.Life.ALIVE,
                        Duration.ofSeconds("oslo".equals(site) ? 5_400 : 2),
                        Optional.of(micros(END))))
                .toList();
    }

    private final class Ratios implements RatioSource {

        @Override
        public RatioAnswer answer(RatioQuery query) {
            return view.answer(query, 1);
        }

        @Override
        public CurrentAnswer current(RatioQuery query, Decay decay) {
            return view.current(query, decay, 1);
        }

        @Override
        public NavigableMap<Long, RatioCounts> series(RatioQuery query, RatioWindow step) {
            return view.series(query, step);
        }

        @Override
        public Optional<Period> span() {
            return view.span();
        }

        @Override
        public CountedBy countedBy() {
            return view.countedBy();
        }

        @Override
        public Set<String> sites() {
            return view.sites();
        }

        @Override
        public SortedSet<String> services(Optional<String> site) {
            return view.services(site);
        }

        @Override
        public SortedSet<String> mailHosts(Optional<String> site) {
            return view.mailHosts(site);
        }

        @Override
        public long changes() {
            return view.changes();
        }
    }

    private static final class NoHosts implements HostSource {

        @Override
        public Optional<HostAnswer> find(IpAddress address, String site) {
            return Optional.empty();
        }

        @Override
        public Optional<Fingerprint> lastHandshake(IpAddress address, String site) {
            return Optional.empty();
        }

        @Override
        public Optional<Explanation> explain(IpAddress address, String site) {
            return Optional.empty();
        }

        @Override
        public Optional<List<HostDay>> history(IpAddress address, String site) {
            return Optional.empty();
        }

        @Override
        public List<Fingerprint> recent(int hostsMax, Predicate<String> atSite) {
            return List.of();
        }
    }

    @Override
    public void close() {
        front.close();
    }
}
