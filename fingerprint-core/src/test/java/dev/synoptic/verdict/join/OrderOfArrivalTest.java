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

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<HeldSyn> syns = new ArrayList<>();

    /// One a second, near enough: half of them with their ports, each with its SYN.
    private void sessions(int count, Random random) {
        for (int i = 0; i < count; i++) {
            double second = 100 + random.nextInt(count) + random.nextDouble();
            verdicts.add(session(second, random.nextBoolean() ? 0 : 1000 + i));
            syns.add(HeldSyn.free(syn(second - random.nextDouble(), 1000 + i, random.nextBoolean() ? LINUX : WINDOWS)));
        }
    }

    @Test
    void the_order_of_arrival_changes_nothing() {
        var random = new Random(7);
        sessions(60, random);
        var rules = new JoinRules(JoinSettings.DEFAULT);
        var expected = rules.settle(verdicts, List.of(), syns, Long.MAX_VALUE).joined();
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(verdicts, random);
            Collections.shuffle(syns, random);
            var now = rules.settle(verdicts, List.of(), syns, Long.MAX_VALUE).joined();
            assertThat(now.stream().map(OneClient::brief))
                    .isEqualTo(expected.stream().map(OneClient::brief).toList());
            assertThat(now).isEqualTo(expected);
        }
    }

    @Test
    void settling_piece_by_piece_gives_the_same_as_all_at_once() {
        var random = new Random(8);
        sessions(80, random);
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
