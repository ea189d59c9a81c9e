package dev.synoptic.standalone.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/// Warnings of Kafka that say of a healthy broker, of one node, that it is what it is.
///
/// Each is named by logger and text, so that other warnings of the same logger still come through.
public final class KnownNoise extends Filter<ILoggingEvent> {

    private record Noise(String loggerEnd, String text) {}

    private static final List<Noise> KNOWN = List.of(
            // Said at each start.
            new Noise(".QuorumController", "Performing controller activation."),
            // None of our topologies has a global table.
            new Noise(".StreamsConfig", "is not enabled for the GlobalThread"),
            // The first transactions of several clients ask for the same internal topic at once; one makes it.
            new Noise(".DefaultAutoTopicCreationManager", "TOPIC_ALREADY_EXISTS"),
            // A transaction may begin while the markers of the one before are still being written: the broker
            // sends the client back for a moment, and with it whatever was sent behind (KIP-890). The client
            // sends all of it again in order; what fails for good is thrown at whoever sent it.
            new Noise(".Sender", "Error: CONCURRENT_TRANSACTIONS"),
            new Noise(".Sender", "Error: OUT_OF_ORDER_SEQUENCE_NUMBER"),
            new Noise(".ReplicaManager", "Invalid sequence number for producer"),
            new Noise(".ReplicaManager", "Out of order sequence number for producer"),
            // Said at each orderly stop of a node that is broker and controller at once.
            new Noise(".NetworkClient", "Attempting to close NetworkClient that has already been closed"));

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String said = event.getFormattedMessage() + cause(event);
        boolean noise = KNOWN.stream()
                .anyMatch(known -> event.getLoggerName().endsWith(known.loggerEnd()) && said.contains(known.text()));
        return noise ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static String cause(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return thrown == null ? "" : "\n" + thrown.getMessage();
    }
}
