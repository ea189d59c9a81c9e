package dev.synoptic.standalone.service;

import dev.synoptic.gateway.relay.Framing;
import dev.synoptic.gateway.relay.Front;
import dev.synoptic.gateway.relay.Front.Kept;
import dev.synoptic.gateway.relay.RelayMetrics;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.FrontSection;
import dev.synoptic.standalone.config.FrontSection.KeptSocket;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.streams.OperationPort;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `synoptic front`: keeps the sockets of mail software open while gateways come and go.
@Command(
        name = "front",
        description = "Keeps the sockets that mail software holds open, and passes its questions on to a gateway; while"
                + " there is none it says \"not known\". Runs until a signal ends it.")
public final class FrontCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FrontSection settings = options.load().front();
        if (settings.sockets().isEmpty()) throw new UserMistake("front.sockets is empty, expected at least one");
        var kept = settings.sockets().stream().map(FrontCommand::kept).toList();
        try (var lifetime = Lifetime.begin();
                var front = Front.open(kept, settings.grace())) {
            var err = spec.commandLine().getErr();
            front.endpoints().forEach(endpoint -> err.println("keeping " + endpoint));
            if (settings.metricsPort().isPresent()) {
                try (var port = metrics(front, settings.metricsPort().get())) {
                    err.println("metrics: port " + port.port());
                    serve(lifetime);
                }
            } else {
                serve(lifetime);
            }
        }
        return ExitCode.DONE;
    }

    private void serve(Lifetime lifetime) throws InterruptedException {
        spec.commandLine().getErr().flush();
        Running.untilEnd(lifetime, new CompletableFuture<>());
    }

    private static OperationPort metrics(Front front, int port) throws IOException {
        var metrics = new RelayMetrics(front);
        return OperationPort.open(port, front::isServing, metrics::scrape);
    }

    static Kept kept(KeptSocket socket) {
        if (socket.gateways().isEmpty()) {
            throw new UserMistake("front.sockets: gateways of " + socket.listen() + " is empty, expected at least one");
        }
        return new Kept(
                place(socket),
                Framing.valueOf(socket.protocol().name()),
                socket.gateways().stream().map(FrontCommand::endpoint).toList());
    }

    /// A front asks nobody who he is: whoever reaches it may ask, so it is reached from this machine alone.
    private static Endpoint place(KeptSocket socket) {
        return switch (endpoint(socket.listen())) {
            case Endpoint.Unix file ->
                new Endpoint.Unix(file.path(), socket.modeBits(), socket.owner(), socket.group(), false);
            case Endpoint.Tcp tcp when tcp.address().getAddress().isLoopbackAddress() -> tcp;
            case Endpoint.Tcp tcp ->
                throw new UserMistake("front.sockets: listen: found \"" + tcp + "\", which other machines reach,"
                        + " expected a socket file or an address of loopback; other machines ask a gateway's listener,"
                        + " in TLS");
        };
    }

    private static Endpoint endpoint(String text) {
        try {
            return Endpoint.parse(text);
        } catch (IllegalArgumentException none) {
            throw new UserMistake("front.sockets: " + none.getMessage());
        }
    }
}
