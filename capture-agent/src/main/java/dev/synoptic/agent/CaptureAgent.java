package dev.synoptic.agent;

import dev.synoptic.agent.maillog.Desks;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.agent.publish.Publisher;
import dev.synoptic.schemas.exchange.SchemaExchange;
import dev.synoptic.verdict.log.YearStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An agent that reads files: made and started once, ends by itself, closed once. The topics must exist
/// (`TopicSetup`).
///
/// Each capture and each log has a thread; all share one producer. Any thread may ask and stop it.
public final class CaptureAgent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureAgent.class);

    /// How long readers may take to notice that they should stop.
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private final AgentSettings settings;
    private final ReadingListener listener;
    private final AgentCounters counters = new AgentCounters();
    private final Publisher publisher;
    private final ExecutorService readers;
    private final List<Future<?>> readings = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private CaptureAgent(AgentSettings settings, ReadingListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.publisher = Publisher.connect(settings.publish(), "synoptic-agent-" + settings.agent(), counters);
        this.readers = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("agent-reader-", 0).factory());
    }

    /// Looks at every file, then begins to read them all.
    ///
    /// @throws InputException where a file is missing
    /// @throws IOException    where one cannot be read, or is no capture
    public static CaptureAgent start(AgentSettings settings, ReadingListener listener) throws IOException {
        for (var capture : settings.captures()) requireFile(capture.file());
        for (var log : settings.logs()) {
            for (var file : log.files()) requireFile(file);
        }
        Optional<YearStart> year =
                settings.logs().stream().anyMatch(log -> log.year().isEmpty())
                        ? CapturedYear.of(settings.captures())
                        : Optional.empty();
        showSchemas(settings.publish());
        var agent = new CaptureAgent(settings, listener);
        agent.begin(year);
        return agent;
    }

    /// The names under which this agent tells progress: one for each capture, then one for each log.
    public List<String> sources() {
        var sources = new ArrayList<String>();
        settings.captures().forEach(capture -> sources.add(capture.source()));
        settings.logs().forEach(log -> sources.add(log.source()));
        return sources;
    }

    /// What was counted since the start.
    public AgentCounters counters() {
        return counters;
    }

    /// Waits until every file is read to its end and every record acknowledged.
    ///
    /// @throws IOException the first failure: an [InputException], a `CaptureFileException`, a
    /// `PublishException`, or
    ///     what the disk said; the other files are then given up
    public void awaitEnd() throws IOException, InterruptedException {
        for (var reading : readings) {
            try {
                reading.get();
            } catch (ExecutionException failed) {
                stop();
                throw asIoException(Objects.requireNonNullElse(failed.getCause(), failed));
            }
        }
        publisher.flush();
    }

    /// Stops reading where it is; what was handed over is still sent.
    public void stop() {
        if (!stopped.compareAndSet(false, true)) return;
        readers.shutdownNow();
        try {
            if (!readers.awaitTermination(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("readers still busy after {} s", STOP_MAX.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        publisher.close();
    }

    private void begin(Optional<YearStart> year) {
        for (var capture : settings.captures()) {
            readings.add(readers.submit(() -> {
                new CaptureReader(settings, capture, FileDigest.of(capture.file()), publisher, counters).read(listener);
                return null;
            }));
        }
        var desk = Desks.of(
                settings.logs().stream().map(log -> Optional.of(log.mta())).toList(),
                settings.logs().stream().map(LogInput::verdictSource).toList(),
                counters);
        for (var log : settings.logs()) {
            readings.add(readers.submit(() -> {
                var start = yearOf(log, year);
                new MailLogReader(settings, log, FileDigest.of(log.files()), start, desk, publisher, counters)
                        .read(listener);
                return null;
            }));
        }
    }

    /// V12: what the user says, else what was captured beside the log, else when the file was last changed.
    private static YearStart yearOf(LogInput log, Optional<YearStart> captured) throws IOException {
        if (log.year().isPresent()) return new YearStart.Known(log.year().getAsInt());
        if (captured.isPresent()) return captured.get();
        return new YearStart.ModifiedAt(
                Files.getLastModifiedTime(log.files().getFirst()).to(TimeUnit.MICROSECONDS));
    }

    /// Records that nobody could read later must not be written now.
    private static void showSchemas(PublishSettings publish) throws IOException {
        try {
            SchemaExchange.join(publish.bootstrap(), publish.kafka());
        } catch (KafkaException refused) {
            throw new IOException("brokers at " + publish.bootstrap() + ": " + refused.getMessage(), refused);
        }
    }

    private static void requireFile(Path file) throws InputException {
        if (!Files.exists(file)) throw new InputException(InputException.Kind.MISSING, file, "no such file");
        if (!Files.isRegularFile(file)) throw new InputException(InputException.Kind.MISSING, file, "not a file");
        if (!Files.isReadable(file)) throw new InputException(InputException.Kind.MISSING, file, "may not be read");
    }

    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException io ? io : new IOException("reading failed: " + cause, cause);
    }
}
