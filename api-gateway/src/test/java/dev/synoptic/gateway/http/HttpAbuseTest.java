package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.Flood;
import dev.synoptic.gateway.HonestClient;
import dev.synoptic.gateway.HonestClient.Asked;
import dev.synoptic.gateway.Shove;
import dev.synoptic.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever strangers send to HTTP: nothing grows, no handler fails, and an honest client is answered throughout.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class HttpAbuseTest {

    private static final long RANDOM_OCTETS = Flood.randomOctets(16);
    private static final int OCTETS_AT_ONCE = 64 << 10;
    private static final int WAITING_CLIENTS = 400;
    private static final int QUESTIONS_OF_THE_DEAF = 50;
    private static final int SMALL_BUFFER_OCTETS = 4 << 10;

    private HttpStand stand;
    private HonestClient honest;

    @BeforeEach
    void listen() throws IOException {
        stand = HttpStand.onLoopback();
        honest = new HonestClient(
                () -> new Line(new Socket(address().getAddress(), address().getPort())));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), stand.front().port());
    }

    /// One that keeps its connection, and looks whether all is well.
    private record Line(Socket socket) implements Asked {

        @Override
        public void ask() throws IOException {
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var said = new StringBuilder();
            while (!said.toString().contains("\"ready\":true")) {
                int octet = socket.getInputStream().read();
                if (octet < 0) throw new IOException("closed on an honest client after: " + said);
                said.append((char) octet);
            }
            int body = Integer.parseInt(said.toString().replaceAll("(?si).*content-length: *(\\d+).*", "$1"));
            int rest = said.indexOf("\r\n\r\n") + 4 + body - said.length();
            if (socket.getInputStream().readNBytes(rest).length < rest) throw new IOException("cut short");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /// By themselves, and behind what makes a request, a header or a body of them; `|` is where a line ends.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /",
                "GET / HTTP/1.1|Host: localhost|X: ",
                "POST /api/v1/verdicts HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: 60000||"
            })
    void randomOctetsByTheGigabyte(String before) throws Exception {
        honest.warm();
        var flood = Flood.begin();
        var random = new Random(before.length());
        byte[] head = before.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        try (var _ = honest.start()) {
            byte[] octets = new byte[OCTETS_AT_ONCE];
            while (sent < RANDOM_OCTETS / 4) {
                random.nextBytes(octets);
                System.arraycopy(head, 0, octets, 0, head.length);
                sent += Shove.at(address(), octets);
            }
        }
        assertThat(stand.front().counters().failed().sum()).isZero();
        flood.assertLeftNothing(
                (sent >> 20) + " MiB of random octets at HTTP behind \""
                        + before.lines().findFirst().orElse("") + "\"",
                honest);
    }

    @Test
    void connectionsThatAreOpenedAndLeftInTheMiddle() throws Exception {
        honest.warm();
        var flood = Flood.begin();
        var waiting = new ArrayDeque<Socket>();
        try (var _ = honest.start()) {
            for (int i = 0; i < 5 * WAITING_CLIENTS; i++) {
                var socket = new Socket(address().getAddress(), address().getPort());
                socket.getOutputStream().write("GET /api".substring(0, i % 9).getBytes(StandardCharsets.US_ASCII));
                waiting.add(socket);
                if (waiting.size() > WAITING_CLIENTS) waiting.remove().close();
            }
            while (!waiting.isEmpty()) waiting.remove().close();
        }
        flood.assertLeftNothing(5 * WAITING_CLIENTS + " connections to HTTP left in the middle", honest);
    }

    /// A page's largest part, asked for again and again by many who take none of it.
    @Test
    void whoeverNeverReadsHoldsUpNobodyElse() throws Exception {
        honest.warm();
        byte[] questions = "GET /assets/chart.umd.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .repeat(QUESTIONS_OF_THE_DEAF)
                .getBytes(StandardCharsets.US_ASCII);
        var flood = Flood.begin();
        var deaf = new ArrayDeque<Socket>();
        try (var _ = honest.start()) {
            for (int i = 0; i < WAITING_CLIENTS; i++) {
                var socket = new Socket();
                socket.setReceiveBufferSize(SMALL_BUFFER_OCTETS);
                socket.connect(address());
                socket.getOutputStream().write(questions);
                deaf.add(socket);
            }
            int answers = honest.answers();
            Until.met(() -> honest.answers() > answers + 2 * WAITING_CLIENTS
                    || honest.trouble().isPresent());
            while (!deaf.isEmpty()) deaf.remove().close();
        }
        flood.assertLeftNothing(WAITING_CLIENTS + " clients of HTTP that never read", honest);
    }

    /// Each says a further octet of its request from time to time, and never the last.
    @Test
    void whoeverDripsHoldsUpNobodyElse() throws Exception {
        honest.warm();
        var flood = Flood.begin();
        byte[] request = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII);
        var dripping = new ArrayDeque<Socket>();
        try (var _ = honest.start()) {
            for (int i = 0; i < WAITING_CLIENTS; i++) {
                dripping.add(new Socket(address().getAddress(), address().getPort()));
            }
            for (byte octet : request) {
                for (Socket each : dripping) each.getOutputStream().write(octet);
            }
            int answers = honest.answers();
            Until.met(() -> honest.answers() > answers + WAITING_CLIENTS
                    || honest.trouble().isPresent());
            while (!dripping.isEmpty()) dripping.remove().close();
        }
        flood.assertLeftNothing(WAITING_CLIENTS + " clients of HTTP that drip", honest);
    }
}
