package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.flow.HandshakeEvent.Judging;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.streams.Stores.StoreKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchedDatabaseTest {

    private static final String OTHER = Played.SIGNATURES.replace("3.11 and newer", "of another file");
    private static final String BAD = "classes = unix\nnonsense\n";
    private static final TopicPartition SIGNATURES = new TopicPartition(Topics.SIGNATURES.name(), 0);

    @TempDir
    private Path stateDir;

    private final Played played = new Played(0, "instance");

    /// Between two records of the input: what comes before is judged by the old one, what comes behind by the new.
    @Test
    void isJudgedByFromItsRecordOnAndNamedInEveryFingerprint() {
        try (var driven = driven(version(OTHER), OTHER)) {
            driven.play(
                    played.syn(1, 0, 40_000),
                    played.record(0, 0, new Judging(version(OTHER))),
                    played.completion(2, 1, 40_000, 0));

            assertThat(driven.fingerprints())
                    .extracting(Fingerprint::databaseVersion)
                    .containsExactly(version(Played.SIGNATURES), version(OTHER));
            assertThat(driven.hosts()
                            .getFirst()
                            .value()
                            .system()
                            .orElseThrow()
                            .label()
                            .flavor())
                    .isEqualTo("of another file");
            driven.expectCounted(StreamsCounter.DATABASES_SWITCHED, 1);
        }
    }

    @Test
    void aBadOneChangesNothingAndIsCounted() {
        try (var driven = driven("0123", BAD)) {
            driven.play(played.record(0, 0, new Judging("0123")), played.syn(1, 0, 40_000));

            assertThat(driven.fingerprints())
                    .extracting(Fingerprint::databaseVersion)
                    .containsExactly(version(Played.SIGNATURES));
            driven.expectCounted(StreamsCounter.DATABASES_REFUSED, 1);
        }
    }

    @Test
    void oneThatIsNotThereOrIsNotWhatItSaysChangesNothing() {
        try (var driven = driven("4567", OTHER)) {
            driven.play(
                    played.record(0, 0, new Judging("4567")),
                    played.record(0, 0, new Judging("89ab")),
                    played.syn(1, 0, 40_000));

            assertThat(driven.fingerprints())
                    .extracting(Fingerprint::databaseVersion)
                    .containsExactly(version(Played.SIGNATURES));
            driven.expectCounted(StreamsCounter.DATABASES_REFUSED, 2);
        }
    }

    /// What cannot be told now must not be refused by one instance and taken by another.
    @Test
    void oneThatCannotBeReadNowEndsTheInstanceAndIsNoDeadLetter() {
        var away = new PublishedDatabases(Driven.judge(), Fidelity.FLEET, () -> {
            throw new TimeoutException("no broker");
        });
        try (var driven = new Driven(stateDir, Stores.of(StoreKind.MEMORY), away)) {
            assertThatThrownBy(() -> driven.play(played.record(0, 0, new Judging(version(OTHER)))))
                    .hasRootCauseInstanceOf(TimeoutException.class);
            driven.expectCounted(StreamsCounter.DEAD_LETTERS, 0);
            driven.expectCounted(StreamsCounter.DATABASES_REFUSED, 0);
        }
    }

    private Driven driven(String version, String text) {
        var judges = new PublishedDatabases(Driven.judge(), Fidelity.FLEET, () -> reader(version, text));
        return new Driven(stateDir, Stores.of(StoreKind.MEMORY), judges);
    }

    private static MockConsumer<String, byte[]> reader(String version, String text) {
        var consumer = new MockConsumer<String, byte[]>(AutoOffsetResetStrategy.EARLIEST.name());
        consumer.updateEndOffsets(Map.of(SIGNATURES, 1L));
        consumer.updateBeginningOffsets(Map.of(SIGNATURES, 0L));
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(
                SIGNATURES.topic(), 0, 0, Topics.signaturesKey(version), text.getBytes(StandardCharsets.ISO_8859_1))));
        return consumer;
    }

    private static String version(String text) {
        try {
            return SignatureDatabase.parse("test.fp", text).version();
        } catch (SignatureFileException e) {
            throw new AssertionError(e);
        }
    }
}
