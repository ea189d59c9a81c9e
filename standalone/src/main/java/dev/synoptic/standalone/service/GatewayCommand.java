package dev.synoptic.standalone.service;

import dev.synoptic.gateway.Gateway;
import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.ExitCode;
import dev.synoptic.standalone.shell.Lifetime;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `synoptic gateway`: one gateway.
@Command(name = "gateway", description = "Runs one gateway, until a signal ends it.")
public final class GatewayCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings all = options.load();
        var settings = ServiceSettings.of(all).gateway();
        try (var lifetime = Lifetime.begin();
                var gateway = Gateway.open(settings, all.topics().partitions())) {
            gateway.health(); // a gateway outlives its cluster: it answers from what it knows, and its health says so
            Running.untilEnd(lifetime, new CompletableFuture<>());
        }
        return ExitCode.DONE;
    }
}
