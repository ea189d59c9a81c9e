package dev.synoptic.benchmarks.pipeline;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Completion;
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

/// Handshakes as an agent publishes them, a SYN and its completion each, of as many hosts as wanted.
final class Load implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final int hosts;
    private final String instance;
    private long sequence;
    private long handshakes;

    /// @param instance whose records they are; no two loads share one
    Load(String bootstrap, int hosts, String instance, int lingerMillis) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "linger.ms",
                lingerMillis,
                "batch.size",
                1 << 17,
                "compression.type",
                "lz4",
                "acks",
                "all");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.hosts = hosts;
        this.instance = instance;
    }

    /// So many records, acknowledged.
    void send(long records, long nowMicros) {
        while (sequence < records) handshake(nowMicros + sequence);
        producer.flush();
    }

    /// One handshake, captured at this moment.
    void handshake(long micros) {
        int host = (int) (handshakes * 0x9E3779B1L % hosts & 0x7FFF_FFFF);
        var client = IpAddress.v4(0x0B000000 + host % hosts);
        var connection = new Connection(client, 1_024 + (int) (handshakes % 60_000), IpAddress.v4(0xC0000219), 25);
        send(client, micros, new Syn(connection, handshakes & 0xFFFF_FFFFL, seen(host)));
        send(client, micros, new Completion(connection, micros, handshakes & 0xFFFF_FFFFL));
        handshakes++;
    }

    private void send(IpAddress client, long micros, HandshakeEvent event) {
        byte[] key = HostKey.global(client).text().getBytes(StandardCharsets.UTF_8);
        var record = new HandshakeRecord(new Origin("agent", "site", instance, sequence++), micros, event);
        var _ = producer.send(new ProducerRecord<>(Topics.HANDSHAKES.name(), key, Codecs.HANDSHAKE.encode(record)));
    }

    private static SynObservation seen(int host) {
        return new SynObservation(
                HandshakeStep.SYN,
                4,
                64 - host % 20,
                0,
                0,
                1460,
                29_200,
                7,
                OptionLayout.of((byte) 2, (byte) 4, (byte) 8, (byte) 1, (byte) 3),
                0,
                Quirks.of(Quirk.DF, Quirk.ID_PLUS),
                false,
                4_711,
                60,
                0);
    }

    @Override
    public void close() {
        producer.close();
    }
}
