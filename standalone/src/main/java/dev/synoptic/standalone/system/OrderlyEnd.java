package dev.synoptic.standalone.system;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The end of a short-lived process: by itself, or at SIGHUP, SIGINT or SIGTERM in good order and with the exit status
/// that it would have had anyway; a second SIGINT or SIGTERM ends it at once (`p0f-v3.md` CLI-5).
///
/// The JVM's own way of ending is used as far as it goes, since a handler of signals costs a short program a noticeable
/// part of its start: one is installed only when the first signal has come. One per process.
public final class OrderlyEnd {

    private static final int SECOND_SIGNAL_STATUS = 1;
    private static final long LOOK_EVERY_MILLIS = 50;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private volatile int status;

    /// For the process whose work the calling thread does.
    public OrderlyEnd() {}

    /// Calls `end` at the first signal; the work then comes to its end by itself, and [#exit] follows.
    public void endBy(Runnable end) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> atShutdown(end), "end"));
    }

    /// Ends the process with this status.
    public void exit(int exitStatus) {
        status = exitStatus;
        finished.countDown();
        System.exit(exitStatus);
    }

    /// Runs in any case: after [#exit], after a failure of the worker, and at a signal.
    private void atShutdown(Runnable end) {
        if (isOver()) return;
        Signals.on(() -> Runtime.getRuntime().halt(SECOND_SIGNAL_STATUS), "INT", "TERM");
        end.run();
        try {
            while (!finished.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!worker.isAlive()) return;
            }
        } catch (InterruptedException cannotBe) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }

    private boolean isOver() {
        return finished.getCount() == 0 || !worker.isAlive();
    }
}
