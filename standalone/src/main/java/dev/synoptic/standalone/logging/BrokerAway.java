package dev.synoptic.standalone.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What every client of Kafka says again and again while a broker is away, several times a second: once a minute is
/// enough, for each kind. That Kafka cannot be reached is said by health and by metrics all the time.
public final class BrokerAway extends Filter<ILoggingEvent> {

    private static final long EVERY_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private static final String CLIENTS = "org.apache.kafka.";
    private static final List<String> SAID = List.of(
            "could not be established",
            "disconnected",
            "Cancelled in-flight",
            "Error sending fetch request",
            "Rebootstrapping",
            "Got error produce response",
            "Received invalid metadata error",
            "Timeout",
            "timed out");

    /// When each kind was last let through; one entry for each of [#SAID].
    private final Map<String, Long> lastMillis = new ConcurrentHashMap<>();

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (!event.getLoggerName().startsWith(CLIENTS)) return FilterReply.NEUTRAL;
        String text = event.getFormattedMessage();
        return SAID.stream()
                .filter(text::contains)
                .findFirst()
                .map(kind -> isDue(kind, event.getTimeStamp()) ? FilterReply.NEUTRAL : FilterReply.DENY)
                .orElse(FilterReply.NEUTRAL);
    }

    private boolean isDue(String kind, long nowMillis) {
        return lastMillis.merge(kind, nowMillis, (last, now) -> now - last >= EVERY_MILLIS ? now : last) == nowMillis;
    }
}
