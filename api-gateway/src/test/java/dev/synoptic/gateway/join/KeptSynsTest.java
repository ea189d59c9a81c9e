package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.captured;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logged;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static dev.synoptic.verdict.Verdict.Outcome.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinSettings;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long the topology keeps SYNs for their sessions (`mail.md` J4).
class KeptSynsTest {

    private static final IpAddress CLIENT = Events.address("192.0.2.7");
    private static final OptionalInt PORT = OptionalInt.of(40_000);

    private final JoinStand stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"));

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    void theSynOfASessionIsForgottenAnHourAfterItsEnd_J4() {
        double hour = 3_600;
        var open = verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED);
        var closed = SampleVerdict.like(verdict("mx", CLIENT, OptionalInt.of(40_001), 100, id(2), ACCEPTED))
                .closed(Events.micros(3 * hour))
                .verdict();
        stand.tellAll(syn("mx", CLIENT, 40_000, 99, "Linux"), syn("mx", CLIENT, 40_001, 99, "Linux"), open, closed);
        reach(4 * hour);
        assertThat(stand.counters().forgottenSyns().sum()).isZero();

        reach(5 * hour);
        assertThat(stand.counters().forgottenSyns().sum())
                .as("of the closed one")
                .isEqualTo(1);
        var late =
                SampleVerdict.like(open).event(id(3)).session(open.sessionId()).verdict();
        stand.tell(late);
        assertThat(stand.joined()).last().matches(joined -> joined.how() == How.EXACT);

        reach(26 * hour);
        assertThat(stand.counters().forgottenSyns().sum())
                .as("after a day at the latest")
                .isGreaterThanOrEqualTo(2);
    }

    /// Something is seen at that time, and all sources have come so far.
    private void reach(double seconds) {
        stand.tellAll(
                syn("mx", Events.address("198.51.100.99"), 1, seconds, "Linux"),
                captured("mx", seconds),
                logged("mx", seconds));
    }
}
