package dev.synoptic.gateway.ratios;

import static dev.synoptic.gateway.ratios.RatioRows.HOUR;
import static dev.synoptic.gateway.ratios.RatioRows.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import org.junit.jupiter.api.Test;

/// Which rows a table takes where a rebuild has counted anew.
class RebuiltRowsTest {

    private final RatioView view = new RatioView();
    private final RatioRows rows = new RatioRows(view);

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
        rows.write(key, accepted == 0 ? null : new Counted(RatioCounts.of(accepted, 0)));
    }
}
