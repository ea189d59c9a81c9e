package dev.synoptic.gateway.ratios;

import static dev.synoptic.gateway.ratios.RatioRows.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

/// Tables of one mail host or service, and of all beside each other (`mail.md` T6).
class RatioReceiversTest {

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

    @Test
    void soIsWhatWasCountedBeforeMailHostsWere() {
        rows.counted(0, 0, "a", "Linux", "3.x", 0, RatioCounts.of(5, 7));
        rows.write(
                new RatioKey(0, 0, "a", RatioKey.flavorOn("mx1"), "Linux", "3.x", RULES, 0),
                new Counted(RatioCounts.of(1, 2)));
        rows.write(
                new RatioKey(0, 0, "a", RatioKey.flavorAt("mx1"), "Linux", "3.x", RULES, 0),
                new Counted(RatioCounts.of(2, 2)));

        assertThat(view.answer(RatioQuery.of(By.MAIL_HOST), 1).table().rows())
                .containsExactly(
                        new RatioRow(RatioView.UNTOLD, RatioCounts.of(4, 5)),
                        new RatioRow("mx1", RatioCounts.of(1, 2)));
        assertThat(view.answer(RatioQuery.of(By.OS).ofMailHost("mx1"), 1)
                        .table()
                        .rows())
                .as("not the service of that name")
                .containsExactly(new RatioRow("Linux", RatioCounts.of(1, 2)));
        assertThat(view.mailHosts(Optional.of("a"))).containsExactly("mx1");
        assertThat(view.mailHosts(Optional.of("b"))).isEmpty();
    }

    /// Of a service of one mail host nothing is counted.
    @Test
    void tablesThatAreNotKeptAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioQuery.of(By.SERVICE).ofMailHost("mx1"))
                .withMessage(
                        "a table by service is of all mail hosts and services: one alone has those by os, flavor, site");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioQuery.of(By.LINK).ofMailHost("mx1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioQuery.of(By.MAIL_HOST).ofService("smtpd"));
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
