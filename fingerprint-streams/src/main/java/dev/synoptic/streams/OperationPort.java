package dev.synoptic.streams;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Metrics and health over HTTP, for this machine alone: `/metrics`, `/health/live`, `/health/ready`.
public final class OperationPort implements AutoCloseable {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_ALLOWED = 405;
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private OperationPort(HttpServer server) {
        this.server = server;
    }

    /// Opens the port on loopback; 0 for any that is free.
    ///
    /// @param ready   whether it does what it is for
    /// @param metrics as Prometheus reads them
    public static OperationPort open(int port, BooleanSupplier ready, Supplier<String> metrics) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        var opened = new OperationPort(server);
        server.setExecutor(opened.threads);
        server.createContext("/metrics", exchange -> answer(exchange, OK, metrics.get()));
        server.createContext("/health/live", exchange -> answer(exchange, OK, "live\n"));
        server.createContext("/health/ready", exchange -> {
            boolean now = ready.getAsBoolean();
            answer(exchange, now ? OK : UNAVAILABLE, now ? "ready\n" : "not ready: restoring, or not connected\n");
        });
        server.start();
        return opened;
    }

    /// Where it answers.
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(NOT_ALLOWED, -1);
                return;
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
