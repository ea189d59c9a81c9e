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
            // Said at each orderly stop of a node that is broker and controller at once.
            new Noise(".NetworkClient", "Attempting to close NetworkClient that has already been closed"));

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean noise = KNOWN.stream()
                .anyMatch(known -> event.getLoggerName().endsWith(known.loggerEnd())
                        && event.getFormattedMessage().contains(known.text()));
        return noise ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
