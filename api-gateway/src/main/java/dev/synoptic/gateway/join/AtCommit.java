package dev.synoptic.gateway.join;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;

/// Lets a processor forward while its task commits, between two records: in the same transaction as what it
/// wrote to its stores. Kafka Streams does the same for what its caches held back, and so by its inner classes.
final class AtCommit {

    private static final long NO_OFFSET = -1;
    private static final int NO_PARTITION = -1;

    private final InternalProcessorContext<Object, Object> context;
    private final ProcessorNode<?, ?, ?, ?> node;

    /// @param context of a processor that is being started
    @SuppressWarnings("unchecked") // of objects, as the processor's own
    AtCommit(ProcessorContext<Object, Object> context) {
        this.context = (InternalProcessorContext<Object, Object>) context;
        this.node = this.context.currentNode();
    }

    void forward(Record<?, ?> record, String child) {
        var nodeBefore = context.currentNode();
        var recordBefore = context.recordContext();
        context.setCurrentNode(node);
        context.setRecordContext(
                new ProcessorRecordContext(record.timestamp(), NO_OFFSET, NO_PARTITION, "", new RecordHeaders()));
        try {
            context.forward(new Record<Object, Object>(record.key(), record.value(), record.timestamp()), child);
        } finally {
            context.setRecordContext(recordBefore);
            context.setCurrentNode(nodeBefore);
        }
    }
}
