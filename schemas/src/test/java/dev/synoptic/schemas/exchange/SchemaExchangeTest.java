package dev.synoptic.schemas.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.schemas.codec.SchemaDirectory;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class SchemaExchangeTest {

    private static final TopicPartition SCHEMAS = new TopicPartition("schemas.v1", 0);

    private int readings;

    /// What the services of a cluster have shown.
    private static List<ProducerRecord<String, String>> shown() {
        try (var producer = new MockProducer<>(true, null, new StringSerializer(), new StringSerializer())) {
            SchemaExchange.publish(producer);
            return producer.history();
        }
    }

    private Consumer<String, String> reader(List<ProducerRecord<String, String>> records) {
        readings++;
        var consumer = new MockConsumer<String, String>("earliest");
        consumer.updateBeginningOffsets(Map.of(SCHEMAS, 0L));
        consumer.updateEndOffsets(Map.of(SCHEMAS, (long) records.size()));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < records.size(); i++) {
                var record = records.get(i);
                consumer.addRecord(new ConsumerRecord<>("schemas.v1", 0, i, record.key(), record.value()));
            }
        });
        return consumer;
    }

    @Test
    void everySchemaIsShownUnderItsFingerprint() {
        assertThat(shown())
                .hasSameSizeAs(Codecs.all())
                .allSatisfy(record -> assertThat(record.key()).matches("[0-9a-f]{16}"));
        assertThat(shown()).extracting(ProducerRecord::topic).containsOnly("schemas.v1");
    }

    @Test
    void whatOneServiceShowsAnotherFinds() {
        var schemas = new TopicSchemas(() -> reader(shown()));

        for (var codec : Codecs.all()) {
            assertThat(schemas.find(codec.fingerprint()).map(Schema::getFullName))
                    .hasValue(codec.schema().getFullName());
        }
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void aMissIsNotAskedAgainAtOnce() {
        var schemas = new TopicSchemas(() -> reader(shown()));

        assertThat(schemas.find(4711)).isEmpty();
        assertThat(schemas.find(4711)).isEmpty();
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void aSchemaThatMakesNoSenseHidesNoOther() {
        var nonsense = new ProducerRecord<>("schemas.v1", "0000000000000001", "{");
        var sound = shown().getFirst();
        var schemas = new TopicSchemas(() -> reader(List.of(nonsense, sound)));

        assertThat(schemas.find(Codecs.all().getFirst().fingerprint())).isPresent();
        assertThat(schemas.find(1)).isEmpty();
    }

    @Test
    void aDirectoryRemembersWhatItLookedUp() {
        var directory = new SchemaDirectory();
        directory.lookUpIn(new TopicSchemas(() -> reader(shown())));
        long fingerprint = Codecs.HOST.fingerprint();

        assertThat(directory.find(fingerprint)).isPresent();
        directory.lookUpIn(unasked -> {
            throw new AssertionError("asked again for " + unasked);
        });
        assertThat(directory.find(fingerprint)).isPresent();
    }
}
