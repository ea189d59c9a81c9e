package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.JoinInput.SourceAdvanced;
import dev.synoptic.gateway.join.JoinInput.SynSeen;
import dev.synoptic.gateway.join.JoinInput.VerdictGiven;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.schemas.codec.UnreadableRecord;
import dev.synoptic.tcp.HandshakeStep;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Octets to what the join understands; what cannot be read goes to `dead-letters.v1` with why and from where.
///
/// Left out are judged SYN+ACKs: they speak of servers, and sessions begin with a client's SYN.
final class ReadInput implements Processor<byte[], byte[], Object, Object> {

    private final String service;
    private final JoinCounters counters;
    private @Nullable ProcessorContext<Object, Object> context;

    ReadInput(String service, JoinCounters counters) {
        this.service = service;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<Object, Object> started) {
        context = started;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var here = context();
        RecordMetadata place = here.recordMetadata().orElseThrow();
        try {
            HostKey host = Topics.VERDICTS.keys().deserializer().deserialize(place.topic(), record.key());
            Optional<JoinInput> input = read(place.topic(), record.value());
            if (input.isEmpty()) return;
            if (host == null && !(input.get() instanceof SourceAdvanced)) {
                bury(record, place, "no key, where a host's was expected");
                return;
            }
            here.forward(new Record<>(host, input.get(), record.timestamp()), JoinTopology.JOIN);
        } catch (UnreadableRecord unreadable) {
            bury(record, place, unreadable.why().text());
        }
    }

    static Optional<JoinInput> read(String topic, byte @Nullable [] value) {
        return topic.equals(Topics.VERDICTS.name()) ? verdict(topic, value) : fingerprint(topic, value);
    }

    private static Optional<JoinInput> verdict(String topic, byte @Nullable [] value) {
        return switch (Topics.VERDICTS.values().deserializer().deserialize(topic, value)) {
            case VerdictMessage.Given(var verdict) -> Optional.of(new VerdictGiven(verdict));
            case VerdictMessage.Advanced(var progress) -> Optional.of(new SourceAdvanced(progress, false));
            case null -> Optional.empty();
        };
    }

    private static Optional<JoinInput> fingerprint(String topic, byte @Nullable [] value) {
        return switch (Topics.FINGERPRINTS.values().deserializer().deserialize(topic, value)) {
            case FingerprintMessage.Judged(var fingerprint) ->
                Optional.of(fingerprint)
                        .filter(seen -> seen.seen().step() == HandshakeStep.SYN)
                        .map(SynSeen::new);
            case FingerprintMessage.Advanced(var progress) -> Optional.of(new SourceAdvanced(progress, true));
            case null -> Optional.empty();
        };
    }

    private void bury(Record<byte[], byte[]> record, RecordMetadata place, String why) {
        counters.unreadable().increment();
        var letter = DeadLetter.of(
                service, place.topic(), place.partition(), place.offset(), why, record.key(), record.value());
        byte[] key = letter.key().map(Bytes::get).orElse(null);
        context().forward(new Record<>(key, letter, record.timestamp()), JoinTopology.DEAD_LETTERS);
    }

    private ProcessorContext<Object, Object> context() {
        if (context == null) throw new IllegalStateException("not started");
        return context;
    }
}
