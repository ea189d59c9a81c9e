package dev.synoptic.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Seeded;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever comes in, in whatever pieces: nothing throws, and what is kept stays within its bounds.
class HttpFuzzTest {

    private static final List<String> WORDS = List.of(
            "GET /",
            "HEAD /",
            " HTTP/1.1",
            "HTTP/1.0 200 OK",
            "\r\n",
            "\n",
            "\r",
            ": ",
            ":",
            "Host",
            "User-Agent",
            "Date",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Via",
            "\0",
            "\u00FF",
            "n".repeat(33),
            "v".repeat(1025),
            "A: x\n".repeat(33));

    @Test
    void noStreamOfSegmentsBreaksAnExchange() {
        var exchange = new HttpExchange();
        Seeded.forAll(random -> random, random -> {
            exchange.clear();
            boolean wanted = true;
            for (int i = 0; i < 12 && wanted; i++) wanted = feed(exchange, random);
        });
    }

    private static boolean feed(HttpExchange exchange, RandomGenerator random) {
        var text = new StringBuilder();
        int words = random.nextInt(12);
        for (int i = 0; i < words; i++) text.append(WORDS.get(random.nextInt(WORDS.size())));
        var octets = MemorySegment.ofArray(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        var direction = random.nextInt(3) == 0 ? HttpDirection.RESPONSE : HttpDirection.REQUEST;
        return exchange.take(direction, octets, 0, (int) octets.byteSize(), HttpFuzzTest::check);
    }

    private static void check(HttpMessage message) {
        assertThat(message.headers().size()).isLessThanOrEqualTo(HttpMessage.HEADERS_MAX);
        for (var header : message.headers()) {
            assertThat(header.name().length()).isBetween(1, 32);
            assertThat(header.value().orElse("").length()).isLessThanOrEqualTo(1024);
        }
    }
}
