package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.captured;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logged;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/// An agent that comes back lets go at once what waited for it: a day's mail, for which one transaction would be too
/// short.
class JoinStepsTest {

    private static final int SESSIONS = 3 * PartitionJoin.STEP_MAX + 7;
    private static final Duration PACE = Duration.ofMillis(50);

    @Test
    void whatOneProgressMakesDueIsSettledInStepsAndIsClosedAfterTheLast() {
        try (var stand = new JoinStand(plan())) {
            sessions().forEach(stand::tell);
            assertThat(stand.joined()).isEmpty();

            stand.tellAll(logged("mx", SESSIONS + 60), captured("mx", SESSIONS + 60));
            assertThat(stand.joined()).hasSize(PartitionJoin.STEP_MAX);
            assertThat(stand.byFlavor().closedMicros()).isLessThan(0);

            // what comes in meanwhile waits for its turn
            stand.tell(verdict("mx", client(3), OptionalInt.of(9), 3.5, id(SESSIONS), Outcome.REJECTED));
            assertThat(stand.joined()).isEmpty();

            var steps = new ArrayList<Integer>();
            for (int i = 0; i < 10; i++) {
                stand.passTime(PACE);
                steps.add(stand.joined().size());
            }
            assertThat(steps).allMatch(step -> step <= PartitionJoin.STEP_MAX);
            assertThat(steps.stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(SESSIONS + 1 - PartitionJoin.STEP_MAX);
            assertThat(stand.byFlavor().closedMicros()).isEqualTo(Events.micros(SESSIONS + 60));
        }
    }

    @Test
    void theTablesAreThoseOfProgressThatComesOften() {
        try (var often = new JoinStand(plan());
                var once = new JoinStand(plan())) {
            int told = 0;
            for (Object event : sessions()) {
                often.tell(event);
                once.tell(event);
                if (told++ % 40 == 0) often.tellAll(logged("mx", told / 2 - 30), captured("mx", told / 2 - 30));
            }
            for (var stand : List.of(often, once)) {
                stand.tellAll(logged("mx", SESSIONS + 60), captured("mx", SESSIONS + 60));
                for (int i = 0; i < 10; i++) stand.passTime(PACE);
            }

            for (By by : By.values()) {
                assertThat(once.table(RatioQuery.of(by)).table())
                        .as(by.text())
                        .isEqualTo(often.table(RatioQuery.of(by)).table());
            }
            assertThat(once.byFlavor().table().total().counted()).isEqualTo(SESSIONS);
        }
    }

    /// Of what is due only the stores know, and how far sources have come: whoever takes the partition over goes on
    /// there.
    @Test
    void whoeverTakesOverGoesOnWhereTheLastStepEnded() {
        Map<String, OctetStore> stores = new HashMap<>();
        Map<EnrolledSource, SourceMark> marks = new HashMap<>();
        var joined = new ArrayList<JoinedVerdict>();
        var first = join(stores, marks, joined);
        for (int i = 0; i < SESSIONS; i++) {
            var verdict = verdict("mx", client(i), OptionalInt.of(1_024 + i), i + 0.5, id(i), Outcome.ACCEPTED);
            first.take(Optional.of(HostKey.of(client(i), "mx")), new JoinInput.VerdictGiven(verdict), 0);
        }
        var far = Events.micros(SESSIONS + 60);
        for (String source : List.of(Events.LOG, Events.CAPTURE)) {
            var progress =
                    new SourceProgress(new Origin("agent-mx", "mx", "instance", 0), new Progress(far, source, false));
            var advanced = new JoinInput.SourceAdvanced(progress, source.equals(Events.CAPTURE));
            first.take(Optional.empty(), advanced, 0);
        }
        assertThat(joined).hasSize(PartitionJoin.STEP_MAX);

        var next = join(stores, marks, joined);
        assertThat(next.isBehind()).isTrue();
        while (next.isBehind()) next.goOn();
        assertThat(joined).extracting(each -> each.verdict().eventId()).doesNotHaveDuplicates();
        assertThat(joined).hasSize(SESSIONS);
        assertThat(join(stores, marks, joined).isBehind()).isFalse();
    }

    private static PartitionJoin join(
            Map<String, OctetStore> stores, Map<EnrolledSource, SourceMark> marks, List<JoinedVerdict> joined) {
        var state = JoinState.of(
                name -> stores.computeIfAbsent(
                        name,
                        each -> new OctetStore(
                                Stores.inMemoryKeyValueStore(each).get())),
                plan(),
                new Watermarks(marks, marks::put, plan(), 0),
                ClockBoard.Others.NONE,
                new LongAdder());
        var outlet = new PartitionJoin.Outlet() {
            @Override
            public void joined(HostKey host, JoinedVerdict settled) {
                joined.add(settled);
            }

            @Override
            public void counted(Optional<HostKey> host, CountInput input) {
                // what is counted is another's
            }
        };
        return new PartitionJoin(plan(), new JoinCounters(), state, outlet, false);
    }

    private static JoinPlan plan() {
        return JoinPlan.of(JoinSettings.DEFAULT, Events.enrolled("mx"), Events.DATABASE);
    }

    private static IpAddress client(int number) {
        return IpAddress.v4(0xC6336400 + number % 200);
    }

    /// One a second; every third has no port, and so goes by its address.
    private static List<Object> sessions() {
        var sessions = new ArrayList<Object>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(syn("mx", client(i), 1_024 + i, i, i % 2 == 0 ? "Linux" : "Windows"));
            sessions.add(verdict(
                    "mx",
                    client(i),
                    i % 3 == 0 ? OptionalInt.empty() : OptionalInt.of(1_024 + i),
                    i + 0.5,
                    id(i),
                    i % 5 == 0 ? Outcome.REJECTED : Outcome.ACCEPTED));
        }
        return sessions;
    }
}
