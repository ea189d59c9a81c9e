package dev.synoptic.agent.courier;

import dev.synoptic.agent.publish.Outgoing;
import dev.synoptic.agent.publish.Outgoing.Claim;
import dev.synoptic.agent.publish.PublishException;
import dev.synoptic.agent.publish.RecordSink;
import dev.synoptic.schemas.Topic;
import java.io.InterruptedIOException;

/// The way of one log's records, each bound to the claim that is current when it is handed over. One thread.
///
/// @param <T> kind of claim
public final class ReadLane<T extends Claim> implements RecordSink {

    private final Outbox outbox;
    private T claim;

    ReadLane(Outbox outbox, T first) {
        this.outbox = outbox;
        this.claim = first;
    }

    /// Whose the records are that are handed over now.
    public T claim() {
        return claim;
    }

    /// From here on records are `next`'s.
    public void claim(T next) {
        claim = next;
    }

    @Override
    public <K, V> void send(Topic<K, V> topic, K key, V value) throws PublishException {
        put(Outgoing.of(topic, key, value, claim));
    }

    @Override
    public <V> void sendToAll(Topic<?, V> topic, V value) throws PublishException {
        put(Outgoing.toAll(topic, value, claim));
    }

    private void put(Outgoing record) throws PublishException {
        claim.handedOver();
        try {
            outbox.putRead(record);
        } catch (InterruptedIOException stopped) {
            throw new PublishException("not handed over", stopped);
        }
    }
}
