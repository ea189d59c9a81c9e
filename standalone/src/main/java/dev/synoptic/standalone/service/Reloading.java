package dev.synoptic.standalone.service;

import dev.synoptic.standalone.config.ConfigOptions;
import dev.synoptic.standalone.config.Settings;
import dev.synoptic.standalone.shell.Lifetime;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.standalone.system.Signals;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// An agent on a mail host that reads its settings again when it is told to (SIGHUP). Settings that are wrong, or with
/// which it cannot start, change nothing; others take the place of the old ones in the moment between stopping and
/// starting.
///
/// @param options where settings come from
/// @param log     tells the administrator
record Reloading(ConfigOptions options, Consumer<String> log) {

    void run(Settings first, Lifetime lifetime) throws IOException, InterruptedException {
        var hangUp = new AtomicReference<>(new CompletableFuture<Void>());
        Signals.on(() -> Objects.requireNonNull(hangUp.get()).complete(null), "HUP");
        var started = new Started(first, LiveRun.start(ServiceSettings.of(first)));
        while (true) {
            Settings others;
            try (var run = started.run) {
                log.accept("metrics, health and status: 127.0.0.1:" + run.statusPort());
                others = awaitOthers(started.settings, run, hangUp, lifetime);
            }
            if (lifetime.isEnded()) return;
            started = start(others, started.settings);
        }
    }

    /// @param settings by which it was started
    private record Started(Settings settings, LiveRun run) {}

    /// With the others where that is possible, else with the old ones again.
    private Started start(Settings others, Settings old) throws IOException {
        try {
            return new Started(others, LiveRun.start(ServiceSettings.of(others)));
        } catch (UserMistake wrong) {
            refuse(wrong.lines());
        } catch (OutsideFailure | IOException impossible) {
            refuse(List.of(String.valueOf(impossible.getMessage())));
        }
        return new Started(old, LiveRun.start(ServiceSettings.of(old)));
    }

    private void refuse(List<String> why) {
        why.forEach(line -> log.accept("settings not taken over: " + line));
    }

    /// Returns when there are other settings, or a signal has come.
    private Settings awaitOthers(
            Settings present, LiveRun run, AtomicReference<CompletableFuture<Void>> hangUp, Lifetime lifetime)
            throws InterruptedException {
        while (true) {
            Running.untilEnd(lifetime, CompletableFuture.anyOf(run.failure(), Objects.requireNonNull(hangUp.get())));
            if (lifetime.isEnded()) return present;
            hangUp.set(new CompletableFuture<>());
            try {
                Settings others = options.load();
                check(others, present);
                var known = ServiceSettings.of(others);
                log.accept("settings read again" + (others.equals(present) ? ", nothing has changed" : ""));
                if (!known.settings().equals(present)) return others;
            } catch (UserMistake wrong) {
                refuse(wrong.lines());
            } catch (IOException unreadable) {
                refuse(List.of(String.valueOf(unreadable.getMessage())));
            }
        }
    }

    private static void check(Settings others, Settings present) {
        if (!others.agent().isLive()) throw new UserMistake("agent: nothing to watch or to follow any more");
        if (others.equals(present)) return;
        var live = present.agent().live();
        if (live.user().isPresent() && !live.interfaces().isEmpty()) {
            throw new UserMistake("agent.live.user: the right to open interfaces has been given up; restart the agent");
        }
    }
}
