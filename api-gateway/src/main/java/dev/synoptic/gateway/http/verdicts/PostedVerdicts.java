package dev.synoptic.gateway.http.verdicts;

import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.verdict.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Puts verdicts that were sent in onto `verdicts.v1`, beside those that agents read from logs.
///
/// Each call waits until the brokers have acknowledged all of it. While Kafka is away no more than the producer's
/// buffer piles up, and whoever sends in is told to come again.
public final class PostedVerdicts implements VerdictOutlet, AutoCloseable {

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final PrivateNetworks networks;
    private final Duration patience;
    private final LongAdder taken = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private @Nullable Producer<byte[], byte[]> producer;

    /// @param producers makes the producer, on first need: most gateways are never sent anything
    /// @param networks  ranges that every site has of its own
    /// @param patience  how long one call may take
    public PostedVerdicts(Supplier<Producer<byte[], byte[]>> producers, PrivateNetworks networks, Duration patience) {
        this.producers = producers;
        this.networks = networks;
        this.patience = patience;
    }

    @Override
    public void tell(List<Verdict> verdicts) throws IOException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        var sent = new ArrayList<Future<?>>(verdicts.size());
        try {
            for (Verdict verdict : verdicts) sent.add(producer().send(record(verdict)));
            for (Future<?> each : sent) each.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            taken.add(verdicts.size());
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            failed.add(verdicts.size());
            throw new IOException("Kafka did not acknowledge in time", away);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            failed.add(verdicts.size());
            throw new InterruptedIOException("the gateway is closing");
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) producer = producers.get();
        return producer;
    }

    private ProducerRecord<byte[], byte[]> record(Verdict verdict) {
        String topic = Topics.VERDICTS.name();
        return new ProducerRecord<>(
                topic,
                Topics.VERDICTS.keys().serializer().serialize(topic, networks.key(verdict.client(), verdict.site())),
                Topics.VERDICTS.values().serializer().serialize(topic, new VerdictMessage.Given(verdict)));
    }

    /// Verdicts that are safe.
    public long taken() {
        return taken.sum();
    }

    /// Verdicts that could not be made safe in time.
    public long failed() {
        return failed.sum();
    }

    @Override
    public synchronized void close() {
        if (producer != null) producer.close(Duration.ofSeconds(2));
    }
}
