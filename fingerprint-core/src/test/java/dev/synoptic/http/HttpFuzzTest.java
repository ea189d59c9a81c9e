package dev.synoptic.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Mutation;
import dev.synoptic.testing.Seeded;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever comes in, in whatever pieces: nothing throws, and what is kept stays within its bounds (`p0f-v3.md` HTTP-1
/// to HTTP-13, STATE-13). Longer by `-Dproperty.tries=N`.
class HttpFuzzTest {

    private static final Mutation SEEDS = Mutation.ofFolder(HttpFuzzTest.class, "/fuzz/http");

    private final HttpExchange exchange = new HttpExchange();

    /// What one side sends next.
    private record Piece(HttpDirection direction, MemorySegment octets) {}

    @Test
    void noStreamOfSegmentsBreaksAnExchange() {
        Seeded.forAll(HttpFuzzTest::conversation, pieces -> {
            exchange.clear();
            for (var piece : pieces) {
                if (!feed(exchange, piece, HttpFuzzTest::check)) break;
            }
        });
    }

    /// An exchange used again shows nothing of the one before.
    @Test
    void anExchangeThatWasUsedReadsAsOneThatIsNew() {
        Seeded.forAll(HttpFuzzTest::conversation, pieces -> {
            exchange.clear();
            var again = told(exchange, pieces);

            assertThat(again).isEqualTo(told(new HttpExchange(), pieces));
        });
    }

    private static List<Piece> conversation(RandomGenerator random) {
        var pieces = new ArrayList<Piece>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var direction = random.nextInt(3) == 0 ? HttpDirection.RESPONSE : HttpDirection.REQUEST;
            for (byte[] octets : Mutation.pieces(SEEDS.next(random), random)) {
                if (octets.length > 0) pieces.add(new Piece(direction, MemorySegment.ofArray(octets)));
            }
        }
        return pieces;
    }

    private static List<HttpMessage> told(HttpExchange exchange, List<Piece> pieces) {
        var messages = new ArrayList<HttpMessage>();
        for (var piece : pieces) {
            if (!feed(exchange, piece, messages::add)) break;
        }
        return messages;
    }

    private static boolean feed(HttpExchange exchange, Piece piece, HttpExchange.Listener listener) {
        return exchange.take(
                piece.direction(), piece.octets(), 0, (int) piece.octets().byteSize(), listener);
    }

    private static void check(HttpMessage message) {
        assertThat(message.headers()).hasSizeLessThanOrEqualTo(HttpMessage.HEADERS_MAX);
        for (var header : message.headers()) {
            assertThat(header.name().length()).isBetween(1, 32);
            assertThat(header.value().orElse("").length()).isLessThanOrEqualTo(1024);
        }
    }
}
