package dev.synoptic.schemas.store;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class LostTransactionsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<Throwable> replaced = new ArrayList<>();
    private final List<Throwable> ended = new ArrayList<>();
    private final LostTransactions handler = new LostTransactions(nanos::get, replaced::add, ended::add);

    @Test
    void aTransactionThatTheBrokersEndedCostsAThreadOnly() {
        var lost = new StreamsException("commit", new InvalidTxnStateException("state"));
        assertThat(handler.handle(lost)).isEqualTo(REPLACE_THREAD);
        assertThat(handler.handle(new StreamsException(new TimeoutException()))).isEqualTo(REPLACE_THREAD);
        assertThat(replaced).hasSize(2).contains(lost);
        assertThat(ended).isEmpty();
    }

    @Test
    void whatAnotherThreadWouldMeetAgainEndsTheService() {
        var bug = new StreamsException(new IllegalStateException("ours"));
        assertThat(handler.handle(bug)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(handler.handle(new StreamsException(new TopicAuthorizationException("hosts.v1"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(ended).hasSize(2).contains(bug);
        assertThat(replaced).isEmpty();
    }

    @Test
    void tooManyInTenMinutesEndTheService() {
        var lost = new StreamsException(new InvalidTxnStateException("state"));
        for (int i = 0; i < LostTransactions.REPLACED_MAX; i++) {
            assertThat(handler.handle(lost)).isEqualTo(REPLACE_THREAD);
        }
        nanos.addAndGet(LostTransactions.WITHIN_NANOS);
        assertThat(handler.handle(lost)).isEqualTo(SHUTDOWN_CLIENT);
        nanos.incrementAndGet();
        assertThat(handler.handle(lost)).isEqualTo(REPLACE_THREAD);
        assertThat(ended).hasSize(1);
    }
}
