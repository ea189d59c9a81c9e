package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.captureEnded;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logEnded;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static dev.synoptic.gateway.join.JoinTopologyTest.rows;
import static dev.synoptic.verdict.Verdict.Outcome.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.ratio.OsNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What counts are stamped with.
class RuleVersionsTest {

    private static final IpAddress CLIENT = Events.address("198.51.100.7");
    private static final OptionalInt PORT = OptionalInt.of(40_000);

    @Test
    void countsOfOtherAliasesAreNotSummedUnasked() {
        var plan = JoinPlan.of(JoinSettings.DEFAULT, Events.enrolled("mx"), "db0");
        var mine = new JoinPlan(
                plan.rules(),
                OsNames.of(Set.of("Linux"), Map.of("Linux", "GNU/Linux"), "mine"),
                plan.enrolled(),
                RuleVersions.of("db0", "mine"),
                plan.sourceTimeout(),
                plan.settledKept(),
                plan.store());
        try (var stand = new JoinStand(mine)) {
            stand.tellAll(
                    syn("mx", CLIENT, 40_000, 99, "Linux"),
                    verdict("mx", CLIENT, PORT, 100, id(1), ACCEPTED),
                    verdict("mx", CLIENT, PORT, 9_000, id(2), ACCEPTED),
                    captureEnded("mx"),
                    logEnded("mx"));

            var answer = stand.table(RatioQuery.of(By.OS));

            assertThat(answer.rules())
                    .as("the newest")
                    .isEqualTo(RuleVersions.of("db0", "mine").text());
            assertThat(answer.otherRules())
                    .containsExactly(RuleVersions.of("db1", "mine").text());
            assertThat(rows(answer)).containsExactly("Unknown 1 0");
        }
    }

    @Test
    void whatSettingsMakeOfTheRulesStandsInTheStamp() {
        var newest = JoinPlan.of(JoinSettings.DEFAULT.takingNewest(), List.of(), "db1");
        var cached = JoinPlan.of(JoinSettings.DEFAULT.caching(Duration.ofHours(2)), List.of(), "db1");
        var usual =
                JoinPlan.of(JoinSettings.DEFAULT, List.of(), "db1").versions().text();

        assertThat(newest.versions().text()).isEqualTo(usual + ",newest");
        assertThat(cached.versions().text()).isEqualTo(usual + ",cache=PT2H");
    }
}
