package dev.synoptic.conformance.pipeline;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Handshakes of known content, as one agent would publish them: a SYN and its completion each, now and then another
/// system, and some SYNs that nobody completes.
final class HandshakeLoad implements AutoCloseable {

    private static final int HOSTS = 500;
    private static final int FORGED_EVERY = 7;
    private static final String SOURCE = "load";
    private static final long START_MICROS = 1_767_225_600_000_000L;

    private final KafkaProducer<byte[], byte[]> producer;
    private long sequence;
    private long handshakes;

    private HandshakeLoad(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    static HandshakeLoad to(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "acks", "all");
        return new HandshakeLoad(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /// How many records were sent.
    long records() {
        return sequence;
    }

    /// How many handshakes were completed.
    long completed() {
        return handshakes - (handshakes + FORGED_EVERY - 1) / FORGED_EVERY;
    }

    /// So many handshakes more, and the progress behind them.
    void send(int count) {
        for (int i = 0; i < count; i++) handshake();
        everywhere(new Progress(micros(), SOURCE, false));
        producer.flush();
    }

    /// No more will come.
    void end() {
        everywhere(new Progress(Long.MAX_VALUE, SOURCE, true));
        producer.flush();
    }

    private void handshake() {
        int host = (int) (handshakes * 31 % HOSTS);
        var client = IpAddress.v4(0xC6120000 + host); // 198.18.0.0/15, for benchmarks
        var connection = new Connection(client, 1_024 + (int) (handshakes % 60_000), IpAddress.v4(0xC0000219), 25);
        long opened = micros();
        send(client, new Syn(connection, handshakes, seen(host, handshakes % 97 == 0)));
        if (handshakes % FORGED_EVERY != 0) send(client, new Completion(connection, opened, handshakes));
        handshakes++;
    }

    private void send(IpAddress client, HandshakeEvent event) {
        byte[] key = HostKey.global(client).text().getBytes(StandardCharsets.UTF_8);
        var _ = producer.send(new ProducerRecord<>(Topics.HANDSHAKES.name(), key, octets(event)));
    }

    private void everywhere(Progress progress) {
        byte[] octets = octets(progress);
        for (int partition = 0; partition < Fleet.PARTITIONS; partition++) {
            var _ = producer.send(new ProducerRecord<>(Topics.HANDSHAKES.name(), partition, null, octets));
        }
    }

    private byte[] octets(HandshakeEvent event) {
        var origin = new Origin(Fleet.AGENT, Fleet.SITE, SOURCE, sequence++);
        return Codecs.HANDSHAKE.encode(new HandshakeRecord(origin, micros(), event));
    }

    private long micros() {
        return START_MICROS + handshakes * 20_000;
    }

    private static SynObservation seen(int host, boolean otherSystem) {
        return new SynObservation(
                HandshakeStep.SYN,
                4,
                64 - host % 20,
                0,
                0,
                1460,
                otherSystem ? 8_192 : 29_200,
                otherSystem ? 2 : 7,
                otherSystem
                        ? OptionLayout.of((byte) 2, (byte) 1, (byte) 3, (byte) 1, (byte) 1, (byte) 4)
                        : OptionLayout.of((byte) 2, (byte) 4, (byte) 8, (byte) 1, (byte) 3),
                0,
                Quirks.of(Quirk.DF, Quirk.ID_PLUS),
                false,
                otherSystem ? 0 : 4_711,
                60,
                0);
    }

    @Override
    public void close() {
        producer.close();
    }
}
