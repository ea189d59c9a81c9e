package dev.synoptic.gateway.ratios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RatioViewTest {

    private static final long HOUR = 3_600_000_000L;
    private static final String RULES = "signatures=1 aliases=1 join=1";

    private final RatioView view = new RatioView();

    @Test
    void aTableSumsPartitionsSitesAndFlavors() {
        row(0, 0, "a", "Linux", "3.x", 0, RatioCounts.of(1, 2));
        row(0, 0, "a", "Linux", "3.x", 1, RatioCounts.of(10, 20));
        row(0, 0, "b", "Linux", "2.x", 1, RatioCounts.of(100, 200));

        assertThat(view.answer(RatioQuery.of(By.OS), 2).table().rows())
                .containsExactly(new RatioRow("Linux", RatioCounts.of(111, 222)));
        assertThat(view.answer(RatioQuery.of(By.FLAVOR).at("a"), 2).table().rows())
                .containsExactly(new RatioRow("Linux 3.x", RatioCounts.of(11, 22)));
        assertThat(view.answer(RatioQuery.of(By.FLAVOR).within("Windows"), 2)
                        .table()
                        .rows())
                .isEmpty();
        assertThat(view.sites()).containsExactly("a", "b");
    }

    @Test
    void aLaterRowReplacesAndATombstoneRemoves() {
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(3, 4));
        row(0, 0, "a", "Windows", "", 0, RatioCounts.of(5, 6));
        row(0, 0, "a", "Windows", "", 0, null);

        assertThat(view.answer(RatioQuery.of(By.OS), 1).table().rows())
                .containsExactly(new RatioRow("Linux", RatioCounts.of(3, 4)));
    }

    @Test
    void aPeriodSumsItsHours() {
        row(0, 0, "a", "Linux", "", 0, RatioCounts.of(7, 0));
        row(5 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 0));
        row(6 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(2, 0));
        row(7 * HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(4, 0));
        row(0, 86_400, "a", "Linux", "", 0, RatioCounts.of(7, 0));

        var query = RatioQuery.of(By.OS).during(new Period(5 * HOUR, 7 * HOUR));

        assertThat(view.answer(query, 1).table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(3, 0)));
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void itIsClosedWhenEveryPartitionIs() throws InterruptedException {
        closed(0, Long.MAX_VALUE);
        assertThat(view.awaitClosed(2, Duration.ofMillis(1))).isFalse();
        closed(1, 5);
        assertThat(view.closedMicros(2)).isEqualTo(5);
        var later = Thread.startVirtualThread(() -> closed(1, Long.MAX_VALUE));

        assertThat(view.awaitClosed(2, Duration.ofSeconds(20))).isTrue();
        later.join();
    }

    private void closed(int partition, long micros) {
        write(RatioKey.progress(RULES, partition), new Closed(micros, micros == Long.MAX_VALUE));
    }

    private void row(
            long start,
            long seconds,
            String site,
            String family,
            String flavor,
            int partition,
            @Nullable RatioCounts counts) {
        write(
                new RatioKey(start, seconds, site, RatioKey.FLAVOR, family, flavor, RULES, partition),
                counts == null ? null : new Counted(counts));
    }

    private void write(RatioKey key, @Nullable RatioMessage message) {
        view.read(new ConsumerRecord<>(
                Topics.RATIOS.name(),
                0,
                0,
                Topics.RATIOS.keys().serializer().serialize("", key),
                Topics.RATIOS.values().serializer().serialize("", message)));
    }
}
