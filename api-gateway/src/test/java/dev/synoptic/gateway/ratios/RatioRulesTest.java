package dev.synoptic.gateway.ratios;

import static dev.synoptic.gateway.ratios.RatioRows.HOUR;
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
import org.junit.jupiter.api.Test;

/// Counts by other signatures, aliases or join rules have tables of their own (`mail.md` T5).
class RatioRulesTest {

    private final RatioView view = new RatioView();
    private final RatioRows rows = new RatioRows(view);

    @Test
    void countsOfOtherRulesAreNamedAndAddedUpOnlyWhenAsked() {
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        rows.write(
                new RatioKey(0, 0, "a", RatioKey.FLAVOR, "Linux", "", "older", 0), new Counted(RatioCounts.of(10, 20)));
        rows.counted(HOUR, 3600, "a", "Linux", "", 0, RatioCounts.of(1, 2));

        var newest = view.answer(RatioQuery.of(By.OS), 1);
        assertThat(newest.table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(1, 2)));
        assertThat(newest.otherRules()).containsExactly("older");
        var asked = view.answer(RatioQuery.of(By.OS).countedBy("all"), 1);
        assertThat(asked.table().rows()).containsExactly(new RatioRow("Linux", RatioCounts.of(11, 22)));
        assertThat(asked.otherRules()).isEmpty();
        assertThat(asked.rules()).contains("older").contains(RULES);
    }

    /// `mail.md` T5: each engine yields its own tables, here p0f's signatures and those of OpenBSD's packet filter.
    @Test
    void signaturesOfEachEngineHaveTablesOfTheirOwn() {
        String pf = "signatures=pf.os aliases=2 join=1";
        rows.counted(0, 0, "a", "Windows", "XP", 0, RatioCounts.of(1, 2));
        rows.counted(HOUR, 3600, "a", "Windows", "XP", 0, RatioCounts.of(1, 2));
        rows.write(
                new RatioKey(0, 0, "a", RatioKey.FLAVOR, "Windows", "XP SP1", pf, 0),
                new Counted(RatioCounts.of(10, 20)));
        rows.write(
                new RatioKey(0, 3600, "a", RatioKey.FLAVOR, "Windows", "XP SP1", pf, 0),
                new Counted(RatioCounts.of(10, 20)));
        CountedBy counted = view.countedBy();

        assertThat(counted.all()).containsExactly(RULES, pf);
        assertThat(view.answer(RatioQuery.of(By.FLAVOR), 1).table().rows())
                .as("unasked, the newest")
                .containsExactly(new RatioRow("Windows XP", RatioCounts.of(1, 2)));
        var other = RatioQuery.of(By.FLAVOR).countedBy(counted.meant("pf.os").orElseThrow());
        assertThat(view.answer(other, 1).table().rows())
                .containsExactly(new RatioRow("Windows XP SP1", RatioCounts.of(10, 20)));
        assertThat(view.answer(other, 1).otherRules()).containsExactly(RULES);
        assertThat(view.series(other, RatioWindow.HOUR)).containsExactly(Map.entry(0L, RatioCounts.of(10, 20)));
        assertThat(view.current(other, new Decay(Duration.ofHours(1)), 1)
                        .table()
                        .rows())
                .containsExactly(new CurrentTable.Row("Windows XP SP1", new DecayedCounts(10, 20, 0, 30)));
    }

    @Test
    void versionsAreNamedByAPartOfJustOneOfThem() {
        rows.counted(0, 0, "a", "Linux", "", 0, RatioCounts.of(1, 2));
        rows.write(
                new RatioKey(0, 0, "a", RatioKey.FLAVOR, "Linux", "", "signatures=2 aliases=1 join=1", 0),
                new Counted(RatioCounts.of(10, 20)));
        CountedBy counted = view.countedBy();

        assertThat(counted.meant("signatures=2")).contains("signatures=2 aliases=1 join=1");
        assertThat(counted.meant(RULES)).contains(RULES);
        assertThat(counted.meant("all")).contains("all");
        assertThat(counted.meant("aliases=1")).as("of both").isEmpty();
        assertThat(counted.meant("3")).as("of none").isEmpty();
        assertThat(counted.expected()).contains(RULES).contains("signatures=2");
    }
}
