package dev.synoptic.streams;

import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Sends what cannot be read, what a step chokes on, and what cannot be written, to `dead-letters.v1`, within the same
/// transaction; then goes on.
///
/// What failed outside the record (the brokers are away) ends the instance instead: the record is sound, and whoever
/// reads it next must come to what all others come to.
///
/// Kafka Streams makes it by its class name and hands it the settings, where [#COUNTERS] is.
public final class DeadLetterHandler
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {

    /// Setting that carries the service's [StreamsCounters].
    static final String COUNTERS = "synoptic.streams.counters";

    /// Setting that names the service in its dead letters.
    static final String SERVICE = "synoptic.streams.service";

    private static final int WHY_LENGTH_MAX = 500;

    private StreamsCounters counters = new StreamsCounters();
    private String service = "fingerprint-streams";

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(COUNTERS) instanceof StreamsCounters shared) counters = shared;
        if (settings.get(SERVICE) instanceof String name) service = name;
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        return DeserializationExceptionHandler.Response.resume(
                List.of(letter(context, failure, record.key(), record.value())));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        if (failure instanceof RetriableException || failure instanceof InterruptException) {
            return ProcessingExceptionHandler.Response.fail();
        }
        return ProcessingExceptionHandler.Response.resume(
                List.of(letter(context, failure, context.sourceRawKey(), context.sourceRawValue())));
    }

    /// Nothing was sent yet, so the transaction is sound.
    @Override
    @SuppressWarnings("rawtypes") // the interface's own
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception failure,
            SerializationExceptionOrigin origin) {
        return ProductionExceptionHandler.Response.resume(
                List.of(letter(context, failure, context.sourceRawKey(), context.sourceRawValue())));
    }

    /// What the brokers refuse takes the transaction with it: another attempt begins at the last commit.
    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        return failure instanceof RetriableException
                ? ProductionExceptionHandler.Response.retry()
                : ProductionExceptionHandler.Response.fail();
    }

    private ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext from, Exception failure, byte @Nullable [] key, byte @Nullable [] value) {
        counters.count(StreamsCounter.DEAD_LETTERS);
        var letter = DeadLetter.of(
                service,
                from.topic(),
                from.partition(),
                from.offset(),
                why(from.processorNodeId(), failure),
                key,
                value);
        byte[] octets = Topics.DEAD_LETTERS.values().serializer().serialize(Topics.DEAD_LETTERS.name(), letter);
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(), null, letter.key().map(Bytes::get).orElse(null), octets);
    }

    private static String why(@Nullable String node, Exception failure) {
        String cause = failure.getCause() == null ? failure.toString() : failure + "; " + failure.getCause();
        String line = (node + ": " + cause).replaceAll("\\p{Cntrl}", " ");
        return line.length() > WHY_LENGTH_MAX ? line.substring(0, WHY_LENGTH_MAX) : line;
    }
}
