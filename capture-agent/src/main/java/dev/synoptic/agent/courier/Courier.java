package dev.synoptic.agent.courier;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.courier.Flight.Origin;
import dev.synoptic.agent.publish.Outgoing;
import dev.synoptic.agent.spool.Spool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries records from the [Outbox] to the brokers; while they are away, or too slow, what was captured goes to the
/// [Spool].
///
/// ```
///  captured ──▶ brokers                         while they are reached and the spool is handed over
///  captured ──▶ spool ──▶ brokers               otherwise: what comes later queues behind what came before
///  read from a log ──▶ brokers                  only: while they are away it stays in its log
/// ```
/// The order of captured records is kept through all of this; some may be sent twice, and are recognised by agent,
/// instance and sequence (design §4). One thread runs it; any may ask and stop it.
public final class Courier implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /// How long to wait for a record where there is none.
    private static final long IDLE_MILLIS = 5;

    /// Records moved between two looks at the rest.
    private static final int STRETCH = 512;

    private final Outbox outbox;
    private final Spool spool;
    private final Brokers brokers;
    private final CourierSettings settings;
    private final AgentCounters counters;
    private final PublishTimes times;
    private final Executor reaching = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("agent-reach-brokers").factory());
    private final Deque<Outgoing> returned = new ArrayDeque<>();

    private volatile Optional<Link> link = Optional.empty();
    private Optional<CompletableFuture<Producer<byte[], byte[]>>> attempt = Optional.empty();
    private long nextAttemptNanos = System.nanoTime();
    private volatile boolean stopping;
    private volatile String trouble = "not reached yet";
    private String toldTrouble = "";

    public Courier(
            Outbox outbox,
            Spool spool,
            Brokers brokers,
            CourierSettings settings,
            AgentCounters counters,
            PublishTimes times) {
        this.outbox = outbox;
        this.spool = spool;
        this.brokers = brokers;
        this.settings = settings;
        this.counters = counters;
        this.times = times;
    }

    /// Whether the brokers are reached.
    public boolean isLinked() {
        return link.isPresent();
    }

    /// Why the brokers are not reached; empty where they are.
    public Optional<String> trouble() {
        return link.isPresent() ? Optional.empty() : Optional.of(trouble);
    }

    /// Asks [#run] to hand over what is left and to return, within the time that the settings allow.
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            if (!carry(System.nanoTime())) awaitRecord();
        }
        long deadline = System.nanoTime() + settings.stop().toNanos();
        while (System.nanoTime() - deadline < 0 && !isAllThere()) {
            if (!carry(System.nanoTime())) awaitRecord();
        }
        end();
    }

    /// Everything is with the brokers; or they are away, and what can be is in the spool.
    private boolean isAllThere() {
        if (!outbox.isEmpty() && (link.isPresent() || outbox.waiting() > 0)) return false;
        return link.isEmpty() || (link.orElseThrow().isIdle() && spool.isEmpty() && returned.isEmpty());
    }

    private void end() {
        link.ifPresent(last -> {
            last.settle(System.nanoTime());
            if (last.isIdle()) last.close(Duration.ofSeconds(1));
            else giveUp(last, "stopped");
        });
        for (var record = outbox.pollCaptured(); record != null; record = outbox.pollCaptured()) spool.append(record);
        spool.close();
        attempt.ifPresent(late -> {
            var _ = late.thenAccept(producer -> producer.close(Duration.ZERO));
        });
    }

    private void awaitRecord() {
        try {
            var record = outbox.awaitCaptured(IDLE_MILLIS);
            if (record != null) captured(record, System.nanoTime());
        } catch (InterruptedException stop) {
            stopping = true;
        }
    }

    /// Moves what can be moved; whether anything was.
    private boolean carry(long now) {
        link.ifPresent(current -> {
            counters.add(AgentCounter.SPOOL_REPLAYED, current.settle(now));
            current.trouble(now, settings.patience())
                    .or(() -> slowness(current))
                    .ifPresent(why -> giveUp(current, why));
        });
        if (link.isEmpty()) reach(now);
        boolean moved = carryCaptured(now);
        moved |= link.isPresent() && carrySpool(link.orElseThrow(), now);
        moved |= link.isPresent() && carryRead(link.orElseThrow(), now);
        spool.tick(now);
        return moved;
    }

    /// Brokers that take less than is captured would fill the outbox, which then loses what comes; the spool has more
    /// room.
    private Optional<String> slowness(Link current) {
        boolean behind = spool.isHandedOut() && !current.hasRoom() && outbox.isCrowded();
        return behind ? Optional.of("they take less than is captured") : Optional.empty();
    }

    private boolean carryCaptured(long now) {
        for (int i = 0; i < STRETCH; i++) {
            if (link.isPresent() && spool.isHandedOut() && !link.orElseThrow().hasRoom()) return i > 0;
            var record = outbox.pollCaptured();
            if (record == null) return i > 0;
            captured(record, now);
        }
        return true;
    }

    private void captured(Outgoing record, long now) {
        link.filter(Link::isBroken).ifPresent(broken -> giveUp(broken, why(broken, now)));
        if (link.isPresent() && spool.isHandedOut()) link.orElseThrow().send(record, Origin.CAPTURED, now);
        else spool.append(record);
    }

    private String why(Link broken, long now) {
        return broken.trouble(now, settings.patience()).orElse("refused");
    }

    private boolean carrySpool(Link to, long now) {
        for (int i = 0; i < STRETCH; i++) {
            if (!to.hasRoom()) return i > 0;
            var record = spool.next();
            if (record.isEmpty()) return i > 0;
            to.send(record.get(), Origin.SPOOL, now);
        }
        return true;
    }

    private boolean carryRead(Link to, long now) {
        for (int i = 0; i < STRETCH; i++) {
            if (!to.hasRoom()) return i > 0;
            var record = returned.isEmpty() ? outbox.pollRead() : returned.poll();
            if (record == null) return i > 0;
            to.send(record, Origin.READ, now);
        }
        return true;
    }

    private void giveUp(Link lost, String why) {
        List<Flight> unarrived = lost.abandon();
        link = Optional.empty();
        trouble = why;
        counters.count(AgentCounter.BROKERS_LOST);
        LOG.warn("the brokers are lost ({}); what is captured goes to the spool, logs wait", why);
        toldTrouble = why;
        for (var flight : unarrived) {
            switch (flight.origin()) {
                case CAPTURED -> spool.append(flight.record());
                case READ -> returned.add(flight.record());
                case SPOOL -> {} // still there
            }
        }
        spool.rewind();
        nextAttemptNanos = System.nanoTime() + settings.retry().toNanos();
    }

    private void reach(long now) {
        if (attempt.isEmpty() && now - nextAttemptNanos >= 0) {
            attempt = Optional.of(CompletableFuture.supplyAsync(brokers::reach, reaching));
        }
        if (attempt.isEmpty() || !attempt.get().isDone()) return;
        try {
            link = Optional.of(new Link(attempt.get().join(), settings.inFlight(), counters, times, spool.debt()));
            toldTrouble = "";
            LOG.info("the brokers are reached; {} octets of spool are to be handed over", spool.octets());
        } catch (CompletionException unreachable) {
            unreached(unreachable.getCause() == null ? unreachable : unreachable.getCause());
        }
        attempt = Optional.empty();
    }

    /// Says so once for each cause, not once for each attempt.
    private void unreached(Throwable why) {
        nextAttemptNanos = System.nanoTime() + settings.retry().toNanos();
        times.failed(why);
        trouble = String.valueOf(why.getMessage());
        if (trouble.equals(toldTrouble)) return;
        toldTrouble = trouble;
        LOG.warn("the brokers are not reached: {}", trouble);
    }
}
