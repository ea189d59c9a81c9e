package dev.synoptic.conformance.pipeline;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a running front counts, read from its metrics.
///
/// @param port on loopback
record FrontCounts(int port) {

    private static final String PREFIX = "synoptic_front_";

    /// By what the front says at its start.
    FrontCounts(String said) {
        this(Integer.parseInt(said.replaceAll("(?s).*metrics: port ([0-9]+).*", "$1")));
    }

    /// The sum over all sockets.
    long sum(String counter) throws Exception {
        return lines().filter(line -> line.matches(PREFIX + counter + "_total[ {].*"))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                .sum();
    }

    /// All of it on one line, for people.
    String words() throws Exception {
        return lines().filter(line -> line.startsWith(PREFIX))
                .map(line -> line.substring(PREFIX.length()).replaceAll("\"[^\"]*/", "\""))
                .collect(Collectors.joining("; "));
    }

    private Stream<String> lines() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + port + "/metrics");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body()
                    .lines();
        }
    }
}
