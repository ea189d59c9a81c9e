package dev.synoptic.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostStateTest {

    private static final Label LINUX = new Label(false, Optional.of("unix"), "Linux", "3.x");
    private static final Label WINDOWS = new Label(false, Optional.of("win"), "Windows", "7 or 8");
    private static final Label NMAP = new Label(false, Optional.empty(), "NMap", "SYN scan");

    @Test
    void theFirstHandshakeMakesAHost() {
        var host = HostState.first(seen("north", 10, LINUX, 7));
        assertThat(host.firstMicros()).isEqualTo(10);
        assertThat(host.lastMicros()).isEqualTo(10);
        assertThat(host.connections()).isEqualTo(1);
        assertThat(host.system().map(SeenSystem::label)).hasValue(LINUX);
        assertThat(host.distance()).hasValue(7);
        assertThat(host.link()).hasValue("DSL");
    }

    @Test
    void aHandshakeThatArrivesLateCountsButReplacesNothingNewer() {
        var host = HostState.first(seen("north", 10, LINUX, 7)).with(seen("north", 5, NMAP, 9));
        assertThat(host.firstMicros()).isEqualTo(5);
        assertThat(host.connections()).isEqualTo(2);
        assertThat(host.system().map(SeenSystem::label)).hasValue(LINUX);
        assertThat(host.distance()).hasValue(7);
    }

    /// TCP-10, O-34.
    @Test
    void aToolCountsButIsNoSystemAndNoReference() {
        var host = HostState.first(seen("north", 10, NMAP, 3));
        assertThat(host.connections()).isEqualTo(1);
        assertThat(host.system()).isEmpty();
        assertThat(host.vantage("north").orElseThrow().lastSyn()).isEmpty();
    }

    @Test
    void eachSiteKeepsItsOwnDistance() {
        var host = HostState.first(seen("north", 10, LINUX, 7)).with(seen("south", 20, LINUX, 12));
        assertThat(host.distanceFrom("north")).hasValue(7);
        assertThat(host.distanceFrom("south")).hasValue(12);
        assertThat(host.distanceFrom("west")).hasValue(12);
    }

    @Test
    void onlyTheLatestSitesAreRemembered() {
        var host = HostState.first(seen("site0", 0, LINUX, 1));
        for (int i = 1; i <= HostState.VANTAGES_MAX; i++) host = host.with(seen("site" + i, i, LINUX, 1));
        assertThat(host.vantages()).hasSize(HostState.VANTAGES_MAX);
        assertThat(host.vantage("site0")).isEmpty();
        assertThat(host.connections()).isEqualTo(HostState.VANTAGES_MAX + 1);
    }

    @Test
    void aProvisionalFingerprintNeverChangesAHost() {
        var forged = seen("north", 10, LINUX, 7, false);
        assertThatThrownBy(() -> HostState.first(forged)).isInstanceOf(IllegalArgumentException.class);
    }

    /// SCORE-7, SCORE-4.
    @Test
    void anotherSystemFromTheSameSiteIsAChange() {
        var host = HostState.first(seen("north", 10, LINUX, 7)).with(seen("north", 20, WINDOWS, 7));
        assertThat(host.changeMicros()).hasValue(20);
        assertThat(host.natMicros()).isEmpty();
        assertThat(host.vantage("north").orElseThrow().reasons().text()).isEqualTo("os_diff");
    }

    /// SCORE-3: five scores above 2; each is 8, halved since the clock went on (SCORE-7).
    @Test
    void systemsThatComeAndGoShareTheAddress() {
        var host = HostState.first(seen("north", 10, LINUX, 7));
        for (int i = 2; i <= 6; i++) host = host.with(seen("north", i * 10L, i % 2 == 0 ? WINDOWS : LINUX, 7));
        assertThat(host.natMicros()).hasValue(60);
        assertThat(host.vantage("north").orElseThrow().clientScores()).isEqualTo(ScoreWindow.EMPTY);
    }

    @Test
    void whatOtherSitesSawIsNoReferenceForDistances() {
        var host = HostState.first(seen("north", 10, LINUX, 7)).with(seen("south", 20, LINUX, 12));
        assertThat(host.changeMicros()).isEmpty();
    }

    @Test
    void aHandshakeThatArrivesLateIsNoChange() {
        var host = HostState.first(seen("north", 20, LINUX, 7)).with(seen("north", 10, WINDOWS, 7));
        assertThat(host.changeMicros()).isEmpty();
    }

    /// UP-2: 1,000 ticks in ten seconds are 100 Hz.
    @Test
    void aLaterTimestampTellsTheUptime() {
        var host = HostState.first(seen("north", 0, LINUX, 7)).withTimestamp("north", true, 361_000, 10_000_000);
        assertThat(host.uptime()).hasValue(new Uptime(60, 497, 10_000_000));
    }

    @Test
    void aTimestampFromElsewhereOrInTheOtherRoleTellsNothing() {
        var host = HostState.first(seen("north", 0, LINUX, 7));
        assertThat(host.withTimestamp("south", true, 361_000, 10_000_000)).isSameAs(host);
        assertThat(host.withTimestamp("north", false, 361_000, 10_000_000)).isSameAs(host);
    }

    private static Fingerprint seen(String site, long micros, Label label, int distance) {
        return seen(site, micros, label, distance, true);
    }

    private static Fingerprint seen(String site, long micros, Label label, int distance, boolean completed) {
        var match = new Fingerprint.Match(label, MatchQuality.EXACT, 1, false);
        return new Fingerprint(
                new Origin("agent", site, "instance", micros),
                new Connection(IpAddress.v4(1), 1024, IpAddress.v4(2), 25),
                micros,
                1,
                completed,
                new Fingerprint.Judgement(Optional.of(match), distance),
                Optional.of("DSL"),
                "database",
                "4:57+7:0:1452:mss*10,7:mss:df:0",
                new SynObservation(
                        HandshakeStep.SYN,
                        4,
                        57,
                        0,
                        0,
                        1452,
                        14520,
                        7,
                        OptionLayout.of((byte) 2),
                        0,
                        Quirks.NONE,
                        false,
                        360_000,
                        44,
                        0));
    }
}
