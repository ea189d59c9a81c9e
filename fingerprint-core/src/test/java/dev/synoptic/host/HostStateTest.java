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
import dev.synoptic.signature.ToolSystems;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostStateTest {

    private static final Label LINUX = new Label(false, Optional.of("unix"), "Linux", "3.x");
    private static final Label WINDOWS = new Label(false, Optional.of("win"), "Windows", "7 or 8");
    private static final Label NMAP = new Label(false, Optional.empty(), "NMap", "SYN scan");
    private static final Label MASSCAN = new Label(false, Optional.empty(), "masscan", "");

    @Test
    void theFirstHandshakeMakesAHost() {
        var host = first(seen("north", 10, LINUX, 7));
        assertThat(host.firstMicros()).isEqualTo(10);
        assertThat(host.lastMicros()).isEqualTo(10);
        assertThat(host.connections()).isEqualTo(1);
        assertThat(host.system().map(SeenSystem::label)).hasValue(LINUX);
        assertThat(host.distance()).hasValue(7);
        assertThat(host.link()).hasValue("DSL");
    }

    @Test
    void aHandshakeThatArrivesLateCountsButReplacesNothingNewer() {
        var host = after(first(seen("north", 10, LINUX, 7)), seen("north", 5, NMAP, 9));
        assertThat(host.firstMicros()).isEqualTo(5);
        assertThat(host.connections()).isEqualTo(2);
        assertThat(host.system().map(SeenSystem::label)).hasValue(LINUX);
        assertThat(host.distance()).hasValue(7);
    }

    /// TCP-10, O-34.
    @Test
    void aToolCountsButIsNoSystemAndNoReference() {
        var host = first(seen("north", 10, NMAP, 3));
        assertThat(host.connections()).isEqualTo(1);
        assertThat(host.system()).isEmpty();
        assertThat(host.vantage("north").orElseThrow().lastSyn()).isEmpty();
    }

    /// FLEET-29.
    @Test
    void theLastToolIsKeptApartFromTheSystem() {
        var host = after(first(seen("north", 10, LINUX, 7)), seen("south", 20, NMAP, 7));
        assertThat(host.tool()).hasValue(new SeenTool(NMAP, 20));
        assertThat(host.system().map(SeenSystem::label)).hasValue(LINUX);
        host = after(host, seen("north", 15, MASSCAN, 7));
        assertThat(host.tool()).as("one that arrives late").hasValue(new SeenTool(NMAP, 20));
        host = after(host, seen("north", 30, LINUX, 7));
        assertThat(host.tool()).as("after a system").hasValue(new SeenTool(NMAP, 20));
        host = after(host, seen("north", 40, MASSCAN, 7));
        assertThat(host.tool()).hasValue(new SeenTool(MASSCAN, 40));
    }

    @Test
    void aSystemIsNoTool() {
        assertThatThrownBy(() -> new SeenTool(LINUX, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachSiteKeepsItsOwnDistance() {
        var host = after(first(seen("north", 10, LINUX, 7)), seen("south", 20, LINUX, 12));
        assertThat(host.distanceFrom("north")).hasValue(7);
        assertThat(host.distanceFrom("south")).hasValue(12);
        assertThat(host.distanceFrom("west")).hasValue(12);
    }

    @Test
    void onlyTheLatestSitesAreRemembered() {
        var host = first(seen("site0", 0, LINUX, 1));
        for (int i = 1; i <= HostState.VANTAGES_MAX; i++) host = after(host, seen("site" + i, i, LINUX, 1));
        assertThat(host.vantages()).hasSize(HostState.VANTAGES_MAX);
        assertThat(host.vantage("site0")).isEmpty();
        assertThat(host.connections()).isEqualTo(HostState.VANTAGES_MAX + 1);
    }

    @Test
    void aProvisionalFingerprintNeverChangesAHost() {
        var forged = seen("north", 10, LINUX, 7, false);
        assertThatThrownBy(() -> first(forged)).isInstanceOf(IllegalArgumentException.class);
    }

    /// SCORE-7, SCORE-4.
    @Test
    void anotherSystemFromTheSameSiteIsAChange() {
        var host = after(first(seen("north", 10, LINUX, 7)), seen("north", 20, WINDOWS, 7));
        assertThat(host.changeMicros()).hasValue(20);
        assertThat(host.natMicros()).isEmpty();
        assertThat(host.vantage("north").orElseThrow().reasons().text()).isEqualTo("os_diff");
    }

    /// SCORE-3: five scores above 2; each is 8, halved since the clock went on (SCORE-7).
    @Test
    void systemsThatComeAndGoShareTheAddress() {
        var host = first(seen("north", 10, LINUX, 7));
        for (int i = 2; i <= 6; i++) host = after(host, seen("north", i * 10L, i % 2 == 0 ? WINDOWS : LINUX, 7));
        assertThat(host.natMicros()).hasValue(60);
        assertThat(host.vantage("north").orElseThrow().clientScores()).isEqualTo(ScoreWindow.EMPTY);
    }

    @Test
    void whatOtherSitesSawIsNoReferenceForDistances() {
        var host = after(first(seen("north", 10, LINUX, 7)), seen("south", 20, LINUX, 12));
        assertThat(host.changeMicros()).isEmpty();
    }

    @Test
    void aHandshakeThatArrivesLateIsNoChange() {
        var host = after(first(seen("north", 20, LINUX, 7)), seen("north", 10, WINDOWS, 7));
        assertThat(host.changeMicros()).isEmpty();
    }

    /// UP-2: 1,000 ticks in ten seconds are 100 Hz.
    @Test
    void aLaterTimestampTellsTheUptime() {
        var host = first(seen("north", 0, LINUX, 7)).withTimestamp("north", true, 361_000, 10_000_000);
        assertThat(host.uptime()).hasValue(new Uptime(60, 497, 10_000_000));
    }

    @Test
    void aTimestampFromElsewhereOrInTheOtherRoleTellsNothing() {
        var host = first(seen("north", 0, LINUX, 7));
        assertThat(host.withTimestamp("south", true, 361_000, 10_000_000)).isSameAs(host);
        assertThat(host.withTimestamp("north", false, 361_000, 10_000_000)).isSameAs(host);
    }

    /// SCORE-12: a tool counts against a system that it does not run on, and not against one that it does.
    @Test
    void aToolThatDoesNotRunOnTheRecordedSystemIsAChange() {
        var host = first(seen("north", 10, LINUX, 7));
        var windowsOnly = new ToolSystems(List.of("win"), List.of());
        var unix = new ToolSystems(List.of("UNIX"), List.of());

        assertThat(host.with(seen("north", 20, NMAP, 7), windowsOnly, 0).changeMicros())
                .hasValue(20);
        assertThat(host.with(seen("north", 20, NMAP, 7), unix, 0).changeMicros())
                .isEmpty();
        assertThat(first(seen("north", 10, NMAP, 7))
                        .with(seen("north", 20, NMAP, 7), windowsOnly, 0)
                        .changeMicros())
                .isEmpty();
    }

    /// FLEET-18: lines of two files say nothing of each other.
    @Test
    void anotherLineOfAnotherDatabaseIsNoChange() {
        var host = first(seen("north", 10, LINUX, 7, 1, "one"));

        assertThat(after(host, seen("north", 20, LINUX, 7, 2, "one"))
                        .vantages()
                        .getFirst()
                        .reasons())
                .isEqualTo(Reasons.of(Reason.OS_DIFF));
        assertThat(after(host, seen("north", 20, LINUX, 7, 2, "two"))
                        .vantages()
                        .getFirst()
                        .reasons())
                .isEqualTo(Reasons.NONE);
    }

    @Test
    void everyDayIsRememberedWhateverTheOrder() {
        long day = 86_400_000_000L;
        var some =
                after(first(seen("north", 10, LINUX, 7)), seen("south", day, WINDOWS, 7), seen("north", 20, NMAP, 7));
        var other =
                after(first(seen("north", 20, NMAP, 7)), seen("north", 10, LINUX, 7), seen("south", day, WINDOWS, 7));

        assertThat(some.history())
                .isEqualTo(other.history())
                .isEqualTo(new HostHistory(List.of(
                        new HostDay(0, 10, 20, 2, List.of("Linux 3.x"), List.of("north"), false),
                        new HostDay(1, day, day, 1, List.of("Windows 7 or 8"), List.of("south"), false))));
        assertThat(some.history().since(1).days()).hasSize(1);
    }

    @Test
    void aHostIsForgottenBeyondItsLimitNotAtIt() {
        var host = HostState.first(seen("north", 10, LINUX, 7), ToolSystems.NONE, 1_000);

        assertThat(host.isForgotten(8_200, 7_200)).isFalse();
        assertThat(host.isForgotten(8_201, 7_200)).isTrue();
        assertThat(host.isForgotten(0, 7_200)).isFalse();
    }

    private static HostState first(Fingerprint seen) {
        return HostState.first(seen, ToolSystems.NONE, 0);
    }

    private static HostState after(HostState before, Fingerprint... seen) {
        var host = before;
        for (var each : seen) host = host.with(each, ToolSystems.NONE, 0);
        return host;
    }

    private static Fingerprint seen(String site, long micros, Label label, int distance) {
        return seen(site, micros, label, distance, true);
    }

    private static Fingerprint seen(String site, long micros, Label label, int distance, boolean completed) {
        return seen(site, micros, label, distance, completed, 1, "database");
    }

    private static Fingerprint seen(String site, long micros, Label label, int distance, int line, String database) {
        return seen(site, micros, label, distance, true, line, database);
    }

    private static Fingerprint seen(
            String site, long micros, Label label, int distance, boolean completed, int line, String database) {
        var match = new Fingerprint.Match(label, MatchQuality.EXACT, line, false);
        return new Fingerprint(
                new Origin("agent", site, "instance", micros),
                new Connection(IpAddress.v4(1), 1024, IpAddress.v4(2), 25),
                micros,
                1,
                completed,
                new Fingerprint.Judgement(Optional.of(match), distance),
                Optional.of("DSL"),
                database,
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
                        0),
                Optional.empty());
    }
}
