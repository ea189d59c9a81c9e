package dev.synoptic.gateway.ratios;

import static dev.synoptic.gateway.ratios.RatioRows.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.verdict.ratio.CurrentTable;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.DecayedCounts;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tables of one service of the mail hosts, and of all beside each other (`mail.md` T6).
class RatioServicesTest {

    private final RatioView view = new RatioView();
    private final RatioRows rows = new RatioRows(view);

    @Test
    void whatWasCountedBeforeServicesWereIsSaidToBeOfNone() {
        rows.counted(0, 0, "a", "Linux", "3.x", 0, RatioCounts.of(5, 7));
        rows.write(
                new RatioKey(0, 0, "a", RatioKey.flavorAt("smtpd"), "Linux", "3.x", RULES, 0),
                new Counted(RatioCounts.of(1, 2)));

        assertThat(view.answer(RatioQuery.of(By.SERVICE), 1).table().rows())
                .containsExactly(
                        new RatioRow(RatioView.UNTOLD, RatioCounts.of(4, 5)),
                        new RatioRow("smtpd", RatioCounts.of(1, 2)));
        assertThat(view.answer(RatioQuery.of(By.SERVICE).ofService("smtpd"), 1)
                        .table()
                        .rows())
                .containsExactly(new RatioRow("smtpd", RatioCounts.of(1, 2)));
        assertThat(view.services(Optional.empty())).containsExactly("smtpd");
        assertThat(view.services(Optional.of("b"))).isEmpty();
    }

    /// `mail.md` T6: also over time, and as things stand now.
    @Test
    void aServiceHasItsLineOverTimeAndItsTableOfNow() {
        rows.counted(0, 3600, "a", "Linux", "3.x", 0, RatioCounts.of(5, 7));
        rows.write(
                new RatioKey(0, 3600, "a", RatioKey.flavorAt("smtpd"), "Linux", "3.x", RULES, 0),
                new Counted(RatioCounts.of(1, 2)));
        var query = RatioQuery.of(By.OS).ofService("smtpd");

        assertThat(view.series(query, RatioWindow.HOUR)).containsExactly(Map.entry(0L, RatioCounts.of(1, 2)));
        assertThat(view.series(RatioQuery.of(By.OS), RatioWindow.HOUR))
                .containsExactly(Map.entry(0L, RatioCounts.of(5, 7)));
        assertThat(view.current(query, new Decay(Duration.ofHours(1)), 1)
                        .table()
                        .rows())
                .containsExactly(new CurrentTable.Row("Linux", new DecayedCounts(1, 2, 0, 3)));
    }
}
