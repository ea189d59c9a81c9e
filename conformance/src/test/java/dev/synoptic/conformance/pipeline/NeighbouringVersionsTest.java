package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codec;
import dev.synoptic.schemas.codec.Codecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Services of neighbouring versions on one cluster, as `docs/operating/upgrade.md` says: a newer agent before this
/// version of streams, and an older reader behind it. They know of each other what stands on `schemas.v1`.
class NeighbouringVersionsTest {

    private static final int HEADER_LENGTH = 10;
    private static final byte[] KEY = "192.0.2.7".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void aNewerAgentIsUnderstoodByItsSchemaAndOneThatShowedNoneAfterItHas() throws Exception {
        var newer = withAnotherField(Codecs.HANDSHAKE.schema(), "note");
        var newest = withAnotherField(Codecs.HANDSHAKE.schema(), "remark");
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            show(fleet, newer);
            fleet.startStreams();
            publish(fleet, inSchema(newer, "note"));
            Eventually.until(
                    "the newer agent's host", () -> fleet.values(Topics.HOSTS).size() == 1);

            publish(fleet, inSchema(newest, "remark"));
            Eventually.until(
                    "a dead letter", () -> fleet.values(Topics.DEAD_LETTERS).size() == 1);
            assertThat(fleet.values(Topics.DEAD_LETTERS))
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(letter.why()).contains("schema").contains(fingerprint(newest)));
            assertThat(fleet.values(Topics.HOSTS)).hasSize(1);

            // Whoever asks for a schema in vain asks again after a second, not before: so the sender tries again too.
            show(fleet, newest);
            Eventually.until("a record of the schema that was shown meanwhile", () -> {
                publish(fleet, inSchema(newest, "remark"));
                fleet.awaitRead(fleet.streamsSettings().applicationId(), Topics.HANDSHAKES);
                return fleet.values(Topics.HOSTS).size() > 1;
            });
        }
    }

    @Test
    void anOlderReaderFindsOurSchemaAndSkipsWhatItDoesNotKnow() throws Exception {
        var older = without(Codecs.HOST.schema(), Set.of("days", "touched_seconds"));
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            fleet.startStreams();
            publish(fleet, DeadLettersTest.octetsOfAnAnswer());
            Eventually.until("a host", () -> fleet.values(Topics.HOSTS).size() == 1);

            var ours = fleet.values(Topics.HOSTS).getFirst();
            var read = values(fleet).stream()
                    .map(octets -> read(fleet, octets, older))
                    .toList();
            assertThat(read).singleElement().satisfies(host -> {
                assertThat(host.get("first_micros")).isEqualTo(ours.firstMicros());
                assertThat(host.get("connections")).isEqualTo(1L);
                assertThat(host.getSchema().getField("days")).isNull();
            });
        }
    }

    private static List<byte[]> values(Fleet fleet) {
        var all = new ArrayList<byte[]>();
        for (int partition = 0; partition < Fleet.PARTITIONS; partition++) {
            fleet.octets(Topics.HOSTS, partition, (key, value, millis) -> all.add(value));
        }
        return all;
    }

    /// As another version reads: the writer's schema by the fingerprint at the record's head, from the topic.
    private static GenericRecord read(Fleet fleet, byte[] octets, Schema reader) {
        try {
            var writer = shown(fleet, HexFormat.of().toHexDigits(Codec.fingerprintOf(octets)));
            var in = DecoderFactory.get().binaryDecoder(octets, HEADER_LENGTH, octets.length - HEADER_LENGTH, null);
            return new GenericDatumReader<GenericRecord>(writer, reader).read(null, in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Schema shown(Fleet fleet, String fingerprint) {
        var found = new ArrayList<Schema>();
        fleet.octets(Topics.SCHEMAS, 0, (key, value, millis) -> {
            if (new String(key, StandardCharsets.UTF_8).equals(fingerprint)) {
                found.add(SchemaParser.parseSingle(new String(value, StandardCharsets.UTF_8)));
            }
        });
        assertThat(found).as("schema %s on schemas.v1", fingerprint).isNotEmpty();
        return found.getLast();
    }

    private static Schema withAnotherField(Schema schema, String name) {
        var text = Schema.create(Schema.Type.STRING);
        return of(schema, Set.of(), List.of(new Schema.Field(name, text, "of a later version", "")));
    }

    private static Schema without(Schema schema, Set<String> names) {
        return of(schema, names, List.of());
    }

    private static Schema of(Schema schema, Set<String> without, List<Schema.Field> more) {
        var fields = new ArrayList<Schema.Field>();
        for (var field : schema.getFields()) {
            if (!without.contains(field.name())) fields.add(new Schema.Field(field, field.schema()));
        }
        fields.addAll(more);
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /// A SYN+ACK, which needs no completion to make a host, with the other version's field set.
    private static byte[] inSchema(Schema schema, String name) throws IOException {
        byte[] ours = DeadLettersTest.octetsOfAnAnswer();
        var in = DecoderFactory.get().binaryDecoder(ours, HEADER_LENGTH, ours.length - HEADER_LENGTH, null);
        var known = new GenericDatumReader<GenericRecord>(Codecs.HANDSHAKE.schema()).read(null, in);
        var record = new GenericData.Record(schema);
        for (var field : known.getSchema().getFields()) record.put(field.name(), known.get(field.name()));
        var origin = (GenericRecord) record.get("origin");
        origin.put("instance", "instance-" + name + System.nanoTime()); // lest it count as sent again
        record.put(name, "nobody here knows this field");
        return new BinaryMessageEncoder<>(GenericData.get(), schema)
                .encode(record)
                .array();
    }

    private static void show(Fleet fleet, Schema schema) throws Exception {
        byte[] json = SchemaFormatter.format("json", schema).getBytes(StandardCharsets.UTF_8);
        send(fleet, Topics.SCHEMAS.name(), fingerprint(schema).getBytes(StandardCharsets.UTF_8), json);
    }

    private static String fingerprint(Schema schema) {
        return HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(schema));
    }

    private static void publish(Fleet fleet, byte[] value) throws Exception {
        send(fleet, Topics.HANDSHAKES.name(), KEY, value);
    }

    private static void send(Fleet fleet, String topic, byte[] key, byte[] value)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", fleet.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }
}
