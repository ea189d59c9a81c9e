package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an agent that runs as a process of its own says of itself.
///
/// @param port of its metrics
record AgentFigures(int port) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// Of an agent that is yet to be started with this port.
    static AgentFigures atFreePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return new AgentFigures(free.getLocalPort());
        }
    }

    /// All metrics.
    String all() throws Exception {
        return read("metrics");
    }

    /// `metrics`, `status` or `health`.
    String read(String page) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + page))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    /// A counter.
    long count(String name) throws Exception {
        return number(name + "_total");
    }

    /// Any metric.
    long number(String name) throws Exception {
        String all = all();
        var found =
                Pattern.compile("(?m)^synoptic_agent_" + name + " ([0-9.E+]+)$").matcher(all);
        assertThat(found.find()).as(name + " in " + all).isTrue();
        return (long) Double.parseDouble(found.group(1));
    }

    /// Captured records that it has made, progress not included.
    long records() throws Exception {
        long sum = 0;
        for (String kind : Stream.of("syns", "syn_acks", "completions", "timestamp_samples", "http_heads")
                .toList()) {
            sum += count(kind);
        }
        return sum;
    }
}
