package dev.synoptic.standalone.service;

import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.standalone.system.Signals;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// An agent on a mail host that reads its settings again when it is told to (SIGHUP). Settings that are wrong change
/// nothing; others take the place of the old ones in the moment between stopping and starting.
///
/// @param options where settings come from
/// @param log     tells the administrator
record Reloading(ConfigOptions options, Consumer<String> log) {

    void run(Settings first, Lifetime lifetime) throws IOException, InterruptedException {
        var hangUp = new AtomicReference<>(new CompletableFuture<Void>());
        Signals.on(() -> Objects.requireNonNull(hangUp.get()).complete(null), "HUP");
        var settings = first;
        while (!lifetime.isEnded()) {
            try (var run = LiveRun.start(ServiceSettings.of(settings))) {
                log.accept("metrics, health and status: 127.0.0.1:" + run.statusPort());
                settings = awaitOthers(settings, run, hangUp, lifetime);
            }
        }
    }

    /// Returns when there are other settings, or a signal has come.
    private Settings awaitOthers(
            Settings present, LiveRun run, AtomicReference<CompletableFuture<Void>> hangUp, Lifetime lifetime)
            throws IOException, InterruptedException {
        while (true) {
            Running.untilEnd(lifetime, CompletableFuture.anyOf(run.failure(), Objects.requireNonNull(hangUp.get())));
            if (lifetime.isEnded()) return present;
            hangUp.set(new CompletableFuture<>());
            try {
                Settings others = options.load();
                if (!others.agent().isLive()) throw new UserMistake("agent: nothing to watch or to follow any more");
                var known = ServiceSettings.of(others);
                log.accept("settings read again" + (others.equals(present) ? ", nothing has changed" : ""));
                if (!known.settings().equals(present)) return others;
            } catch (UserMistake wrong) {
                wrong.lines().forEach(line -> log.accept("settings not taken over: " + line));
            }
        }
    }
}
