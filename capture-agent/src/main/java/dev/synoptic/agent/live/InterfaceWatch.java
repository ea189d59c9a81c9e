package dev.synoptic.agent.live;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.FrameWatch;
import dev.synoptic.agent.capture.Arrival;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.agent.capture.InterfaceSource;
import dev.synoptic.agent.capture.LiveCounters;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Follows one interface until it is stopped. One thread.
final class InterfaceWatch {

    /// How often the kernel is asked what it lost, and progress is told of a quiet interface.
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /// Frames between two looks at the clock.
    private static final int FRAMES_PER_GLANCE = 256;

    private final InterfaceSource source;
    private final FrameWatch watch;
    private final AgentCounters counters;
    private final InstantSource clock;
    private long lossesTold;
    private LiveCounters told = new LiveCounters(0, 0, 0);
    private long lastLookNanos = System.nanoTime();

    InterfaceWatch(InterfaceSource source, FrameWatch watch, AgentCounters counters, InstantSource clock) {
        this.source = source;
        this.watch = watch;
        this.counters = counters;
        this.clock = clock;
    }

    /// @throws IOException where the interface is lost for good, or nothing more can be handed over
    void follow() throws IOException {
        watch.begin();
        var frame = new Frame();
        for (var arrival = source.next(frame); arrival != Arrival.END; arrival = source.next(frame)) {
            if (arrival == Arrival.FRAME) {
                watch.see(frame);
                if (watch.frames() % FRAMES_PER_GLANCE == 0) lookIfDue();
            } else if (lookIfDue()) {
                watch.quietUpTo(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
            }
        }
        look();
    }

    private boolean lookIfDue() {
        long now = System.nanoTime();
        if (now - lastLookNanos < LOOK_NANOS) return false;
        lastLookNanos = now;
        look();
        return true;
    }

    private void look() {
        source.look();
        var now = source.counters();
        counters.add(AgentCounter.KERNEL_DROPS, now.dropped() - told.dropped());
        counters.add(AgentCounter.INTERFACE_DROPS, now.droppedByInterface() - told.droppedByInterface());
        told = now;
        counters.add(AgentCounter.INTERFACES_LOST, source.losses() - lossesTold);
        lossesTold = source.losses();
    }
}
