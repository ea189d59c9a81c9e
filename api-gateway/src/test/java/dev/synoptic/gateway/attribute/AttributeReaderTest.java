package dev.synoptic.gateway.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.attribute.AttributeReader.Found;
import dev.synoptic.testing.Seeded;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// `clients.md` 4.1: framing and limits.
class AttributeReaderTest {

    private static final Set<String> NAMES = Set.of("request", "sender", "instance", "client_address");

    private final AttributeReader reader = new AttributeReader(NAMES);

    private Found read(String text) {
        return reader.read(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    @Test
    void keepsWhatRulesLookAtWhateverTheOrder() {
        assertThat(read("instance=1.a\nsize=12\nclient_address=192.0.2.1\r\nsender=a=b@c\nrequest=x\n\n"))
                .isEqualTo(Found.SET);
        assertThat(reader.take())
                .isEqualTo(Map.of("instance", "1.a", "client_address", "192.0.2.1", "sender", "a=b@c", "request", "x"));
        assertThat(reader.isInside()).isFalse();
    }

    @Test
    void theFirstOfARepeatedAttributeCounts() {
        assertThat(read("instance=1\ninstance=2\n\n")).isEqualTo(Found.SET);
        assertThat(reader.take()).containsEntry("instance", "1");
    }

    @Test
    void linesAndRequestsAreBounded() {
        String line = "sender=" + "x".repeat(AttributeReader.LINE_OCTETS_MAX - "sender=".length());
        assertThat(read(line + "\n\n")).isEqualTo(Found.SET);
        reader.take();
        assertThat(read(line + "y")).isEqualTo(Found.NONSENSE);
        var second = new AttributeReader(NAMES);
        var long64 = ByteBuffer.wrap(("a=" + "b".repeat(61) + "\n").repeat(1024).getBytes(UTF_8));
        assertThat(long64.remaining()).isEqualTo(AttributeReader.SET_OCTETS_MAX);
        assertThat(second.read(long64)).isEqualTo(Found.NOTHING);
        assertThat(second.read(ByteBuffer.wrap(new byte[] {'\n'}))).isEqualTo(Found.NONSENSE);
    }

    @Test
    void whatIsNoAttributeIsNonsense() {
        assertThat(read("EHLO there\n")).isEqualTo(Found.NONSENSE);
        assertThat(new AttributeReader(NAMES).read(ByteBuffer.wrap("=\n".getBytes(UTF_8))))
                .isEqualTo(Found.NONSENSE);
        assertThat(new AttributeReader(NAMES).read(ByteBuffer.wrap(new byte[] {'a', 0})))
                .isEqualTo(Found.NONSENSE);
    }

    @Test
    void howARequestIsCutIntoPiecesMakesNoDifference() {
        Seeded.forAll(RandomGenerator::nextLong, 300, seed -> {
            var random = Seeded.generator(seed);
            byte[] octets = octets(random);
            assertThat(outcome(octets, octets.length)).isEqualTo(outcome(octets, 1 + random.nextInt(7)));
        });
    }

    private static byte[] octets(RandomGenerator random) {
        String alphabet = "request=sender\n\n\n\r=\u0000ü";
        var text = new StringBuilder("request=smtpd_access_policy\n");
        for (int i = random.nextInt(200); i > 0; i--) text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return text.toString().getBytes(UTF_8);
    }

    private static String outcome(byte[] octets, int piece) {
        var reader = new AttributeReader(NAMES);
        var found = new StringBuilder();
        for (int at = 0; at < octets.length; at += piece) {
            var part = ByteBuffer.wrap(octets, at, Math.min(piece, octets.length - at));
            while (part.hasRemaining()) {
                switch (reader.read(part)) {
                    case NOTHING -> {}
                    case SET -> found.append(new java.util.TreeMap<>(reader.take()));
                    case NONSENSE -> {
                        return found + "nonsense";
                    }
                }
            }
        }
        return found.toString() + reader.isInside();
    }
}
