package dev.synoptic.gateway;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.http.Health;
import dev.synoptic.gateway.http.HttpFront;
import dev.synoptic.gateway.http.HttpSettings;
import dev.synoptic.gateway.http.policy.RulesReply;
import dev.synoptic.gateway.http.verdicts.PostedVerdicts;
import dev.synoptic.gateway.index.HostHistories;
import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.HostIndexReader;
import dev.synoptic.gateway.index.LastHandshakes;
import dev.synoptic.gateway.index.SourcesHeard;
import dev.synoptic.gateway.join.ClockBoard;
import dev.synoptic.gateway.join.JoinCounters;
import dev.synoptic.gateway.join.JoinRunner;
import dev.synoptic.gateway.join.JoinTopology;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.policy.PolicySettings;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.gateway.signatures.JudgingDatabases;
import dev.synoptic.gateway.socket.DatagramCounters;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.SocketCounters;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.v3.V3Counters;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.exchange.SchemaExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A running gateway.
///
/// ```
/// hosts.v1 ───────▶ index ──▶ p0f v3 sockets, /api/v1/hosts
/// verdicts.v1 ──┐
/// fingerprints.v1 ─▶ join ──▶ joined.v1, ratios.v1 ──▶ ratio view ──▶ /api/v1/ratios, the page
/// ```
/// The topics must exist. Kafka may come and go: what was read is answered from, and health says what is missing.
public final class Gateway implements AutoCloseable {

    /// Records of each partition of `fingerprints.v1` that are read at the start, for the latest handshakes of hosts.
    private static final long HANDSHAKES_READ = 20_000;

    /// Records of each partition of `verdicts.v1` that are read at the start, for the progress of logs among them.
    private static final long PROGRESS_READ = 1_000;

    /// How long verdicts that were sent in may take until they are safe.
    private static final Duration POST_PATIENCE = Duration.ofSeconds(5);

    private final GatewaySettings settings;
    private final int partitions;
    private final HostIndex index;
    private final HostHistories histories;
    private final ClockBoard clocks;
    private final RatioView ratios;
    private final JoinCounters joinCounters = new JoinCounters();
    private final Fronts.Counters frontCounters = new Fronts.Counters();
    private final List<AutoCloseable> closing;
    private final SourcesHeard sources = new SourcesHeard(System::nanoTime);
    private final LastHandshakes handshakes;
    private final HandshakeWaits waits;
    private final TopicTail hostsTail;
    private final TopicTail ratiosTail;
    private final TopicTail historyTail;
    private final TopicTail handshakesTail;
    private final TopicTail logsTail;
    private final Optional<JudgingDatabases> databases;
    private final Optional<TopicTail> databasesTail;
    private final PostedVerdicts posted;
    private final Optional<JoinRunner> join;
    private final Optional<PolicyPart> policy;
    private final QuerySockets sockets;
    private final Optional<HttpFront> http;

    private Gateway(GatewaySettings settings, int partitions, Opening opening, List<AutoCloseable> closing)
            throws IOException {
        this.settings = settings;
        this.closing = closing;
        this.partitions = partitions;
        this.clocks = new ClockBoard(partitions);
        this.ratios = new RatioView(clocks);
        this.index = new HostIndex(settings.networks());
        this.histories = new HostHistories(settings.networks());
        var kafka = settings.kafka();
        this.handshakes = new LastHandshakes(settings.networks(), System::nanoTime, sources);
        this.waits = new HandshakeWaits(
                () -> settings.listeners().stream().anyMatch(each -> handshakes.isAlive(each.site())));
        this.hostsTail = opened(new TopicTail(
                Topics.HOSTS.name(),
                kafka.uncommitted("synoptic-gateway-hosts"),
                new HostIndexReader(index, histories)));
        this.historyTail =
                opened(new TopicTail(Topics.HISTORY.name(), kafka.committed("synoptic-gateway-history"), histories));
        this.policy = settings.policy().filter(_ -> settings.asksRules()).map(this::policyPart);
        int beforeTheRest = closing.size(); // the sockets answer until all that follows has been closed
        this.ratiosTail =
                opened(new TopicTail(Topics.RATIOS.name(), kafka.committed("synoptic-gateway-ratios"), ratios));
        this.handshakesTail = opened(new TopicTail(
                Topics.FINGERPRINTS.name(),
                kafka.uncommitted("synoptic-gateway-fingerprints"),
                handshakes,
                HANDSHAKES_READ));
        this.logsTail = opened(new TopicTail(
                Topics.VERDICTS.name(), kafka.uncommitted("synoptic-gateway-logs"), sources.ofLogs(), PROGRESS_READ));
        this.databases = settings.explainer().map(JudgingDatabases::new);
        this.databasesTail = databases.map(reader -> opened(
                new TopicTail(Topics.SIGNATURES.name(), kafka.committed("synoptic-gateway-signatures"), reader)));
        this.posted = new PostedVerdicts(
                kafka.acknowledged("synoptic-gateway-posts", POST_PATIENCE), settings.networks(), POST_PATIENCE);
        closing.add(posted);
        policy.ifPresent(PolicyPart::start);
        this.join = settings.joinThreads() == 0 ? Optional.empty() : Optional.of(openJoin());
        awaitHosts(opening.readFirst());
        this.sockets = QuerySockets.open(settings.listeners(), fronts());
        closing.add(beforeTheRest, sockets);
        index.onUpdate(address -> {
            if (waits.isAwaited(address)) sockets.wake();
        });
        opening.listening().run();
        this.http = settings.http().isEmpty()
                ? Optional.empty()
                : Optional.of(openHttp(settings.http().get()));
    }

