package dev.synoptic.agent.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Metrics, health and status of an agent on loopback: `/metrics` for Prometheus, `/health` (200 or 503), `/status` in
/// words.
public final class StatusServer implements AutoCloseable {

    private static final int OK = 200, UNAVAILABLE = 503, BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("agent-status-", 0).daemon().factory());

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /// Begins to answer.
    ///
    /// @param port on 127.0.0.1; 0 for any free one
    /// @throws IOException where the port is taken
    public static StatusServer start(LiveAgent agent, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (IOException taken) {
            throw new IOException("127.0.0.1:" + port + " for metrics and health: " + taken.getMessage(), taken);
        }
        var answering = new StatusServer(server);
        server.setExecutor(answering.threads);
        var metrics = new AgentMetrics(agent);
        answering.serve("/metrics", () -> new Answer(OK, metrics.scrape()));
        answering.serve("/health", () -> health(agent.status()));
        answering.serve("/status", () -> new Answer(OK, String.join("\n", StatusWords.of(agent.status())) + "\n"));
        server.start();
        return answering;
    }

    /// Where it answers.
    public int port() {
        return server.getAddress().getPort();
    }

    private record Answer(int code, String text) {}

    private static Answer health(LiveStatus status) {
        var troubles = status.troubles();
        return troubles.isEmpty()
                ? new Answer(OK, "well\n")
                : new Answer(UNAVAILABLE, String.join("\n", troubles) + "\n");
    }

    private void serve(String path, Supplier<Answer> answer) {
        var _ = server.createContext(path, exchange -> {
            try (exchange) {
                reply(exchange, answer.get());
            }
        });
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        byte[] octets = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(answer.code(), octets.length);
        exchange.getResponseBody().write(octets);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
