package dev.synoptic.standalone.service;

import dev.synoptic.gateway.Gateway;
import dev.synoptic.gateway.Opening;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.system.ModestStart;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `synoptic gateway`: one gateway.
@Command(name = "gateway", description = "Runs one gateway, until a signal ends it.")
public final class GatewayCommand implements Callable<Integer> {

    /// How long hosts are read, at most, before anybody can ask.
    private static final Duration READ_FIRST = Duration.ofSeconds(10);

    private static final String LIMIT = "modest-start";

    /// How long others go first, at most.
    private static final Duration MODEST_AT_MOST = Duration.ofSeconds(20);

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var start = ModestStart.begin();
        var ready = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name(LIMIT).start(() -> endInTime(start, ready));
        start.except(LIMIT);
        Settings all = options.load();
        var settings = ServiceSettings.of(all).gateway();
        try (var lifetime = Lifetime.begin();
                var gateway = Gateway.open(
                        settings, all.topics().partitions(), new Opening(READ_FIRST, () -> backToAnswer(start)))) {
            Thread.ofVirtual().name("ready").start(() -> tellWhenReady(gateway, ready));
            Running.untilEnd(lifetime, new CompletableFuture<>());
        }
        return ExitCode.DONE;
    }

    /// However busy the machine is: a gateway that starts for minutes is no help to mail either.
    private static void endInTime(ModestStart start, CountDownLatch ready) {
        try (start) {
            var _ = ready.await(MODEST_AT_MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /// Without Kafka it never is ready: it answers from what it knows, and its health says so.
    private static void tellWhenReady(Gateway gateway, CountDownLatch ready) {
        try {
            var _ = gateway.awaitReady(MODEST_AT_MOST);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            ready.countDown();
        }
    }

    /// Who has asked is not left waiting for the rest of the start.
    private static void backToAnswer(ModestStart start) {
        start.except("queries");
        start.except("tls-queries");
        start.except("datagram-");
    }
}
