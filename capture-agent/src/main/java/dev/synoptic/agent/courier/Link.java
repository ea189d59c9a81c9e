package dev.synoptic.agent.courier;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.publish.Outgoing;
import dev.synoptic.agent.spool.Debt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/// The brokers, as long as they can be reached: what is sent lies there in order, and what they have not acknowledged
/// is remembered in order, so that nothing is lost with the link. One thread, but for the producer's callbacks.
///
/// The producer never gives a record up by itself; a record given up while later ones arrive could not be sent again
/// without looking like a repeat. So it is the link as a whole that is given up.
final class Link {

    private final Producer<byte[], byte[]> producer;
    private final AgentCounters counters;
    private final PublishTimes times;
    private final int inFlightMax;
    private final Debt debt;
    private final Deque<Flight> inFlight = new ArrayDeque<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Link(Producer<byte[], byte[]> producer, int inFlightMax, AgentCounters counters, PublishTimes times, Debt debt) {
        this.debt = debt;
        this.producer = producer;
        this.inFlightMax = inFlightMax;
        this.counters = counters;
        this.times = times;
    }

    /// Never once something was refused: the next record would wait for the same answer, and one that arrived behind
    /// one that did not would make a repeat of that.
    boolean hasRoom() {
        return !isBroken() && inFlight.size() < inFlightMax;
    }

    /// Whether something was refused, so that the link must be given up.
    boolean isBroken() {
        return failure.get() != null;
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }

    /// Hands a record over. Whatever goes wrong shows in [#trouble].
    void send(Outgoing record, Flight.Origin origin, long nowNanos) {
        int partitions = record.toEveryPartition() ? partitions(record.topic()) : 1;
        var flight = new Flight(record, origin, nowNanos, new AtomicInteger(partitions));
        inFlight.add(flight);
        Callback callback = (metadata, refused) -> answered(flight, refused);
        try {
            if (!record.toEveryPartition()) {
                var _ = producer.send(new ProducerRecord<>(record.topic(), record.key(), record.value()), callback);
                return;
            }
            for (int partition = 0; partition < partitions; partition++) {
                var _ = producer.send(new ProducerRecord<>(record.topic(), partition, null, record.value()), callback);
            }
        } catch (KafkaException refused) {
            failed(refused);
        }
    }

    /// Never 0, so that a record whose topic is away counts as not arrived.
    private int partitions(String topic) {
        try {
            return Math.max(1, producer.partitionsFor(topic).size());
        } catch (KafkaException refused) {
            failed(refused);
            return 1;
        }
    }

    private void answered(Flight flight, @Nullable Exception refused) {
        if (refused == null || isHopeless(refused)) {
            if (refused != null) {
                counters.count(AgentCounter.REFUSED);
                times.failed(refused);
            } else {
                counters.count(AgentCounter.ACKNOWLEDGED);
            }
            var _ = flight.awaited().decrementAndGet();
        } else {
            failed(refused);
        }
    }

    /// What would be refused again however often it is sent.
    private static boolean isHopeless(Exception refused) {
        return refused instanceof RecordTooLargeException || refused instanceof InvalidTopicException;
    }

    private void failed(Exception refused) {
        if (failure.compareAndSet(null, refused)) times.failed(refused);
    }

    /// Lets go of what has arrived, in order, and says how much of that came from the spool.
    int settle(long nowNanos) {
        int replayed = 0;
        for (var first = inFlight.peek(); first != null && first.hasArrived(); first = inFlight.peek()) {
            inFlight.remove();
            times.took(nowNanos - first.sentNanos());
            first.record().claim().settled();
            if (first.origin() == Flight.Origin.SPOOL) replayed++;
            if (first.origin() == Flight.Origin.CAPTURED && !first.record().toEveryPartition()) debt.settle(1);
        }
        return replayed;
    }

    /// Why the link must be given up; empty while it is well.
    Optional<String> trouble(long nowNanos, Duration patience) {
        var refused = failure.get();
        if (refused != null) return Optional.of(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        var first = inFlight.peek();
        if (first == null || nowNanos - first.sentNanos() <= patience.toNanos()) return Optional.empty();
        return Optional.of("no acknowledgement for " + patience.toMillis() + " ms");
    }

    /// Ends the link at once; gives what had not arrived, in the order in which it was sent.
    ///
    /// The producer closes in a thread of its own, in its own time. What it still gets through is a beginning of
    /// what it was given, in order: a repeat of what will be sent again.
    List<Flight> abandon() {
        var _ = Thread.ofVirtual().name("agent-abandoned-producer").start(() -> producer.close(Duration.ZERO));
        var rest = new ArrayList<>(inFlight);
        inFlight.clear();
        return rest;
    }

    /// Ends the link in order.
    void close(Duration within) {
        producer.close(within);
    }
}
