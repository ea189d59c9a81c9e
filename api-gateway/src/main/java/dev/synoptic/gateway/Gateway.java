package dev.synoptic.gateway;

import dev.synoptic.gateway.GatewaySettings.V3Listener;
import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.answer.OldWording;
import dev.synoptic.gateway.http.Health;
import dev.synoptic.gateway.http.HttpFront;
import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.HostIndexReader;
import dev.synoptic.gateway.index.LastHandshakes;
import dev.synoptic.gateway.join.JoinCounters;
import dev.synoptic.gateway.join.JoinRunner;
import dev.synoptic.gateway.join.JoinTopology;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketCounters;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.v3.HostV3Answers;
import dev.synoptic.gateway.v3.V3Counters;
import dev.synoptic.gateway.v3.V3Patience;
import dev.synoptic.gateway.v3.V3Protocol;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    private final GatewaySettings settings;
    private final int partitions;
    private final HostIndex index;
    private final RatioView ratios = new RatioView();
    private final JoinCounters joinCounters = new JoinCounters();
    private final V3Counters v3Counters = new V3Counters();
    private final List<AutoCloseable> closing;
    private final LastHandshakes handshakes;
    private final HandshakeWaits waits;
    private final TopicTail hostsTail;
    private final TopicTail ratiosTail;
    private final Optional<JoinRunner> join;
    private final SocketLoop sockets;
    private final Optional<HttpFront> http;

    private Gateway(GatewaySettings settings, int partitions, List<AutoCloseable> closing) throws IOException {
        this.settings = settings;
        this.closing = closing;
        this.partitions = partitions;
        this.index = new HostIndex(settings.networks());
        this.handshakes = new LastHandshakes(settings.networks(), System::nanoTime);
        this.waits = new HandshakeWaits(() -> settings.v3().stream().anyMatch(each -> handshakes.isAlive(each.site())));
        this.sockets = SocketLoop.open("v3-queries", listeners(), System::nanoTime);
        closing.add(sockets);
        index.onUpdate(address -> {
            if (waits.isAwaited(address)) sockets.wake();
        });
        this.hostsTail =
                opened(new TopicTail(Topics.HOSTS.name(), settings.kafka().uncommitted(), new HostIndexReader(index)));
        this.ratiosTail =
                opened(new TopicTail(Topics.RATIOS.name(), settings.kafka().committed(), ratios));
        opened(new TopicTail(Topics.FINGERPRINTS.name(), settings.kafka().uncommitted(), handshakes, HANDSHAKES_READ));
        this.join = settings.joinThreads() == 0 ? Optional.empty() : Optional.of(openJoin());
        this.http = settings.http().map(this::openHttp);
    }

    /// Opens the sockets and begins to read; what cannot be opened leaves nothing behind.
    ///
    /// @param partitions how many the topics about hosts are divided into
    public static Gateway open(GatewaySettings settings, int partitions) throws IOException {
        var opened = new ArrayList<AutoCloseable>();
        try {
            return new Gateway(settings, partitions, opened);
        } catch (IOException | RuntimeException failure) {
            closeAll(opened);
            throw failure;
        }
    }

    private List<Listener> listeners() {
        return settings.v3().stream()
                .map(each -> Listener.at(
                        each.endpoint(),
                        new V3Protocol(
                                new HostV3Answers(hosts(each)),
                                V3Protocol.BAD_IN_A_ROW_MAX,
                                v3Counters,
                                V3Patience.of(waits))))
                .toList();
    }

    private HostFinder hosts(V3Listener listener) {
        HostFinder hosts = index.from(listener.site());
        return listener.oldWords()
                .<HostFinder>map(names -> new OldWording(hosts, names))
                .orElse(hosts);
    }

    private TopicTail opened(TopicTail tail) {
        closing.add(tail);
        return tail.start();
    }

    private JoinRunner openJoin() {
        var topology = new JoinTopology("gateway", settings.plan(), joinCounters);
        var runner = new JoinRunner(
                topology, settings.kafka(), settings.applicationId(), settings.stateFolder(), settings.joinThreads());
        closing.add(runner);
        return runner.start();
    }

    private HttpFront openHttp(InetSocketAddress address) {
        var metrics = new GatewayMetrics(this);
        var sources = new HttpFront.Sources(
                this::ratios,
                index::from,
                handshakes::find,
                this::explain,
                settings.site(),
                this::health,
                metrics::scrape);
        var front = HttpFront.open(sources, address);
        closing.add(front);
        return front;
    }

    /// Why the host at `address` is called what it is called: by its last match, else by its last handshake.
    private Optional<Explanation> explain(IpAddress address, String site) {
        return settings.explainer()
                .flatMap(explainer -> index.lastMatched(address, site)
                        .or(() -> handshakes.find(address, site).map(Fingerprint::seen))
                        .map(explainer::explain));
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

    /// The hosts as this process knows them.
    public HostIndex hosts() {
        return index;
    }

    /// What the join did in this process.
    public JoinCounters joinCounters() {
        return joinCounters;
    }

    /// What the v3 sockets were asked.
    public V3Counters v3Counters() {
        return v3Counters;
    }

    /// What happened on the sockets.
    public SocketCounters socketCounters() {
        return sockets.counters();
    }

    /// Queries that waited for a handshake.
    public HandshakeWaits waits() {
        return waits;
    }

    /// Where p0f's protocol is spoken, in the order of the settings; a port 0 has become the port taken.
    public List<Endpoint> v3Endpoints() {
        return sockets.endpoints();
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
        if (!sockets.isServing()) why.add("the query sockets are not served");
        boolean degraded = !why.isEmpty();
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
