package dev.synoptic.gateway.http.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What one listener has not taken yet: of each kind the newest alone. So there are never more than there are kinds,
/// and however slow a listener is, once it reads it hears how everything stands.
final class Subscription {

    private final SequencedMap<String, Event> waiting = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean ended;

    /// Adds one; false where an older one of its kind had to go for it.
    boolean add(Event event) {
        lock.lock();
        try {
            boolean alone = waiting.put(event.name(), event) == null;
            arrived.signal();
            return alone;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more will come.
    void end() {
        lock.lock();
        try {
            ended = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// The next one, once there is one; empty where none came in that time.
    Optional<Event> next(long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !ended && left > 0) left = arrived.awaitNanos(left);
            return Optional.ofNullable(waiting.pollFirstEntry()).map(Map.Entry::getValue);
        } finally {
            lock.unlock();
        }
    }
}
