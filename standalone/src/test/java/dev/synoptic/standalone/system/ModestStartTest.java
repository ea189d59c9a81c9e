package dev.synoptic.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A start gives way to what runs already, and comes back.
class ModestStartTest {

    /// What a thread made now inherits.
    private static int niceness() throws InterruptedException {
        var value = new AtomicInteger();
        Thread.ofPlatform().start(() -> value.set(Posix.niceness(0))).join();
        return value.get();
    }

    @Test
    @Needs(Need.ROOT)
    void untilItIsOverAllThatIsStartedComesLast() throws Exception {
        int usual = niceness();
        var named = new CountDownLatch(1);
        var told = new CountDownLatch(1);
        var back = new AtomicInteger(-1);
        try (var start = ModestStart.begin()) {
            assertThat(start.isModest()).isTrue();
            assertThat(niceness()).isEqualTo(ModestStart.NICENESS);
            Thread answering = Thread.ofPlatform().name("queries").start(() -> {
                named.countDown();
                try {
                    told.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
                back.set(Posix.niceness(0));
            });
            named.await();
            start.except("queries");
            told.countDown();
            answering.join();
            assertThat(back).hasValue(usual);
            assertThat(niceness()).isEqualTo(ModestStart.NICENESS);
        }
        assertThat(niceness()).isEqualTo(usual);
    }
}
