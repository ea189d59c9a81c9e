package dev.synoptic.schemas.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/// What becomes of a stream thread that failed.
///
/// Brokers that are slow, or move, may end a transaction that a thread still works in. Kafka Streams takes up most
/// of such failures by itself, but not all: a commit refused as `INVALID_TXN_STATE`, or one not answered in time, ends
/// the thread. Nothing of that transaction counts, so another thread that begins at the last commit is as good as
/// a restart of the service, without its outage. All other failures, and too many of these, end the service.
public final class LostTransactions implements StreamsUncaughtExceptionHandler {

    /// Threads replaced within [#WITHIN_NANOS]; one more ends the service.
    public static final int REPLACED_MAX = 5;

    /// Ten minutes.
    public static final long WITHIN_NANOS = 600_000_000_000L;

    // More than any chain of causes that ends has.
    private static final int CAUSES_MAX = 20;

    private final LongSupplier nanos;
    private final Consumer<Throwable> replaced;
    private final Consumer<Throwable> ended;
    private final Deque<Long> replacements = new ArrayDeque<>();

    /// A handler of one service.
    ///
    /// @param nanos    a clock that is never set, nanoseconds
    /// @param replaced told of a failure after which another thread goes on
    /// @param ended    told of a failure that ends the service
    public LostTransactions(LongSupplier nanos, Consumer<Throwable> replaced, Consumer<Throwable> ended) {
        this.nanos = nanos;
        this.replaced = replaced;
        this.ended = ended;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        long now = nanos.getAsLong();
        replacements.removeIf(before -> now - before > WITHIN_NANOS);
        if (isTheBrokers(failure) && replacements.size() < REPLACED_MAX) {
            replacements.add(now);
            replaced.accept(failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        ended.accept(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static boolean isTheBrokers(Throwable failure) {
        int causes = 0;
        for (Throwable cause = failure; cause != null && causes < CAUSES_MAX; cause = cause.getCause(), causes++) {
            switch (cause) {
                case InvalidTxnStateException _,
                        TransactionAbortedException _,
                        ProducerFencedException _,
                        OutOfOrderSequenceException _,
                        RetriableException _ -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
