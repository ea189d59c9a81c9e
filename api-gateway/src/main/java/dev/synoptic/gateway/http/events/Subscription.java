package dev.synoptic.gateway.http.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What one listener has not taken yet: at most [#EVENTS_MAX], of which the oldest goes when one more comes.
final class Subscription {

    /// Events kept for a listener that is slow.
    static final int EVENTS_MAX = 16;

    private final Deque<Event> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean ended;

    /// Adds one; false where an older one had to go for it.
    boolean add(Event event) {
        lock.lock();
        try {
            boolean room = waiting.size() < EVENTS_MAX;
            if (!room) waiting.removeFirst();
            waiting.addLast(event);
            arrived.signal();
            return room;
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
            return Optional.ofNullable(waiting.pollFirst());
        } finally {
            lock.unlock();
        }
    }
}
