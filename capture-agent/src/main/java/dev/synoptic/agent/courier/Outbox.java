package dev.synoptic.agent.courier;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.publish.Outgoing;
import dev.synoptic.agent.publish.Outgoing.Claim;
import dev.synoptic.agent.publish.RecordSink;
import dev.synoptic.agent.spool.Debt;
import dev.synoptic.schemas.Topic;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The memory queues between readers and the [Courier], each bounded.
///
/// What is captured never waits: when its queue is full it is lost and counted. What is read from a log waits: it is
/// still in the log.
public final class Outbox {

    /// Verdicts waiting for the courier; more stay in their log.
    private static final int READ_MAX = 1_024;

    private final ArrayBlockingQueue<Outgoing> captured;
    private final ArrayBlockingQueue<Outgoing> read = new ArrayBlockingQueue<>(READ_MAX);
    private final AgentCounters counters;
    private final Debt debt;
    private final int capturedMax;

    /// @param capturedMax records of captures that may wait
    /// @param debt        to which every captured record is added
    public Outbox(int capturedMax, AgentCounters counters, Debt debt) {
        this.debt = debt;
        this.capturedMax = capturedMax;
        this.captured = new ArrayBlockingQueue<>(capturedMax);
        this.counters = counters;
    }

    /// Takes what is captured, without ever waiting.
    public RecordSink forCapture() {
        return new Captured();
    }

    /// Takes what is read from a log, and waits where the courier is behind.
    public <T extends Claim> ReadLane<T> forLog(T first) {
        return new ReadLane<>(this, first);
    }

    /// Captured records that wait.
    public int waiting() {
        return captured.size();
    }

    /// Whether half the room for captured records is taken.
    public boolean isCrowded() {
        return captured.size() > capturedMax / 2;
    }

    @Nullable
    Outgoing pollCaptured() {
        return captured.poll();
    }

    @Nullable
    Outgoing awaitCaptured(long millis) throws InterruptedException {
        return captured.poll(millis, TimeUnit.MILLISECONDS);
    }

    @Nullable
    Outgoing pollRead() {
        return read.poll();
    }

    boolean isEmpty() {
        return captured.isEmpty() && read.isEmpty();
    }

    void putRead(Outgoing record) throws InterruptedIOException {
        try {
            read.put(record);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while the brokers were behind");
        }
    }

    private final class Captured implements RecordSink {

        @Override
        public <K, V> void send(Topic<K, V> topic, K key, V value) {
            offer(Outgoing.of(topic, key, value, Claim.NOBODYS));
        }

        @Override
        public <V> void sendToAll(Topic<?, V> topic, V value) {
            offer(Outgoing.toAll(topic, value, Claim.NOBODYS));
        }

        private void offer(Outgoing record) {
            boolean owed = !record.toEveryPartition();
            if (owed) debt.owe();
            if (captured.offer(record)) return;
            counters.count(AgentCounter.QUEUE_DROPPED);
            if (owed) debt.settle(1);
        }
    }
}
