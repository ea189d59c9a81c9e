package dev.synoptic.standalone.p0f;

import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.p0f.P0fQuery;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/// p0f at work on a thread of its own, until its file ends, its interface is lost, or it is closed.
public final class StartedP0f implements AutoCloseable {

    private final P0fRun run;
    private final FutureTask<Void> following;

    private StartedP0f(P0fRun run, FutureTask<Void> following) {
        this.run = run;
        this.following = following;
    }

    static StartedP0f of(P0fRun run, boolean daemon) {
        var following = new FutureTask<Void>(() -> {
            run.run();
            return null;
        });
        Thread.ofPlatform().name("p0f").daemon(daemon).start(following);
        return new StartedP0f(run, following);
    }

    /// What is known of a host now. From any thread.
    public P0fAnswer answer(P0fQuery query) {
        return run.answer(query);
    }

    /// Packets that were looked at.
    public long packets() {
        return run.packets();
    }

    /// Waits until the file is read to its end, or the interface is lost.
    ///
    /// @throws IOException          what ended it early
    /// @throws InterruptedException where this thread is interrupted first
    public void await() throws IOException, InterruptedException {
        try {
            following.get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    /// Stops it, writes out what has gathered, and lets go of interface, log and socket.
    ///
    /// @throws IOException where that fails, or what ended it early
    @Override
    public void close() throws IOException {
        run.stop();
        boolean interrupted = Thread.interrupted();
        try (run) {
            while (!following.isDone()) interrupted |= !awaitOnce();
            if (following.state() == Future.State.FAILED) throw new IOException(following.exceptionNow());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /// Nothing may be closed under the thread that reads it: an interruption is only noted.
    private boolean awaitOnce() throws IOException {
        try {
            await();
            return true;
        } catch (InterruptedException noted) {
            return false;
        }
    }
}
