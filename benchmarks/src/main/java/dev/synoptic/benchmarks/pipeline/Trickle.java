package dev.synoptic.benchmarks.pipeline;

import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.InterruptException;

/// Some hundred handshakes a second for as long as it is open, on a thread of its own.
final class Trickle implements AutoCloseable {

    private static final int HOSTS = 256;
    private static final long PAUSE_NANOS = 4_000_000;

    private final Load load;
    private final Thread thread;
    private volatile boolean closed;

    private Trickle(Load load) {
        this.load = load;
        this.thread = Thread.ofPlatform().name("trickle").unstarted(this::run);
    }

    /// @param instance whose records they are; no two loads share one
    static Trickle to(String bootstrap, String instance) {
        var trickle = new Trickle(new Load(bootstrap, HOSTS, instance, 2));
        trickle.thread.start();
        return trickle;
    }

    private void run() {
        while (!closed) {
            load.handshake(Latency.micros());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        load.close();
    }
}
