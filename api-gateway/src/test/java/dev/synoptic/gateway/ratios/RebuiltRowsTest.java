package dev.synoptic.gateway.ratios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// Which rows a table takes where a rebuild has counted anew.
class RebuiltRowsTest {

    private static final long HOUR = 3_600_000_000L;
    private static final String RULES = "signatures=1 aliases=1 join=1";

    private final RatioView view = new RatioView();

    @Test
    void whatWasCountedAnewTakesThePlaceOfTheLiveRowsOfItsWindows() {
        var live = key(5, "a");
        write(key(5, "a"), 1);
        write(key(5, "b"), 10);
        write(key(6, "a"), 100);
        write(live.rebuilt(), 2);
        var hours = RatioQuery.of(By.OS).during(new Period(5 * HOUR, 7 * HOUR));
        var both = hours.countedBy(RatioQuery.ALL_RULES);
        assertThat(view.answer(hours, 1).table().rows())
                .as("nothing says yet that it is whole")
                .containsExactly(new RatioRow("Linux", RatioCounts.of(111, 0)));

        write(live.rebuiltWindow(), 2);

        assertThat(view.answer(hours, 1).table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(112, 0)));
        assertThat(view.answer(both, 1).table().rows())
                .as("each verdict once")
                .containsExactly(new RatioRow("Linux", RatioCounts.of(111, 0)));
        assertThat(view.answer(hours, 1).rules()).isEqualTo(RULES);

        write(live.rebuiltWindow(), 0);
        assertThat(view.answer(hours, 1).table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(111, 0)));
    }

    private static RatioKey key(int hour, String site) {
        return new RatioKey(hour * HOUR, 3_600, site, RatioKey.FLAVOR, "Linux", "", RULES, 0);
    }

    /// @param accepted 0 deletes the row
    private void write(RatioKey key, long accepted) {
        var message = accepted == 0 ? null : new RatioMessage.Counted(RatioCounts.of(accepted, 0));
        view.read(new ConsumerRecord<>(
                Topics.RATIOS.name(),
                0,
                0,
                Topics.RATIOS.keys().serializer().serialize("", key),
                Topics.RATIOS.values().serializer().serialize("", message)));
    }
}
