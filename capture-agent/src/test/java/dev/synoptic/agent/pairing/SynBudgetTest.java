package dev.synoptic.agent.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SynBudgetTest {

    private static final long SECOND = 1_000_000;

    @Test
    void soManyASecondAndNoMore() {
        var budget = new SynBudget(100, () -> false);
        assertThat(admitted(budget, 0, 1_000)).isEqualTo(100);
        assertThat(admitted(budget, SECOND / 2, 1_000)).isEqualTo(50);
        assertThat(admitted(budget, SECOND * 100, 1_000)).isEqualTo(100);
    }

    @Test
    void noneWhileTheWayIsCrowded() {
        var crowded = new AtomicBoolean(true);
        var budget = new SynBudget(100, crowded::get);
        assertThat(admitted(budget, 0, 10)).isZero();
        crowded.set(false);
        assertThat(admitted(budget, 0, 10)).isEqualTo(10);
    }

    @Test
    void aClockSetBackEarnsNothing() {
        var budget = new SynBudget(100, () -> false);
        assertThat(admitted(budget, 10 * SECOND, 1_000)).isEqualTo(100);
        assertThat(admitted(budget, SECOND, 1_000)).isZero();
        assertThat(admitted(budget, 2 * SECOND, 1_000)).isEqualTo(100);
    }

    private static int admitted(SynBudget budget, long micros, int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            if (budget.admits(micros)) admitted++;
        }
        return admitted;
    }
}
