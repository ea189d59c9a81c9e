package dev.synoptic.verdict.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What belongs together does not depend on the order in which it comes, nor on how much comes at once.
class OrderOfArrivalTest extends OneClient {

    @Test
    void the_order_of_arrival_changes_nothing() {
        List<Verdict> verdicts = new ArrayList<>();
        List<HeldSyn> held = new ArrayList<>();
        var random = new Random(7);
        for (int i = 0; i < 60; i++) {
            double second = 100 + random.nextInt(60) + random.nextDouble();
            verdicts.add(session(second, random.nextBoolean() ? 0 : 1000 + i));
            held.add(HeldSyn.free(syn(second - random.nextDouble(), 1000 + i, random.nextBoolean() ? LINUX : WINDOWS)));
        }
        var rules = new JoinRules(JoinSettings.DEFAULT);
        var expected = rules.settle(verdicts, List.of(), held, Long.MAX_VALUE).joined();
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(verdicts, random);
            Collections.shuffle(held, random);
            var now = rules.settle(verdicts, List.of(), held, Long.MAX_VALUE).joined();
            assertThat(now.stream().map(OneClient::brief))
                    .isEqualTo(expected.stream().map(OneClient::brief).toList());
            assertThat(now).isEqualTo(expected);
        }
    }

    @Test
    void settling_piece_by_piece_gives_the_same_as_all_at_once() {
        List<Verdict> verdicts = new ArrayList<>();
        List<HeldSyn> syns = new ArrayList<>();
        var random = new Random(8);
        for (int i = 0; i < 80; i++) {
            double second = 100 + random.nextInt(80) + random.nextDouble();
            verdicts.add(session(second, random.nextBoolean() ? 0 : 1000 + i));
            syns.add(HeldSyn.free(syn(second - random.nextDouble(), 1000 + i, random.nextBoolean() ? LINUX : WINDOWS)));
        }
        var rules = new JoinRules(JoinSettings.DEFAULT);
        var expected = rules.settle(verdicts, List.of(), syns, Long.MAX_VALUE).joined();
        List<JoinedVerdict> pieces = new ArrayList<>();
        List<Verdict> waiting = verdicts;
        List<HeldSyn> held = new ArrayList<>(syns);
        for (long second = 100; second < 200; second += 3) {
            var step = rules.settle(waiting, List.of(), held, DAY + second * 1_000_000);
            pieces.addAll(step.joined());
            waiting = step.waiting();
            for (HeldSyn taken : step.taken()) {
                held.removeIf(
                        h -> h.fingerprint().origin().equals(taken.fingerprint().origin()));
                held.add(taken);
            }
        }
        assertThat(pieces).isEqualTo(expected);
    }
}
