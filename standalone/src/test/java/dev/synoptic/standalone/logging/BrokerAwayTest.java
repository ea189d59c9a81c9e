package dev.synoptic.standalone.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

class BrokerAwayTest {

    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";
    private static final long MINUTE_MILLIS = 60_000;

    private final BrokerAway filter = new BrokerAway();

    @Test
    void aBrokerThatIsAwayIsSaidOnceAMinute() {
        String text = "[Consumer clientId=synoptic-gateway-hosts] Connection to node 1 could not be established";

        assertThat(decide(CLIENT, text, 1_000)).isEqualTo(FilterReply.NEUTRAL);
        for (long at = 1_001; at < 1_000 + MINUTE_MILLIS; at += 500) {
            assertThat(decide(CLIENT, text, at)).isEqualTo(FilterReply.DENY);
        }
        assertThat(decide(CLIENT, text, 1_000 + MINUTE_MILLIS)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void otherTroubleAndOtherLoggersAlwaysComeThrough() {
        String other = "Topic authorization failed for topics [hosts.v1]";

        assertThat(decide(CLIENT, other, 1)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(CLIENT, other, 2)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("dev.synoptic.gateway", "disconnected", 1)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("dev.synoptic.gateway", "disconnected", 2)).isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decide(String logger, String text, long millis) {
        var event = new LoggingEvent("", new LoggerContext().getLogger(logger), Level.WARN, text, null, null);
        event.setTimeStamp(millis);
        return filter.decide(event);
    }
}