    /// Opens the sockets and begins to read; what cannot be opened leaves nothing behind.
    ///
    /// @param partitions how many the topics about hosts are divided into
    public static Gateway open(GatewaySettings settings, int partitions) throws IOException {
        return open(settings, partitions, Opening.AT_ONCE);
    }

    /// The same, of which mail software notices as little as can be.
    public static Gateway open(GatewaySettings settings, int partitions, Opening opening) throws IOException {
        var opened = new ArrayList<AutoCloseable>();
        var kafka = settings.kafka().settings();
        SchemaExchange.lookUp(String.valueOf(kafka.get("bootstrap.servers")), kafka);
        try {
            return new Gateway(settings, partitions, opening, opened);
        } catch (IOException | RuntimeException failure) {
            closeAll(opened);
            throw failure;
        }
    }

    /// A question that came now would be answered "not known", and wait for processors that the start needs.
    private void awaitHosts(Duration most) {
        try {
            var _ = most.isPositive() && hostsTail.awaitReady(most);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt(); // it listens at once, and whoever hurries it ends it
        }
    }

    private Fronts fronts() {
        return new Fronts(
                index,
                handshakes,
                waits,
                this::hasState,
                System.nanoTime(),
                settings.plan().versions(),
                frontCounters,
                policy);
    }

    private PolicyPart policyPart(PolicySettings wanted) {
        var part = new PolicyPart(
                wanted,
                settings.listeners(),
                settings.kafka(),
                new PolicyPart.Known(waits, handshakes, query -> ratios(query).table()));
        closing.add(part);
        return part;
    }

    private boolean hasState() {
        return index.size() > 0 || hostsTail.isReady();
    }

    private TopicTail opened(TopicTail tail) {
        closing.add(tail);
        return tail.start();
    }

    private JoinRunner openJoin() {
        var topology = new JoinTopology("gateway", settings.plan(), joinCounters, clocks);
        var runner = new JoinRunner(
                topology, settings.kafka(), settings.applicationId(), settings.stateFolder(), settings.joinThreads());
        closing.add(runner);
        return runner.start();
    }

    private HttpFront openHttp(HttpSettings served) throws IOException {
        var metrics = new GatewayMetrics(this);
        var front = HttpFront.open(
                new HttpSources(ratios, partitions, index, histories, handshakes, sources, this::explain, this::rules)
                        .with(posted, settings.site(), this::health, metrics::scrape),
                served);
        closing.add(front);
        return front;
    }

    /// Why the host at `address` is called what it is called: by its last match, else by its last handshake, and by the
    /// database that judged that.
    private Optional<Explanation> explain(IpAddress address, String site) {
        var latest = handshakes.find(address, site);
        return databases
                .map(each -> each.of(latest.map(Fingerprint::databaseVersion).orElse("")))
                .flatMap(explainer -> index.lastMatched(address, site)
                        .or(() -> latest.map(Fingerprint::seen))
                        .map(explainer::explain));
    }

    private RulesReply rules() {
        return policy.map(PolicyPart::told).orElse(ToldRules.NONE);
    }

    /// Waits until hosts and ratios are read as far as they went at the start; false if the time was too short.
    public boolean awaitReady(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        return hostsTail.awaitReady(patience) && ratiosTail.awaitReady(Duration.ofNanos(end - System.nanoTime()));
    }

