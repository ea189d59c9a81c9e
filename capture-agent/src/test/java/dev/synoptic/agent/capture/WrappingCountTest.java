package dev.synoptic.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingCountTest {

    @Test
    void itGoesOnWhereThirtyTwoBitsBeginAgain() {
        var count = new WrappingCount();
        count.is(5);
        count.is((int) 4_000_000_000L);
        count.is(10);
        assertThat(count.sum()).isEqualTo((1L << 32) + 10);
        count.is(10);
        assertThat(count.sum()).isEqualTo((1L << 32) + 10);
    }
}
