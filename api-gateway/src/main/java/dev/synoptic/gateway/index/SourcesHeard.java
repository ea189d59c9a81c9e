package dev.synoptic.gateway.index;

import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// When each source of each agent last told how far it was read: so a log that nobody reads any more is seen, and not
/// taken for a quiet night.
///
/// At most [#SOURCES_MAX]; the one silent longest is forgotten for a new one.
public final class SourcesHeard {

    /// Sources remembered.
    static final int SOURCES_MAX = 10_000;

    /// A source that has told of progress so lately is alive.
    static final Duration ALIVE = Duration.ofSeconds(60);

    private final LongSupplier clockNanos;
    private final LongAdder forgotten = new LongAdder();
    private final Map<Source, Last> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Last> eldest) {
            if (size() <= SOURCES_MAX) return false;
            forgotten.increment();
            return true;
        }
    };

    /// @param clockNanos monotonic, as [System#nanoTime]
    public SourcesHeard(LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
    }

    private record Source(String site, String agent, String source) {}

    private record Last(long heardNanos, long readMicros, boolean ended) {}

    /// How one source is.
    ///
    /// @param site       that it watches
    /// @param agent      that reads it
    /// @param source     a device, a capture file or a mail log
    /// @param silence    since it was last heard of
    /// @param readMicros how far it was read, microseconds since 1970
    /// @param ended      whether it was a file, and that has been read
    public record Heard(String site, String agent, String source, Duration silence, long readMicros, boolean ended) {

        /// Whether it has not told of progress for too long.
        public boolean isSilent() {
            return !ended && silence.compareTo(ALIVE) > 0;
        }
    }

    /// Takes in how far one source was read.
    public void heard(SourceProgress told) {
        var source = new Source(
                told.origin().site(), told.origin().agent(), told.progress().source());
        var now = new Last(
                clockNanos.getAsLong(),
                told.progress().watermarkMicros(),
                told.progress().ended());
        synchronized (last) {
            last.remove(source); // so that it becomes the youngest
            last.put(source, now);
        }
    }

    /// All sources, in no order that means anything.
    public List<Heard> all() {
        long now = clockNanos.getAsLong();
        synchronized (last) {
            return last.entrySet().stream()
                    .map(entry -> heard(entry.getKey(), entry.getValue(), now))
                    .toList();
        }
    }

    private static Heard heard(Source source, Last last, long nowNanos) {
        return new Heard(
                source.site(),
                source.agent(),
                source.source(),
                Duration.ofNanos(nowNanos - last.heardNanos()),
                last.readMicros(),
                last.ended());
    }

    /// Sources forgotten, there being too many.
    public long forgotten() {
        return forgotten.sum();
    }

    /// Reads the progress of mail logs from `verdicts.v1`.
    public TopicTail.Reader ofLogs() {
        return this::readLog;
    }

    private void readLog(ConsumerRecord<byte[], byte[]> record) {
        switch (Topics.VERDICTS.values().deserializer().deserialize(record.topic(), record.value())) {
            case VerdictMessage.Advanced(var progress) -> heard(progress);
            case VerdictMessage.Given _ -> {}
            case null -> {}
        }
    }
}