    /// Waits until every verdict of sources that end has been counted; false if the time was too short.
    public boolean awaitClosed(Duration patience) throws InterruptedException {
        return ratios.awaitClosed(partitions, patience);
    }

    /// A table of ratios as it stands.
    public RatioAnswer ratios(RatioQuery query) {
        return ratios.answer(query, partitions);
    }

    /// The hours in which anything was counted; empty where nothing was.
    public Optional<RatioQuery.Period> span() {
        return ratios.span();
    }

    /// The hosts as this process knows them.
    public HostIndex hosts() {
        return index;
    }

    /// The days on which hosts were seen.
    public HostHistories histories() {
        return histories;
    }

    /// What the join did in this process.
    public JoinCounters joinCounters() {
        return joinCounters;
    }

    /// What the v3 sockets were asked.
    public V3Counters v3Counters() {
        return frontCounters.v3();
    }

    /// What the listeners were asked, each kind by itself.
    Fronts.Counters frontCounters() {
        return frontCounters;
    }

    /// What happened on the stream sockets, those in TLS among them.
    public List<SocketCounters> socketCounters() {
        return sockets.loops().stream().map(SocketLoop::counters).toList();
    }

    /// What happened on the datagram sockets.
    public DatagramCounters datagramCounters() {
        return sockets.datagrams().counters();
    }

    /// Queries that waited for a handshake.
    public HandshakeWaits waits() {
        return waits;
    }

    /// What HTTP was asked; empty where it is not served.
    Optional<HttpFront> http() {
        return http;
    }

    /// Verdicts that were sent in.
    PostedVerdicts posted() {
        return posted;
    }

    /// What is read from Kafka into memory.
    List<TopicTail> tails() {
        var all = new ArrayList<>(List.of(hostsTail, ratiosTail, historyTail, handshakesTail, logsTail));
        databasesTail.ifPresent(all::add);
        return all;
    }

    /// The counts as they stand.
    RatioView ratioView() {
        return ratios;
    }

    /// The sources of all sites.
    SourcesHeard sources() {
        return sources;
    }

    /// Where mail software asks, in the order of the settings; a port 0 has become the port taken.
    public List<Endpoint> endpoints() {
        return sockets.endpoints();
    }

    Optional<PolicyPart> policy() {
        return policy;
    }

    /// What is spoken where, a line for each listener, for people.
    public List<String> listening() {
        List<Endpoint> all = endpoints();
        return IntStream.range(0, all.size())
                .mapToObj(i -> settings.listeners().get(i).spoken().title() + ": " + all.get(i))
                .toList();
    }

    /// Where p0f's protocol is spoken, likewise.
    public List<Endpoint> v3Endpoints() {
        List<Endpoint> all = endpoints();
        return IntStream.range(0, all.size())
                .filter(i -> settings.listeners().get(i).spoken() instanceof Spoken.P0fV3)
                .mapToObj(all::get)
                .toList();
    }

    /// The port that HTTP took.
    public Optional<Integer> httpPort() {
        return http.map(HttpFront::port);
    }

    /// Whether it can be relied on, and if not, why.
    public Health health() {
        var why = new ArrayList<String>();
        hostsTail.trouble().ifPresent(trouble -> why.add(Topics.HOSTS.name() + ": " + trouble));
        ratiosTail.trouble().ifPresent(trouble -> why.add(Topics.RATIOS.name() + ": " + trouble));
        join.map(JoinRunner::failure).filter(text -> !text.isEmpty()).ifPresent(why::add);
        policy.flatMap(PolicyPart::trouble).ifPresent(why::add);
        if (!sockets.isServing()) why.add("the query sockets are not served");
        boolean degraded = !why.isEmpty();
        ratios.clocks(Optional.empty()).forEach(clocks -> clocks.warning().ifPresent(why::add));
        if (!hostsTail.isReady()) why.add("hosts are still being read");
        if (!ratiosTail.isReady()) why.add("ratios are still being read");
        return new Health(hostsTail.isReady() && ratiosTail.isReady(), degraded, why);
    }

    /// Closes everything, the last opened first.
    @Override
    public void close() {
        closeAll(closing);
    }

    private static void closeAll(List<AutoCloseable> opened) {
        for (AutoCloseable each : opened.reversed()) {
            try {
                each.close();
            } catch (Exception failure) {
                System.getLogger(Gateway.class.getName()).log(System.Logger.Level.WARNING, "closing " + each, failure);
            }
        }
    }
}
