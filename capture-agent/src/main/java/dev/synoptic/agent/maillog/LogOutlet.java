package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.ProgressClock;
import dev.synoptic.agent.publish.PublishException;
import dev.synoptic.agent.publish.RecordSink;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.VerdictSink;
import java.util.Optional;

/// Puts what is found in one log on its way: verdicts, and what became of messages. One thread.
public final class LogOutlet implements VerdictSink {

    private final RecordSink sink;
    private final String site;
    private final AgentCounters counters;
    private final ProgressClock clock;
    private long verdicts;
    private long leftOut;
    private long forgotten;
    private Optional<PublishException> refused = Optional.empty();

    /// @param site  where the mail host stands
    /// @param clock is told of each verdict
    public LogOutlet(RecordSink sink, String site, AgentCounters counters, ProgressClock clock) {
        this.sink = sink;
        this.site = site;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void verdict(Verdict verdict, RawRef decidedBy) {
        boolean sent = send(Topics.VERDICTS, HostKey.of(verdict.client(), site), new VerdictMessage.Given(verdict));
        if (!sent) return;
        verdicts++;
        counters.count(AgentCounter.VERDICTS);
        clock.published();
    }

    @Override
    public void delivery(Delivery delivery) {
        if (send(Topics.DELIVERIES, Topics.deliveryKey(delivery), delivery)) counters.count(AgentCounter.DELIVERIES);
    }

    private <K, V> boolean send(Topic<K, V> topic, K key, V value) {
        if (refused.isPresent()) return false;
        try {
            sink.send(topic, key, value);
            return true;
        } catch (PublishException e) {
            refused = Optional.of(e); // thrown by the next [#check]
            return false;
        }
    }

    /// Throws what stopped it, if anything did: an extractor's sink may not. Counts what the extractor left out.
    public void check(ExtractionReport report) throws PublishException {
        counters.add(AgentCounter.DELIVERIES_LEFT_OUT, report.deliveriesLeftOut() - leftOut);
        counters.add(AgentCounter.DELIVERIES_FORGOTTEN, report.deliveriesForgotten() - forgotten);
        leftOut = report.deliveriesLeftOut();
        forgotten = report.deliveriesForgotten();
        if (refused.isPresent()) throw refused.get();
    }

    /// Verdicts handed over.
    public long verdicts() {
        return verdicts;
    }
}
