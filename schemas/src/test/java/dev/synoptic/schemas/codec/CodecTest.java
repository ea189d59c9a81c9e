package dev.synoptic.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostState;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.GreylistEntry;
import dev.synoptic.schemas.PolicyRule;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.schemas.codec.UnreadableRecord.Malformed;
import dev.synoptic.schemas.codec.UnreadableRecord.NotSingleObject;
import dev.synoptic.schemas.codec.UnreadableRecord.UnknownSchema;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.log.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private static final int SEEDS = 500;

    /// A codec, and the type of its values.
    record Kind<T>(Codec<T> codec, Class<T> type) {
        T grow(long seed) {
            return new Grow(seed).record(type);
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static Stream<Kind<?>> kinds() {
        return Stream.of(
                new Kind<>(Codecs.HANDSHAKE, HandshakeRecord.class),
                new Kind<>(Codecs.FINGERPRINT, FingerprintMessage.class),
                new Kind<>(Codecs.HOST, HostState.class),
                new Kind<>(Codecs.HISTORY, HostHistory.class),
                new Kind<>(Codecs.VERDICT, VerdictMessage.class),
                new Kind<>(Codecs.JOINED, JoinedVerdict.class),
                new Kind<>(Codecs.DELIVERY, Delivery.class),
                new Kind<>(Codecs.RATIO, RatioMessage.class),
                new Kind<>(Codecs.RATIO_KEY, RatioKey.class),
                new Kind<>(Codecs.GREYLIST, GreylistEntry.class),
                new Kind<>(Codecs.POLICY_RULE, PolicyRule.class),
                new Kind<>(Codecs.DEAD_LETTER, DeadLetter.class));
    }

    @Test
    void everyCodecIsTestedHere() {
        assertThat(kinds().<Object>map(Kind::codec)).hasSameElementsAs(List.copyOf(Codecs.all()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void whatIsWrittenReadsBack(Kind<T> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            T value = kind.grow(seed);

            assertThat(kind.codec().decode(kind.codec().encode(value)))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    /// The classes that Avro generates from the same schemas are the reference.
    @ParameterizedTest
    @MethodSource("kinds")
    <T> void theOctetsAreThoseThatAvroItselfWrites(Kind<T> kind) throws IOException {
        var model = new SpecificData();
        var decoder =
                new BinaryMessageDecoder<SpecificRecord>(model, kind.codec().schema());
        var encoder =
                new BinaryMessageEncoder<SpecificRecord>(model, kind.codec().schema());
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] octets = kind.codec().encode(kind.grow(seed));

            var written = new ByteArrayOutputStream();
            encoder.encode(decoder.decode(octets), written);
            assertThat(written.toByteArray()).as("seed %d", seed).isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void damagedOctetsAreReadOrRefusedButNothingElse(Kind<T> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] octets = damage(kind.codec().encode(kind.grow(seed)), random);

            var failure = catchThrowable(() -> kind.codec().decode(octets));
            if (failure != null) assertThat(failure).as("seed %d", seed).isInstanceOf(UnreadableRecord.class);
        }
    }

    private static byte[] damage(byte[] octets, Random random) {
        int at = Codec.HEADER_LENGTH + random.nextInt(octets.length - Codec.HEADER_LENGTH);
        if (random.nextInt(4) == 0) return Arrays.copyOf(octets, at);
        octets[at] ^= (byte) (1 << random.nextInt(8));
        return octets;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void whatFollowsTheEndIsRefused(Kind<T> kind) {
        byte[] octets = kind.codec().encode(kind.grow(1));

        assertThatThrownBy(() -> kind.codec().decode(Arrays.copyOf(octets, octets.length + 1)))
                .isInstanceOfSatisfying(
                        UnreadableRecord.class, e -> assertThat(e.why()).isInstanceOf(Malformed.class));
    }

    @Test
    void aHugeArrayIsRefusedBeforeItIsAllocated() {
        var out = new WireWriter(16);
        out.number(Long.MAX_VALUE >> 1);
        var in = new WireReader(out.toBytes(), 0);

        assertThatThrownBy(() -> in.list(WireReader::text)).isInstanceOf(UnreadableRecord.class);
        assertThatThrownBy(() -> new WireReader(out.toBytes(), 0).bytes()).isInstanceOf(UnreadableRecord.class);
    }

    /// V40: the topic is open to other programs, and an id cut short would break whoever goes by its halves.
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 15, 17})
    void aVerdictWhoseIdHasNotSixteenOctetsIsRefused(int octets) {
        var verdict =
                SampleVerdict.from(IpAddress.v4(1)).event("ab".repeat(octets)).verdict();
        byte[] written = Codecs.VERDICT.encode(new VerdictMessage.Given(verdict));

        assertThatThrownBy(() -> Codecs.VERDICT.decode(written))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(octets + " octets, expected 16");
    }

    @Test
    void octetsOfAnotherKindAreNamed() {
        assertThatThrownBy(() -> Codecs.HOST.decode(new byte[] {1, 2, 3}))
                .isInstanceOfSatisfying(
                        UnreadableRecord.class, e -> assertThat(e.why()).isEqualTo(new NotSingleObject(3)));
    }

    @Test
    void aSchemaThatNobodyHasShownIsNamedByItsFingerprint() {
        byte[] octets = Codecs.DEAD_LETTER.encode(new Grow(1).record(DeadLetter.class));

        assertThatThrownBy(() -> Codecs.HOST.decode(octets))
                .isInstanceOfSatisfying(
                        UnreadableRecord.class,
                        e -> assertThat(e.why()).isEqualTo(new UnknownSchema(Codecs.DEAD_LETTER.fingerprint())));
    }

    @Test
    void aNeighbouringVersionIsReadThroughItsOwnSchema() throws IOException {
        var newer = withAnotherField(Codecs.DEAD_LETTER.schema());
        var letter = new Grow(7).record(DeadLetter.class);
        var codec = Codecs.DEAD_LETTER.reading(fingerprint -> Optional.of(newer));

        assertThat(codec.decode(inSchema(newer, letter))).isEqualTo(letter);
    }

    @Test
    void aVersionThatCannotBeResolvedIsRefused() throws IOException {
        var stranger =
                SchemaBuilder.record("Stranger").fields().requiredString("name").endRecord();
        var record = new GenericData.Record(stranger);
        record.put("name", "x");
        var codec = Codecs.DEAD_LETTER.reading(fingerprint -> Optional.of(stranger));
        byte[] octets = new BinaryMessageEncoder<>(GenericData.get(), stranger)
                .encode(record)
                .array();

        assertThatThrownBy(() -> codec.decode(octets)).isInstanceOf(UnreadableRecord.class);
    }

    private static Schema withAnotherField(Schema schema) {
        var fields = Stream.concat(
                        Stream.of(new Schema.Field("severity", Schema.create(Schema.Type.INT), "how bad", 0)),
                        schema.getFields().stream().map(field -> new Schema.Field(field, field.schema())))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static byte[] inSchema(Schema schema, DeadLetter letter) throws IOException {
        var record = new GenericData.Record(schema);
        record.put("severity", 3);
        record.put("service", letter.service());
        record.put("topic", letter.topic());
        record.put("partition", letter.partition());
        record.put("offset", letter.offset());
        record.put("why", letter.why());
        record.put("key", letter.key().map(key -> ByteBuffer.wrap(key.get())).orElse(null));
        record.put(
                "value",
                letter.value().map(value -> ByteBuffer.wrap(value.get())).orElse(null));
        var encoded = new BinaryMessageEncoder<>(GenericData.get(), schema).encode(record);
        var octets = new byte[encoded.remaining()];
        encoded.get(octets);
        return octets;
    }
}
