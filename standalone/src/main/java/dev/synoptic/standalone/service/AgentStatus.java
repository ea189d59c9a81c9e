package dev.synoptic.standalone.service;

import dev.synoptic.standalone.shell.Causes;
import dev.synoptic.standalone.shell.OutsideFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// What a running agent says of itself.
///
/// @param well  whether nothing is wrong
/// @param words for people
record AgentStatus(boolean well, String words) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    /// Asks the agent that answers on this port of loopback.
    ///
    /// @throws OutsideFailure where none does
    static AgentStatus ask(int port) throws InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            boolean well = get(client, port, "/health").statusCode() == OK;
            return new AgentStatus(well, get(client, port, "/status").body());
        } catch (ConnectException nobody) {
            throw new OutsideFailure(
                    "no agent answers on 127.0.0.1:" + port + " (agent.live.status-port): is it running?", nobody);
        } catch (IOException silent) {
            throw new OutsideFailure(
                    "no agent answers on 127.0.0.1:" + port + " (agent.live.status-port): " + Causes.innermost(silent),
                    silent);
        }
    }

    private static HttpResponse<String> get(HttpClient client, int port, String path)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
