package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.standalone.fleet.FleetLog;
import dev.synoptic.standalone.fleet.FleetPlan;
import dev.synoptic.standalone.fleet.FleetSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mail.md` (h) 4: logs without years run over New Year, each in the time of its own zone, while captures tell UTC and
/// one of them by a clock that is 1.75 s ahead (J7).
class NewYearTest {

    /// In the middle of the corpus's sessions.
    private static final long MIDDLE_SECONDS = 1_795_192_923;

    private static final long AHEAD_MICROS = 1_750_000;

    @TempDir
    Path folder;

    @Test
    void tablesAreThoseOfTheDayItself() throws Exception {
        FleetPlan corpus = CorpusFleet.unpack(folder);
        FleetPlan moved = new FleetPlan(
                List.of(
                        moved(corpus, "mx1", ZoneId.of("Asia/Tokyo"), 0),
                        moved(corpus, "px", ZoneId.of("Asia/Tokyo"), 0),
                        moved(corpus, "mx6", ZoneId.of("America/New_York"), AHEAD_MICROS)),
                Set.of());
        try (var fleet = Fleet.of(folder.resolve("fleet"), moved)) {
            fleet.play(moved);
            for (String host : List.of("mx1", "mx6")) {
                assertThat(fleet.table(RatioQuery.of(By.OS).at(host)))
                        .as(host)
                        .isEqualTo(CorpusFleet.expected(host + "/expected-ratios.tsv"));
            }
        }
    }

    private static FleetSite moved(FleetPlan corpus, String name, ZoneId zone, long aheadMicros) throws IOException {
        FleetSite site = corpus.sites().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        long seconds = ZonedDateTime.of(2027, 1, 1, 0, 0, 0, 0, zone).toEpochSecond() - MIDDLE_SECONDS;
        List<FleetLog> logs = new ArrayList<>();
        for (FleetLog log : site.logs()) {
            Path file = Redating.logMoved(log.file(), seconds, zone);
            logs.add(new FleetLog(file, log.server(), zone, log.year(), log.proxiedServices()));
        }
        Path capture = Redating.captureMoved(site.captures().getFirst(), seconds, aheadMicros);
        return new FleetSite(
                site.name(), site.host(), site.addresses(), List.of(capture), logs, site.proxies(), site.clockAhead());
    }
}
