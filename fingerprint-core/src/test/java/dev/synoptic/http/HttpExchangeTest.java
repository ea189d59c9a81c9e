package dev.synoptic.http;

import static dev.synoptic.http.HttpDirection.REQUEST;
import static dev.synoptic.http.HttpDirection.RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpExchangeTest {

    private static final String GET = "GET / HTTP/1.1\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final HttpExchange exchange = new HttpExchange();
    private final List<HttpMessage> messages = new ArrayList<>();

    private boolean take(HttpDirection direction, String data) {
        var octets = MemorySegment.ofArray(data.getBytes(StandardCharsets.ISO_8859_1));
        return exchange.take(direction, octets, 0, (int) octets.byteSize(), messages::add);
    }

    private boolean request(String data) {
        return take(REQUEST, data);
    }

    private boolean response(String data) {
        return take(RESPONSE, data);
    }

    /// HTTP-2, HTTP-3.
    @Nested
    class RequestLine {

        @Test
        void fewerThan15OctetsMayBecomeAnything() {
            assertThat(request("MAIL FROM:<x>")).isTrue();
            assertThat(request("!!")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "POST / HTTP/1.1\r\n",
                    "GET x HTTP/1.1\r\n",
                    "EHLO mail.example.net\r\n",
                    "GET / HTTP/2.0\r\n\r\n",
                    "GET /\t HTTP/1.1\r\n",
                    "GET /\u0080 HTTP/1.1\r\n",
                    "GET /HTTP/1.\n\n\n\n"
                })
        void whatIsNoGetOrHeadEndsIt(String data) {
            assertThat(request(data)).isFalse();
            assertThat(request(GET)).isFalse();
            assertThat(messages).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET / HTTP/1.0\r\n\r\n", "HEAD / HTTP/1.9\n\n", "GET /\u007f\rx HTTP/1.x\n\r"})
        void everythingButOneIsVersionZero(String data) {
            assertThat(request(data)).isTrue();
            assertThat(messages)
                    .singleElement()
                    .extracting(HttpMessage::version)
                    .isEqualTo(0);
        }

        @Test
        void itEndsBelowOffset1024() {
            assertThat(request("GET /" + "x".repeat(1023 - 5 - 9) + " HTTP/1.1\n\n"))
                    .isTrue();
            assertThat(messages).hasSize(1);
            exchange.clear();
            assertThat(request("GET /" + "x".repeat(1024 - 5 - 9) + " HTTP/1.1\n\n"))
                    .isFalse();
        }

        @Test
        void itMayComeInPieces() {
            for (var octet : (GET + "Host: a\r\n\r\n").split(""))
                assertThat(request(octet)).isTrue();
            assertThat(messages)
                    .singleElement()
                    .extracting(HttpMessage::headers)
                    .isEqualTo(List.of(header("Host", "a")));
        }
    }

    /// HTTP-8 to HTTP-10.
    @Nested
    class Headers {

        private HttpMessage of(String lines) {
            assertThat(request(GET + lines)).isTrue();
            return messages.getLast();
        }

        @Test
        void oneBlankAfterTheColonIsNoPartOfTheValueAndNoMore() {
            assertThat(of("A: x\r\nB:y\nC:  z \r\nD:\tt\r\n\r\n").headers())
                    .containsExactly(header("A", "x"), header("B", "y"), header("C", " z "), header("D", "t"));
        }

        @Test
        void anEmptyValueIsNone() {
            assertThat(of("A:\r\nB: \n\n").headers())
                    .containsExactly(new HttpHeader("A", Optional.empty()), new HttpHeader("B", Optional.empty()));
        }

        @Test
        void aNulEndsTheValue() {
            assertThat(of("A: x\0y\nB: \0\n\n").headers()).containsExactly(header("A", "x"), header("B", ""));
        }

        @ParameterizedTest
        @ValueSource(strings = {": x\n", "A x\n", "A B: x\n", "Ä: x\n", " A: x\n"})
        void aLineWithoutANameEndsIt(String line) {
            assertThat(request(GET + line)).isFalse();
        }

        @Test
        void aNameHasAtMost32Octets() {
            assertThat(of("n".repeat(32) + ": x\n\n").headers()).hasSize(1);
            exchange.clear();
            assertThat(request(GET + "n".repeat(33) + ": x\n")).isFalse();
        }

        @Test
        void thereAreAtMost32() {
            assertThat(of("A: x\n".repeat(32) + "\n").headers()).hasSize(32);
            exchange.clear();
            assertThat(request(GET + "A: x\n".repeat(33))).isFalse();
        }

        /// O-13.
        @Test
        void anOverlongValueEndsHttpButNotYetTheConnection() {
            assertThat(of("A: " + "v".repeat(1023) + "\r\n\n").headers()).hasSize(1);
            exchange.clear();
            assertThat(request(GET + "A: " + "v".repeat(1024) + "\r\n")).isTrue();
            assertThat(request("x")).isFalse();
        }

        @Test
        void aFullBufferWithoutAnEndEndsIt() {
            assertThat(request(GET + "A: x\n".repeat(20))).isTrue();
            assertThat(request(("B: " + "v".repeat(1000) + "\n").repeat(9))).isFalse();
            assertThat(messages).isEmpty();
        }

        /// HTTP-9, O-30.
        @Test
        void theLastOfANameWinsUnlessItHasNoValue() {
            var message = of("""
                    User-Agent: a
                    user-agent: c
                    User-Agent: b
                    User-Agent:
                    Server: s
                    Accept-Language: de
                    X-Forwarded-For: 1

                    """);
            assertThat(message.software()).hasValue("b");
            assertThat(message.language()).hasValue("de");
            assertThat(message.via()).isTrue();
        }

        @Test
        void viaWithoutAValueIsNone() {
            assertThat(of("Via:\n\n").via()).isFalse();
        }
    }

    /// HTTP-4, HTTP-5, HTTP-13.
    @Nested
    class Response {

        @Test
        void aServerThatSpeaksFirstEndsIt() {
            assertThat(response("220 mail.example.net ESMTP\r\n")).isFalse();
        }

        @Test
        void aResponseBeforeTheWholeRequestEndsIt() {
            assertThat(request(GET)).isTrue();
            assertThat(response(OK)).isFalse();
        }

        @Test
        void aWholeResponseIsTheEnd() {
            request(GET + "\r\n");
            assertThat(request("more of the client")).isTrue();
            assertThat(response(OK + "Server: s\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nbody"))
                    .isFalse();
            var message = messages.getLast();
            assertThat(message.direction()).isEqualTo(RESPONSE);
            assertThat(message.software()).hasValue("s");
            assertThat(message.dateSeconds()).isEqualTo(784111777);
            assertThat(request("more")).isFalse();
        }

        /// O-12: each segment takes a line off.
        @Test
        void aLineIsLostWithEverySegment() {
            request(GET + "\n");
            assertThat(response(OK + "A: 1\n")).isTrue();
            assertThat(response("B: 2\nC: 3\n")).isTrue();
            assertThat(response("D: 4\nE: 5\n\n")).isFalse();
            assertThat(messages.getLast().headers())
                    .containsExactly(header("A", "1"), header("C", "3"), header("E", "5"));
        }

        /// O-12, beyond offset 1024: one octet.
        @Test
        void anOctetIsLostBeyondOffset1024() {
            request(GET + "\n");
            assertThat(response(OK + "A: " + "x".repeat(1010) + "\n")).isTrue();
            assertThat(response("yB: 2\n\n")).isFalse();
            assertThat(messages.getLast().headers()).last().isEqualTo(header("B", "2"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"HTTP/2 200 OK\r\n\r\n", "220 mail.example.net\r\n", "HTTP/1.1\r\n\r\n\r\n"})
        void whatIsNoStatusLineEndsIt(String data) {
            request(GET + "\n");
            assertThat(response(data)).isFalse();
            assertThat(messages).hasSize(1);
        }
    }

    private static HttpHeader header(String name, String value) {
        return new HttpHeader(name, Optional.of(value));
    }
}
