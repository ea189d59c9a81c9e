package dev.synoptic.gateway.answer;

import dev.synoptic.packet.IpAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// Questions that wait a moment for a handshake that may still be on its way (design §4).
///
/// A mail server asks within milliseconds of its client's SYN. Who is not known yet may be so in a few more; who is not
/// by then was never seen, and the next question about it is answered at once. Nobody waits where no agent is alive
/// that could tell of the host. Any thread may call.
public final class HandshakeWaits {

    /// As long as a question over p0f's protocol may wait.
    public static final Duration V3_WAIT = Duration.ofMillis(50);

    /// Questions that wait at a time; beyond it they are answered at once.
    static final int WAITERS_MAX = 1_024;

    /// Hosts that were waited for in vain and are remembered.
    static final int MISSES_MAX = 10_000;

    private static final long MISS_NANOS = Duration.ofSeconds(5).toNanos();

    private final BooleanSupplier agentAlive;
    private final Map<IpAddress, Integer> awaited = new ConcurrentHashMap<>();
    private final Map<IpAddress, Long> missedUntilNanos = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, Long> eldest) {
            return size() > MISSES_MAX;
        }
    };
    private final LongAdder waited = new LongAdder();
    private final LongAdder found = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private int waiters;

    /// @param agentAlive whether an agent lives that could tell of the hosts asked for
    public HandshakeWaits(BooleanSupplier agentAlive) {
        this.agentAlive = agentAlive;
    }

    /// Whether any host may still become known: an agent lives.
    public boolean isWorthWaiting() {
        return agentAlive.getAsBoolean();
    }

    /// Whether a question about this unknown host may wait; if so, [#end] must follow.
    public synchronized boolean begin(IpAddress address, long nowNanos) {
        if (!agentAlive.getAsBoolean()) return false;
        Long missed = missedUntilNanos.get(address);
        if (missed != null && missed - nowNanos > 0) return false;
        if (waiters >= WAITERS_MAX) {
            refused.increment();
            return false;
        }
        waiters++;
        waited.increment();
        awaited.merge(address, 1, Integer::sum);
        return true;
    }

    /// A question that waited is answered, or its asker has gone.
    ///
    /// @param missed whether it waited in vain to the end
    public synchronized void end(IpAddress address, boolean missed, long nowNanos) {
        waiters--;
        awaited.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        if (missed) {
            missedUntilNanos.put(address, nowNanos + MISS_NANOS);
        } else {
            found.increment();
        }
    }

    /// Whether a question about this host waits.
    public boolean isAwaited(IpAddress address) {
        return !awaited.isEmpty() && awaited.containsKey(address);
    }

    /// Questions that waited so far.
    public long waited() {
        return waited.sum();
    }

    /// Of these, those that did not wait to their end.
    public long found() {
        return found.sum();
    }

    /// Questions that would have waited, had there been room.
    public long refused() {
        return refused.sum();
    }
}
