package dev.synoptic.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A loop stays awake where that has been worth it, and sleeps where it was not.
class VigilTest {

    private final Quiet sockets = new Quiet();
    private long nanos;
    private final Vigil vigil = new Vigil(() -> nanos);

    @Test
    void whoeverComesWhileItLastsIsServedWithoutAWait() throws IOException {
        sockets.lookUntilSomebodyComes = 3;
        assertThat(vigil.keep(sockets, _ -> {})).isEqualTo(1);
        assertThat(sockets.looks).isEqualTo(3);
        assertThat(vigil.isDue(2, 464)).isTrue();
    }

    @Test
    void itIsForManyOrForWhoSendsAheadAndNotForASingleAnswer() {
        assertThat(vigil.isDue(0, 0)).isFalse();
        assertThat(vigil.isDue(1, 232)).isFalse();
        assertThat(vigil.isDue(1, 16 * 232)).isTrue();
        assertThat(vigil.isDue(2, 2 * 232)).isTrue();
    }

    @Test
    void itEndsByTheClock() throws IOException {
        sockets.atLook = () -> nanos += 15_000;
        assertThat(vigil.keep(sockets, _ -> {})).isZero();
        assertThat(sockets.looks).isEqualTo(3);
    }

    @Test
    void itEndsWhereNoClockRuns() throws IOException {
        assertThat(vigil.keep(sockets, _ -> {})).isZero();
        assertThat(sockets.looks).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 20})
    void afterSeveralInVainMoreAndMoreTurnsGoWithoutOne(int inVain) throws IOException {
        for (int i = 0; i < inVain; i++) vigil.keep(sockets, _ -> {});
        int leftOut = 0;
        while (!vigil.isDue(2, 464)) leftOut++;
        assertThat(leftOut).isEqualTo(Math.min(1 << (inVain - 1), 64));
        sockets.lookUntilSomebodyComes = sockets.looks + 1;
        vigil.keep(sockets, _ -> {});
        assertThat(vigil.isDue(2, 464)).as("one that was worth it").isTrue();
    }

    /// Nobody comes, or one at the look that is named.
    private static final class Quiet implements Sockets {

        private int looks;
        private int lookUntilSomebodyComes = Integer.MAX_VALUE;
        private Runnable atLook = () -> {};

        @Override
        public int await(long patienceMillis, Consumer<Object> ready) {
            assertThat(patienceMillis).isZero();
            atLook.run();
            return ++looks == lookUntilSomebodyComes ? 1 : 0;
        }

        @Override
        public Entrance listen(Listener listener, Object owner) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void wakeup() {}

        @Override
        public void forEachWatched(Consumer<Object> watched) {}

        @Override
        public void close() {}
    }
}
