package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.http.events.EventHub;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventsTest {

    @Test
    void aListenerHearsHowThingsStandAndThenEachChange() throws Exception {
        try (var stand = HttpStand.onLoopback();
                var client = HttpClient.newHttpClient();
                var body = client.send(
                                HttpRequest.newBuilder(stand.uri("/api/v1/events"))
                                        .build(),
                                BodyHandlers.ofInputStream())
                        .body();
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            assertThat(List.of(event(lines), event(lines), event(lines)))
                    .contains("ratios {\"changes\":1}", "sites {\"alive\":1,\"silent\":1,\"ended\":0}");
            stand.changes.set(7);
            assertThat(next(lines, "ratios")).isEqualTo("ratios {\"changes\":7}");
            stand.health = new Health(true, true, List.of("Kafka cannot be reached"));
            assertThat(next(lines, "health")).contains("\"degraded\":true").contains("Kafka cannot be reached");
        }
    }

    /// Whoever was away comes back without a place in the stream, and misses nothing: it hears how all stands.
    @Test
    void whoeverComesBackHearsHowThingsStand() throws Exception {
        try (var stand = HttpStand.onLoopback()) {
            for (String place : List.of("", "Last-Event-ID: 7\r\n", "Last-Event-ID: \u00e4;--\r\n")) {
                try (var socket = listen(stand, place)) {
                    var lines =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    List<String> head =
                            lines.lines().takeWhile(line -> !line.isEmpty()).toList();
                    assertThat(head.getFirst()).endsWith("200 OK");
                    assertThat(head)
                            .contains(
                                    "Content-Type: text/event-stream",
                                    "X-Accel-Buffering: no",
                                    "Cache-Control: private, no-cache, no-transform");
                    assertThat(lines.lines()
                                    .filter(line -> line.startsWith("retry: "))
                                    .findFirst())
                            .contains("retry: 5000");
                    assertThat(List.of(event(lines), event(lines), event(lines)))
                            .contains("ratios {\"changes\":" + stand.changes.get() + "}");
                }
                stand.changes.incrementAndGet();
            }
        }
    }

    @Test
    void askingForTheHeadAloneTakesNoPlace() throws Exception {
        try (var stand = HttpStand.onLoopback();
                var client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(stand.uri("/api/v1/events")).HEAD().build(), BodyHandlers.discarding());
            assertThat(stand.front().events().listeners()).isZero();
        }
    }

    @Test
    void aGatewayThatStopsEndsWhatItTells() throws Exception {
        var stand = HttpStand.onLoopback();
        try (var socket = listen(stand)) {
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(event(lines)).isNotEmpty();
            stand.close();
            assertThat(lines.lines().noneMatch("event: never"::equals))
                    .as("it comes to an end")
                    .isTrue();
        }
    }

    private static String next(BufferedReader lines, String name) throws Exception {
        while (true) {
            String event = event(lines);
            if (event.startsWith(name)) return event;
        }
    }

    private static String event(BufferedReader lines) throws Exception {
        String name = lines.readLine();
        while (!name.startsWith("event: ")) name = lines.readLine();
        return name.substring("event: ".length()) + " " + lines.readLine().substring("data: ".length());
    }

    @Test
    void moreListenersThanThereMayBeAreTurnedAwayAndRoomComesBack() throws Exception {
        try (var stand = HttpStand.onLoopback()) {
            var sockets = new ArrayList<Socket>();
            try {
                for (int i = 0; i < EventHub.LISTENERS_MAX; i++) sockets.add(listen(stand));
                await(() -> stand.front().events().listeners() == EventHub.LISTENERS_MAX);
                var refused = stand.get("/api/v1/events");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("5");
                assertThat(stand.front().events().turnedAway()).isEqualTo(1);
            } finally {
                for (Socket socket : sockets) socket.close();
            }
            // The gone are noticed when something is written to them.
            await(() -> {
                stand.changes.incrementAndGet();
                return stand.front().events().listeners() == 0;
            });
        }
    }

    private static Socket listen(HttpStand stand) throws Exception {
        return listen(stand, "");
    }

    private static Socket listen(HttpStand stand, String headers) throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), stand.front().port());
        socket.getOutputStream()
                .write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        while (!condition.holds()) LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
}
