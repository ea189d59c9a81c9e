package dev.synoptic.gateway.http.events;

import dev.synoptic.gateway.http.schema.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Looks at what may change, a few times a second, and tells those who listen. However much comes in, a listener gets
/// no more than one event of each kind per look; however slow one is, it holds no more than the newest of each.
public final class EventHub implements AutoCloseable {

    /// Listeners at a time.
    public static final int LISTENERS_MAX = 64;

    private static final long LOOK_MILLIS = 500;

    private final Map<String, Supplier<?>> watched;
    private final Map<String, String> last = new LinkedHashMap<>();
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread looking;

    /// @param watched values by the name of their event; an event is told when its JSON has changed
    public EventHub(Map<String, Supplier<?>> watched) {
        this.watched = new LinkedHashMap<>(watched);
        looking = Thread.ofPlatform().name("events").daemon().unstarted(this::run);
    }

    /// Begins to look.
    public EventHub start() {
        looking.start();
        return this;
    }

    private void run() {
        try {
            while (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) look();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        if (subscriptions.isEmpty()) {
            last.clear();
            return;
        }
        watched.forEach((name, value) -> {
            String data = Json.text(value.get());
            if (!data.equals(last.put(name, data))) tell(new Event(name, data));
        });
    }

    private void tell(Event event) {
        for (Subscription each : subscriptions) {
            if (!each.add(event)) dropped.increment();
        }
    }

    /// Begins to listen, with everything as it stands now; empty where there are too many listeners.
    synchronized Optional<Subscription> subscribe() {
        if (subscriptions.size() >= LISTENERS_MAX) {
            turnedAway.increment();
            return Optional.empty();
        }
        var subscription = new Subscription();
        watched.forEach((name, value) -> {
            String data = Json.text(value.get());
            last.putIfAbsent(name, data);
            subscription.add(new Event(name, data));
        });
        subscriptions.add(subscription);
        return Optional.of(subscription);
    }

    void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /// Listeners now.
    public int listeners() {
        return subscriptions.size();
    }

    /// Events that a slow listener did not get, since a newer one of their kind took their place.
    public long dropped() {
        return dropped.sum();
    }

    /// Listeners turned away, there being too many.
    public long turnedAway() {
        return turnedAway.sum();
    }

    @Override
    public void close() {
        closing.countDown();
        subscriptions.forEach(Subscription::end);
    }
}
