package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;

/// SYNs of a backlog whose provisional fingerprints wait for their completion, until the task commits at the latest.
///
/// Where the service is behind, the completion of nearly every SYN has been written already: its fingerprint comes a
/// moment later, and a provisional one before it would tell nobody anything. Where it is not behind nothing waits.
///
/// What waits is out before anything that speaks of it: before progress, and before another database judges.
final class HeldBack {

    /// Older than this when it is read, a record belongs to a backlog; the clocks of brokers and instances may differ
    /// by as much and more, which then costs a provisional fingerprint the wait for a commit, or saves none.
    static final long BEHIND_MILLIS = 200;

    /// SYNs that wait at most; those of a commit interval are far fewer.
    static final int HELD_MAX = 20_000;

    private final ProcessorContext<HostKey, JudgeOutput> context;
    private final ProcessorNode<?, ?, ?, ?> node;
    private final Consumer<Record<HostKey, HandshakeRecord>> publish;
    private final Map<Bytes, Record<HostKey, HandshakeRecord>> held = new LinkedHashMap<>();

    /// To be made while the processor is initialised.
    ///
    /// @param publish judges a SYN and sends what comes of it
    HeldBack(ProcessorContext<HostKey, JudgeOutput> context, Consumer<Record<HostKey, HandshakeRecord>> publish) {
        this.context = context;
        this.node = internal(context).currentNode();
        this.publish = publish;
    }

    /// Publishes a SYN, now or later.
    ///
    /// @param key of the pending SYN
    void open(Bytes key, Record<HostKey, HandshakeRecord> syn) {
        if (context.currentSystemTimeMs() - syn.timestamp() <= BEHIND_MILLIS) {
            publish.accept(syn);
            return;
        }
        held.put(key, syn);
        if (held.size() > HELD_MAX) release();
    }

    /// Whether this SYN, now completed, still waited: then it is published as completed only.
    boolean complete(Bytes key) {
        return held.remove(key) != null;
    }

    /// Publishes all that waits.
    void release() {
        held.values().forEach(publish);
        held.clear();
    }

    /// Publishes all that waits when no record is at hand: Kafka Streams must be told who is speaking.
    void releaseBetweenRecords() {
        if (held.isEmpty()) return;
        var internal = internal(context);
        var before = internal.currentNode();
        internal.setCurrentNode(node);
        try {
            release();
        } finally {
            internal.setCurrentNode(before);
        }
    }

    private static InternalProcessorContext<?, ?> internal(ProcessorContext<?, ?> context) {
        return (InternalProcessorContext<?, ?>) context;
    }
}
