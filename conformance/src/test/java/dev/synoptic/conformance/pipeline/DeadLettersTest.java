package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What streams cannot read is kept out and kept: within the same transaction, and nothing behind it waits.
class DeadLettersTest {

    private static final byte[] KEY = "192.0.2.7".getBytes(StandardCharsets.UTF_8);
    private static final byte[] GARBAGE = {4, 7, 1, 1};

    @TempDir
    Path folder;

    @Test
    void whatCannotBeReadIsCommittedAmongTheDeadLettersAndTheNextRecordIsHandled() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            fleet.startStreams();
            publish(fleet, List.of(GARBAGE, Codecs.HANDSHAKE.encode(answer())));

            Eventually.until(
                    "a host behind the garbage",
                    () -> fleet.values(Topics.HOSTS).size() == 1);
            assertThat(fleet.values(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
                assertThat(letter.service()).isEqualTo("fingerprint-streams");
                assertThat(letter.topic()).isEqualTo("handshakes.v1");
                assertThat(letter.why()).contains("single-object encoding");
                assertThat(letter.key()).hasValue(Bytes.wrap(KEY));
                assertThat(letter.value()).hasValue(Bytes.wrap(GARBAGE));
            });
        }
    }

    /// A broker takes what is short once it is compressed, whatever it was before. The letter must fit, too, or nobody
    /// could ever read on.
    @Test
    void whatIsTooLongForAnyMessageOfOursHoldsUpNothing() throws Exception {
        try (var fleet = Fleet.withoutServices(folder.resolve("fleet"))) {
            fleet.startStreams();
            byte[] zeros = new byte[3 << 20];
            byte[] nameOfAMebibyte = Codecs.HANDSHAKE.encode(answer("s".repeat(1 << 20)));
            publish(fleet, List.of(zeros, nameOfAMebibyte, Codecs.HANDSHAKE.encode(answer())));

            Eventually.until(
                    "a host behind what is too long",
                    () -> fleet.values(Topics.HOSTS).size() == 1);
            assertThat(fleet.values(Topics.DEAD_LETTERS))
                    .hasSize(2)
                    .allSatisfy(letter -> assertThat(letter.value()).isEmpty())
                    .allSatisfy(letter -> assertThat(letter.key()).hasValue(Bytes.wrap(KEY)));
            assertThat(fleet.values(Topics.DEAD_LETTERS).getFirst().why())
                    .contains("its value of " + zeros.length + " octets is not kept");
            assertThat(fleet.values(Topics.DEAD_LETTERS).getLast().why())
                    .contains("a name of " + (1 << 20) + " octets, expected at most 255");
        }
    }

    /// A record that can be read.
    static byte[] octetsOfAnAnswer() {
        return Codecs.HANDSHAKE.encode(answer());
    }

    private static void publish(Fleet fleet, List<byte[]> values) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                fleet.streamsSettings().bootstrap(),
                "compression.type",
                "gzip",
                "max.request.size",
                16 << 20,
                "linger.ms",
                0,
                "enable.idempotence",
                true);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                var _ = producer.send(new ProducerRecord<>(Topics.HANDSHAKES.name(), KEY, value));
            }
            producer.flush();
        }
    }

    /// A SYN+ACK: it needs no completion to make a host.
    private static HandshakeRecord answer() {
        return answer("site");
    }

    private static HandshakeRecord answer(String site) {
        var server = HostKey.parse(new String(KEY, StandardCharsets.UTF_8)).orElseThrow();
        var connection = new Connection(IpAddress.v4(1), 1_024, server.address(), 25);
        var seen = new SynObservation(
                HandshakeStep.SYN_ACK,
                4,
                60,
                0,
                0,
                1_460,
                14_600,
                7,
                OptionLayout.of((byte) 2),
                0,
                Quirks.NONE,
                false,
                0,
                44,
                1_460);
        return new HandshakeRecord(new Origin("agent", site, "instance", 1), 1, new SynAck(connection, 1, seen));
    }
}
