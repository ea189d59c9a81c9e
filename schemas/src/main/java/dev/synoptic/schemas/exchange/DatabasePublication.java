package dev.synoptic.schemas.exchange;

import dev.synoptic.flow.HandshakeEvent.Judging;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/// Publishes a signature database, and tells every partition of `handshakes.v1` to be judged by it from there on.
///
/// The octets lie on `signatures.v1`, acknowledged, before anybody is told.
public final class DatabasePublication {

    private static final String AGENT = "signatures";

    private DatabasePublication() {}

    /// Publishes a database that was found sound.
    ///
    /// @param producer of keys and values as octets
    /// @param version  digest of `octets`
    /// @return how many partitions were told
    /// @throws KafkaException where the brokers do not take it
    public static int publish(Producer<byte[], byte[]> producer, String version, byte[] octets) {
        var key = Topics.SIGNATURES
                .keys()
                .serializer()
                .serialize(Topics.SIGNATURES.name(), Topics.signaturesKey(version));
        acknowledged(List.of(producer.send(new ProducerRecord<>(Topics.SIGNATURES.name(), key, octets))), producer);
        return tell(producer, version);
    }

    private static int tell(Producer<byte[], byte[]> producer, String version) {
        var origin = new Origin(AGENT, "", version, 0);
        byte[] judging = Topics.HANDSHAKES
                .values()
                .serializer()
                .serialize(Topics.HANDSHAKES.name(), new HandshakeRecord(origin, 0, new Judging(version)));
        var sent = new ArrayList<Future<RecordMetadata>>();
        int partitions = producer.partitionsFor(Topics.HANDSHAKES.name()).size();
        for (int partition = 0; partition < partitions; partition++) {
            sent.add(producer.send(new ProducerRecord<>(Topics.HANDSHAKES.name(), partition, null, judging)));
        }
        acknowledged(sent, producer);
        return partitions;
    }

    private static void acknowledged(List<Future<RecordMetadata>> sent, Producer<?, ?> producer) {
        producer.flush();
        try {
            for (var each : sent) each.get();
        } catch (ExecutionException refused) {
            throw new KafkaException("not acknowledged by the brokers", refused.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
