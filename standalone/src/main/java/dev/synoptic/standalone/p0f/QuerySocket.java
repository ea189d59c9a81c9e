package dev.synoptic.standalone.p0f;

import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.v3.V3Answers;
import dev.synoptic.gateway.v3.V3Counters;
import dev.synoptic.gateway.v3.V3Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// p0f's query socket (`p0f-v3.md` 11.3): so many connections and no more, the others wait to be let in (API-11, O-21);
/// anyone may ask (API-13); no bad query and no silence ever ends a connection (API-4). What p0f gets wrong on
/// half-closed and vanished connections is not copied (O-19).
record QuerySocket(SocketLoop loop, V3Counters asked) implements AutoCloseable {

    private static final int BAD_IN_A_ROW_UNLIMITED = 0;

    static QuerySocket open(Path path, int connectionsMax, V3Answers answers) throws P0fRefusedException {
        var asked = new V3Counters();
        try {
            var endpoint = new Endpoint.Unix(path, Endpoint.MODE_ANYONE, Optional.empty(), true);
            var protocol = new V3Protocol(answers, BAD_IN_A_ROW_UNLIMITED, asked);
            var listener = new Listener(endpoint, protocol, connectionsMax, connectionsMax, Duration.ZERO);
            return new QuerySocket(SocketLoop.open("p0f-queries", List.of(listener), System::nanoTime), asked);
        } catch (IOException | IllegalArgumentException failure) {
            throw new P0fRefusedException(Refusal.SOCKET, String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
