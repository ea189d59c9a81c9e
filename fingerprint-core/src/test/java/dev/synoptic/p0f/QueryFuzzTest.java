package dev.synoptic.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Mutation;
import dev.synoptic.testing.Seeded;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Any octets as queries and as answers (`p0f-v3.md` API-1 to API-5): 21 are always read as one query, and what is no
/// answer is refused by one kind of exception. Longer by `-Dproperty.tries=N`.
class QueryFuzzTest {

    private static final Mutation QUERIES = Mutation.ofFolder(QueryFuzzTest.class, "/fuzz/queries");

    @Test
    void everyTwentyOneOctetsAreAQueryOrMalformed() {
        Seeded.forAll(QUERIES::next, octets -> {
            var sent = ByteBuffer.wrap(octets);
            while (sent.remaining() >= P0fQuery.LENGTH) {
                int before = sent.position();
                if (P0fQuery.read(sent) instanceof P0fQuery.OfHost(var address)) {
                    assertThat(P0fQuery.read(ByteBuffer.wrap(P0fQuery.write(address))))
                            .isEqualTo(new P0fQuery.OfHost(address));
                }
                assertThat(sent.position()).isEqualTo(before + P0fQuery.LENGTH);
            }
        });
    }

    @Test
    void octetsAreAnAnswerOrRefused() {
        Seeded.forAll(
                random -> {
                    byte[] octets = P0fAnswer.NO_MATCH.toBytes();
                    if (random.nextBoolean()) octets[4] = 0x10;
                    for (int i = random.nextInt(20); i > 0; i--) {
                        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
                    }
                    return octets;
                },
                QueryFuzzTest::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] octets) {
        try {
            var answer = P0fAnswer.read(ByteBuffer.wrap(octets));
            assertThat(P0fAnswer.read(ByteBuffer.wrap(answer.toBytes()))).isEqualTo(answer);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("no answer of p0f");
        }
    }
}
