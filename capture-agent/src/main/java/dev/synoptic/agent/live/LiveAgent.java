package dev.synoptic.agent.live;

import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.FrameWatch;
import dev.synoptic.agent.FrameWatch.Vantage;
import dev.synoptic.agent.Sequence;
import dev.synoptic.agent.capture.CaptureLibraryMissing;
import dev.synoptic.agent.capture.FilterSyntaxException;
import dev.synoptic.agent.capture.InterfaceSource;
import dev.synoptic.agent.courier.Brokers;
import dev.synoptic.agent.courier.Courier;
import dev.synoptic.agent.courier.Outbox;
import dev.synoptic.agent.courier.PublishTimes;
import dev.synoptic.agent.maillog.Desks;
import dev.synoptic.agent.maillog.Follower;
import dev.synoptic.agent.maillog.LogFollowing;
import dev.synoptic.agent.pairing.SynBudget;
import dev.synoptic.agent.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An agent on a mail host: [#open] opens all that needs rights, [#start] begins, [#close] hands over what is left.
///
/// Each interface, each log and the courier have a thread. Any thread may ask and close it.
public final class LiveAgent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveAgent.class);
    private static final int INSTANCE_OCTETS = 8;

    /// How long readers have to end by themselves.
    private static final Duration READERS = Duration.ofSeconds(2);

    private final LiveSettings settings;
    private final InstantSource clock;
    private final AgentCounters counters;
    private final PublishTimes times = new PublishTimes();
    private final String instance = HexFormat.of().formatHex(new SecureRandom().generateSeed(INSTANCE_OCTETS));
    private final List<InterfaceSource> interfaces;
    private final List<LogFollowing> logs = new CopyOnWriteArrayList<>();
    private final Outbox outbox;
    private final Spool spool;
    private final Courier courier;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().name("agent-", 0).factory());
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("agent-clock").daemon().factory());
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final List<Future<?>> readings = new ArrayList<>();
    private Future<?> carrying = CompletableFuture.completedFuture(null);
    private boolean closed;

    private LiveAgent(
            LiveSettings settings,
            Brokers brokers,
            List<InterfaceSource> interfaces,
            Spool spool,
            AgentCounters counters,
            InstantSource clock) {
        this.settings = settings;
        this.counters = counters;
        this.interfaces = interfaces;
        this.spool = spool;
        this.clock = clock;
        this.outbox = new Outbox(settings.courier().queue(), counters, spool.debt());
        this.courier = new Courier(outbox, spool, brokers, settings.courier(), counters, times);
    }

    /// Opens interfaces and folders; nothing is read yet.
    ///
    /// @param brokers where records go
    /// @param clock   the wall clock
    /// @throws FilterSyntaxException where the expression makes no sense
    /// @throws CaptureLibraryMissing where libpcap is not installed
    /// @throws IOException           where an interface or folder cannot be opened, with all others closed again
    public static LiveAgent open(LiveSettings settings, Brokers brokers, InstantSource clock)
            throws IOException, FilterSyntaxException {
        var opened = new ArrayList<InterfaceSource>();
        try {
            for (String name : settings.interfaces()) {
                opened.add(InterfaceSource.open(name, settings.options(), settings.filters()));
            }
            Files.createDirectories(settings.folder());
            var counters = new AgentCounters();
            var spool = Spool.open(
                    settings.folder().resolve("spool"),
                    settings.spool(),
                    counters,
                    SteadyClock.from(clock, System::nanoTime));
            return new LiveAgent(settings, brokers, opened, spool, counters, clock);
        } catch (IOException | FilterSyntaxException | CaptureLibraryMissing refused) {
            opened.forEach(InterfaceSource::close);
            throw refused;
        }
    }

    /// Begins to watch, to follow and to carry.
    ///
    /// @throws IOException where the folder for checkpoints cannot be made
    public void start() throws IOException {
        var checkpoints = Files.createDirectories(settings.folder().resolve("checkpoints"));
        carrying = threads.submit(() -> run("the courier", () -> courier.run()));
        for (var source : interfaces) {
            var watch = new InterfaceWatch(source, watch(source), counters, clock);
            readings.add(threads.submit(() -> run(source.name(), watch::follow)));
        }
        var follower = new Follower(
                settings.agent(),
                settings.site(),
                instance,
                settings.progress(),
                checkpoints,
                clock,
                counters,
                Desks.following(settings.logs(), counters));
        for (var log : settings.logs()) {
            var following = LogFollowing.of(follower, log, outbox);
            logs.add(following);
            readings.add(threads.submit(() -> run(following.source(), following::follow)));
        }
        LOG.info(
                "agent {} at site {}: watching {}, following {}, {} octets in the spool below {}",
                settings.agent(),
                settings.site(),
                settings.interfaces(),
                logs.stream().map(LogFollowing::source).toList(),
                spool.octets(),
                settings.folder());
        var watch = new ClockWatch(clock, System::nanoTime, counters);
        var _ = looking.scheduleAtFixedRate(watch::look, 1, 1, TimeUnit.SECONDS);
    }

    private FrameWatch watch(InterfaceSource source) {
        var vantage = new Vantage(
                settings.agent(),
                settings.site(),
                instance + "/" + source.name(),
                sourceOf(source.name()),
                settings.fidelity(),
                settings.pairing(),
                settings.progress(),
                new SynBudget(settings.synsPerSecond(), outbox::isCrowded),
                settings.httpPorts());
        return new FrameWatch(vantage, new Sequence.Unbroken(), outbox.forCapture(), counters);
    }

    /// The name under which an interface tells progress.
    public static String sourceOf(String interfaceName) {
        return "interface:" + interfaceName;
    }

    private interface Work {
        void run() throws IOException;
    }

    /// What fails for good ends the agent: its service manager starts it again.
    private void run(String what, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException failed) {
            if (Thread.currentThread().isInterrupted()) return; // being closed
            LOG.error("{}: {}", what, failed.getMessage());
            var _ = failure.completeExceptionally(failed);
        }
    }

    /// Ends exceptionally when the agent cannot go on.
    public CompletableFuture<Void> failure() {
        return failure;
    }

    /// How it is doing.
    public LiveStatus status() {
        return new LiveStatus(
                settings.agent(),
                settings.site(),
                clock.instant(),
                counters.snapshot(),
                times,
                interfaces.stream()
                        .map(each -> new LiveStatus.Interface(each.name(), each.isOpen(), each.counters()))
                        .toList(),
                logs.stream()
                        .map(each -> new LiveStatus.Log(each.source(), each.trouble()))
                        .toList(),
                outbox.waiting(),
                new LiveStatus.Spooled(spool.octets(), spool.age(), spool.trouble()),
                courier.trouble());
    }

    /// Stops reading, hands over what is left, for as long as the settings allow, and keeps the rest in the spool.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        looking.shutdownNow();
        interfaces.forEach(InterfaceSource::stop);
        logs.forEach(LogFollowing::stop);
        readings.forEach(reading -> await(reading, READERS));
        readings.forEach(reading -> {
            boolean late = reading.cancel(true); // one that waits for brokers that are away
            if (late) LOG.debug("a reader was interrupted");
        });
        courier.stop();
        await(carrying, settings.courier().stop().plus(READERS));
        threads.shutdownNow();
        interfaces.forEach(InterfaceSource::close);
        logs.forEach(LogFollowing::end);
    }

    private static void await(Future<?> work, Duration patience) {
        try {
            work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.debug("not ended in time", late);
        }
    }
}
