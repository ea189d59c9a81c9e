package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeEvent.Side;
import dev.synoptic.flow.HandshakeEvent.TimestampSample;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.match.JudgedHead;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.streams.JudgeOutput.Completed;
import dev.synoptic.streams.JudgeOutput.Head;
import dev.synoptic.streams.JudgeOutput.Passed;
import dev.synoptic.streams.JudgeOutput.Published;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/// Folds what completed connections showed into what is known of their hosts, and forgets hosts that nobody has
/// heard of for too long. A SYN alone changes nothing: anyone can forge one. Completed fingerprints are
/// published from here, with what their hosts' memory says of them.
final class RememberHosts extends ContextualProcessor<HostKey, JudgeOutput, Object, Object> {

    /// Makes one for each partition.
    record Supplier(Stores kept, StreamsCounters counters)
            implements ProcessorSupplier<HostKey, JudgeOutput, Object, Object> {
        @Override
        public Processor<HostKey, JudgeOutput, Object, Object> get() {
            return new RememberHosts(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(kept.hosts(), kept.histories(), kept.due(), kept.clocks());
        }
    }

    private final Supplier settings;
    private final StreamsCounters counters;
    private FleetClock clock;
    private HostStore hosts;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private RememberHosts(Supplier settings) {
        this.settings = settings;
        this.counters = settings.counters();
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        var memory = settings.kept().memory();
        clock = new FleetClock(
                memory.clock(),
                context.getStateStore(Stores.CLOCKS),
                settings.kept().limits().instances());
        hosts = new HostStore(memory, context, counters);
    }

    @Override
    public void process(Record<HostKey, JudgeOutput> record) {
        clock.append(record.timestamp());
        if (record.value() instanceof Passed(HandshakeRecord handshake)) clock.see(handshake);
        hosts.forgetDue(record, clock.seconds());
        switch (record.value()) {
            case Completed completed -> publish(record, completed, remember(record, completed));
            case Head(JudgedHead head) -> read(record, head);
            case Passed(HandshakeRecord handshake) -> {
                if (handshake.event() instanceof TimestampSample sample) follow(record, handshake, sample);
            }
            case Published _ -> throw new IllegalStateException("for the topic alone");
        }
    }

    private HostState remember(Record<HostKey, JudgeOutput> record, Completed completed) {
        var fingerprint = completed.fingerprint();
        long seconds = clock.secondsAt(fingerprint.capturedMicros());
        counters.took(Duration.ofNanos(
                Math.max(0, context().currentSystemTimeMs() * 1_000 - fingerprint.capturedMicros()) * 1_000));
        var before = hosts.find(record, seconds);
        if (before.isEmpty()) {
            var begun = HostState.first(fingerprint, completed.tool(), seconds);
            hosts.begin(record, begun);
            return begun;
        }
        var host = before.get();
        if (host.displaces(fingerprint.origin().site())) counters.count(StreamsCounter.SITES_EVICTED);
        if (fingerprint.capturedMicros() < host.lastMicros()) counters.count(StreamsCounter.LATE);
        var after = host.with(fingerprint, completed.tool(), seconds);
        hosts.change(record, after);
        return after;
    }

    private void publish(Record<HostKey, JudgeOutput> record, Completed completed, HostState host) {
        var message = new Judged(completed.fingerprint().ofSharedAddress(host.isShared()));
        int partition = context().taskId().partition();
        context().forward(record.withValue(new Published(partition, message)), FingerprintTopology.FINGERPRINTS);
    }

    /// A host that completed no handshake has no software: its HTTP head may be forged as its SYN may.
    private void read(Record<HostKey, JudgeOutput> record, JudgedHead head) {
        var before = hosts.find(record, clock.secondsAt(head.capturedMicros()));
        if (before.isEmpty()) {
            counters.count(StreamsCounter.HEADS_OF_UNKNOWN_HOSTS);
            return;
        }
        var after = before.get().with(head);
        if (after.equals(before.get())) {
            counters.count(StreamsCounter.LATE);
            return;
        }
        counters.count(StreamsCounter.HEADS);
        hosts.change(record, after);
    }

    /// Only hosts that completed a handshake have a clock to compare with.
    private void follow(Record<HostKey, JudgeOutput> record, HandshakeRecord handshake, TimestampSample sample) {
        long micros = handshake.capturedMicros();
        var before = hosts.find(record, clock.secondsAt(micros));
        if (before.isEmpty()) {
            counters.count(StreamsCounter.SAMPLES_OF_UNKNOWN_HOSTS);
            return;
        }
        var after = before.get()
                .withTimestamp(handshake.origin().site(), sample.side() == Side.CLIENT, sample.timestamp(), micros);
        if (after.equals(before.get())) counters.count(StreamsCounter.SAMPLES_WITHOUT_CLOCK);
        else hosts.change(record, after);
    }
}
