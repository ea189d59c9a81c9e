package dev.synoptic.standalone.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long a command lives: until its work is done or a signal (Ctrl-C, a service manager's stop) ends it.
///
/// The JVM ends when its shutdown hooks have returned. Ours asks the command to stop and returns once the command has
/// closed everything, so that a signal leaves as little behind as a normal end. Further signals change nothing:
/// the JVM is then already on its way down.
public final class Lifetime implements AutoCloseable {

    /// Longer than any orderly stop takes; after it the process ends all the same.
    private static final long RELEASE_SECONDS_MAX = 30;

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread hook = new Thread(this::endAndAwaitRelease, "end-by-signal");

    private Lifetime() {}

    /// Begins a life that a signal ends. Close it last, after all that must not be left behind.
    public static Lifetime begin() {
        var lifetime = new Lifetime();
        Runtime.getRuntime().addShutdownHook(lifetime.hook);
        return lifetime;
    }

    /// Completes when a signal has come.
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /// Runs `action` when a signal has come, on the thread that brings it; at once where one has come already.
    public void onEnd(Runnable action) {
        var _ = ended.thenRun(action);
    }

    /// Whether a signal has come.
    public boolean isEnded() {
        return ended.isDone();
    }

    /// Everything is closed: a signal, if one came, may now end the process.
    @Override
    public void close() {
        released.countDown();
        if (!isEnded()) Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void endAndAwaitRelease() {
        ended.complete(null);
        try {
            if (!released.await(RELEASE_SECONDS_MAX, TimeUnit.SECONDS)) {
                System.err.println("not everything could be closed within " + RELEASE_SECONDS_MAX + " s");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
