package dev.synoptic.agent.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Seeded;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Holds the table against a linked map, which is plainly right and plainly slower.
class FlowTableTest {

    private static final int FLOWS_MAX = 8;
    private static final int PORTS = 20;
    private static final int STEPS = 200;

    @Test
    void findsEvictsAndExpiresAsALinkedMapWould() {
        Seeded.forAll(RandomGenerator::nextLong, seed -> walk(Seeded.generator(seed)));
    }

    /// Otherwise each connection that completes would leave one flow behind for ever.
    @Test
    void flowsThatLeaveTheTableTheyMovedToAreOpenedAgain() {
        var pool = new FlowPool();
        var opening = new FlowTable(FLOWS_MAX, 1, pool);
        var completed = new FlowTable(FLOWS_MAX, 1, pool);
        var made = Collections.newSetFromMap(new IdentityHashMap<Flow, Boolean>());
        for (int port = 1; port <= 10 * FLOWS_MAX; port++) {
            var flow = opening.open(Packet.syn(port).decoded(), port, evicted -> {});
            made.add(flow);
            opening.move(flow, completed, evicted -> {});
        }

        assertThat(made).hasSize(FLOWS_MAX + 1);
    }

    private static void walk(RandomGenerator random) {
        var table = new FlowTable(FLOWS_MAX, random.nextLong());
        Map<Integer, Long> model = new LinkedHashMap<>();
        long micros = 0;
        for (int step = 0; step < STEPS; step++) {
            micros += random.nextInt(10);
            int port = 1 + random.nextInt(PORTS);
            switch (random.nextInt(4)) {
                case 0, 1 -> open(table, model, port, micros);
                case 2 -> remove(table, model, port);
                default -> expire(table, model, micros - 40);
            }
            check(table, model);
        }
    }

    private static void open(FlowTable table, Map<Integer, Long> model, int port, long micros) {
        if (model.containsKey(port)) return;
        if (model.size() == FLOWS_MAX) model.remove(model.keySet().iterator().next());
        model.put(port, micros);
        table.open(Packet.syn(port).decoded(), micros, evicted -> {});
    }

    private static void remove(FlowTable table, Map<Integer, Long> model, int port) {
        var flow = table.find(Packet.synAck(port).decoded());
        assertThat(flow == null).isEqualTo(model.remove(port) == null);
        if (flow != null) table.remove(flow);
    }

    private static void expire(FlowTable table, Map<Integer, Long> model, long beforeMicros) {
        int expired = table.expire(beforeMicros, Integer.MAX_VALUE, flow -> {});
        int before = model.size();
        model.values().removeIf(opened -> opened < beforeMicros);
        assertThat(expired).isEqualTo(before - model.size());
    }

    private static void check(FlowTable table, Map<Integer, Long> model) {
        assertThat(table.size()).isEqualTo(model.size());
        for (int port = 1; port <= PORTS; port++) {
            var there = table.find(Packet.ack(port).decoded());
            var back = table.find(Packet.banner(port).decoded());
            assertThat(there).isSameAs(back);
            assertThat(there != null).as("port %d", port).isEqualTo(model.containsKey(port));
        }
    }
}
