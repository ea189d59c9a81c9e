package dev.synoptic.gateway.http.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A listener that does not read costs no more than what it may keep, and hears how everything stands once it does.
class SlowListenerTest {

    private static final int TOLD = 50;

    @Test
    void theNewestOfEachKindStaysHoweverMuchCameOfAnother() throws Exception {
        var slow = new Subscription();
        slow.add(new Event("health", "degraded"));
        long dropped = IntStream.range(0, TOLD)
                .filter(number -> !slow.add(new Event("ratios", Integer.toString(number))))
                .count();
        assertThat(dropped).isEqualTo(TOLD - 1);
        var heard = new ArrayList<String>();
        for (var next = slow.next(0); next.isPresent(); next = slow.next(0)) {
            heard.add(next.get().data());
        }
        assertThat(heard).containsExactly("degraded", Integer.toString(TOLD - 1));
    }
}
