package dev.synoptic.gateway.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.match.Explainer;
import dev.synoptic.match.RawSignature;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.codec.UnreadableRecord;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.tcp.HandshakeStep;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reasons go by the database that judged, whatever the fleet was given since.
final class JudgingDatabasesTest {

    private static final String TEXT = """
            classes = unix

            [tcp:request]

            label = s:unix:%s:
            sig   = *:64:0:*:mss*20,7:mss,sok,ts,nop,ws:df,id+:0
            """;

    private JudgingDatabases databases;

    @BeforeEach
    void settings() throws Exception {
        databases = new JudgingDatabases(
                Explainer.of("p0f.fp", SignatureDatabase.parse("p0f.fp", TEXT.formatted("First")), Fidelity.FLEET));
    }

    @Test
    void aPublishedDatabaseExplainsWhatItJudged() throws Exception {
        String second = publish("Second");

        assertThat(told(second)).isEqualTo("Second");
        assertThat(told("0".repeat(64))).as("not known").isEqualTo("First");
    }

    @Test
    void theLastOnesAreKept() throws Exception {
        String oldest = publish("Oldest");
        String again = publish("Again");
        for (int i = 0; i < JudgingDatabases.PUBLISHED_MAX - 1; i++) publish("More" + i);

        assertThat(told(oldest)).as("let go").isEqualTo("First");
        assertThat(told(again)).isEqualTo("Again");
    }

    @Test
    void whatIsNoDatabaseIsRefusedAndChangesNothing() throws Exception {
        String second = publish("Second");
        byte[] bad = "[tcp:request]\nsig = x\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> databases.read(record(Topics.signaturesKey("00"), bad)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("p0f.fp/00:2: sig");
        assertThatThrownBy(() -> databases.read(record(Topics.signaturesKey("00"), octets("Third"))))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("digest");
        assertThatThrownBy(() -> databases.read(new ConsumerRecord<>("signatures.v1", 0, 0, null, bad)))
                .isInstanceOf(TopicTail.KeylessRecord.class);
        assertThat(told(second)).isEqualTo("Second");
    }

    private String publish(String system) throws Exception {
        String version = SignatureDatabase.parse("", octets(system)).version();
        databases.read(record(Topics.signaturesKey(version), octets(system)));
        return version;
    }

    private static byte[] octets(String system) {
        return TEXT.formatted(system).getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("signatures.v1", 0, 0, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private String told(String version) throws Exception {
        var seen = RawSignature.parse("4:64+0:0:1460:29200,7:mss,sok,ts,nop,ws:df,id+:0", HandshakeStep.SYN);
        return databases
                .of(version)
                .explain(seen)
                .told()
                .row()
                .orElseThrow()
                .label()
                .name();
    }
}
