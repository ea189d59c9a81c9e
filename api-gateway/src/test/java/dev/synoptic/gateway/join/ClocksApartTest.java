package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.captureEnded;
import static dev.synoptic.gateway.join.Events.captured;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logEnded;
import static dev.synoptic.gateway.join.Events.logged;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static dev.synoptic.verdict.Verdict.Outcome.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.ClockNote;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.join.JoinSettings;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clocks that are apart, and logs read in the wrong time zone (`mail.md` J7).
class ClocksApartTest {

    private static final int SESSIONS = 60;
    private static final double START = 1_000_000;

    /// One connection in half a minute, each of another client.
    private static IpAddress client(int number) {
        return IpAddress.v4(0xC6336400 + number);
    }

    private static double seconds(int number) {
        return START + 30 * number;
    }

    /// Plays a log whose times are so far ahead of the capture's.
    private static void play(JoinStand stand, boolean ports, double logAheadSeconds) {
        for (int i = 0; i < SESSIONS; i++) {
            stand.tellAll(
                    syn("mx", client(i), 2_000 + i, seconds(i), "Linux"),
                    captured("mx", seconds(i)),
                    verdict(
                            "mx",
                            client(i),
                            ports ? OptionalInt.of(2_000 + i) : OptionalInt.empty(),
                            seconds(i) + logAheadSeconds,
                            id(i),
                            ACCEPTED),
                    logged("mx", seconds(i) + logAheadSeconds));
        }
    }

    private static ClockNote note(JoinStand stand) {
        assertThat(stand.byFlavor().clocks()).hasSize(1);
        return stand.byFlavor().clocks().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"true, 4", "true, -6", "false, 4", "false, -6", "true, 45", "false, -45"})
    void whatIsSecondsApartIsMeasuredCorrectedAndTold(boolean ports, double logAheadSeconds) {
        try (var stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"))) {
            play(stand, ports, logAheadSeconds);
            stand.tellAll(captureEnded("mx"), logEnded("mx"));

            assertThat(JoinTopologyTest.rows(stand.byFlavor())).containsExactly("Linux 1.x " + SESSIONS + " 0");
            assertThat(note(stand).ahead()).contains(Duration.ofMillis(Math.round(-1_000 * logAheadSeconds)));
            assertThat(note(stand).corrected()).isTrue();
            assertThat(note(stand).isWrongZone()).isFalse();
            assertThat(note(stand).isWarning()).isEqualTo(Math.abs(logAheadSeconds) > 5);
        }
    }

    @Test
    void afterItIsKnownVerdictsComeOutRightTheFirstTime() {
        try (var stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"))) {
            play(stand, true, -6);
            long revised = stand.counters().revised().sum();
            assertThat(revised).as("before it was known").isPositive();
            int first = SESSIONS;
            for (int i = first; i < first + 20; i++) {
                stand.tellAll(
                        syn("mx", client(i), 2_000 + i, seconds(i), "Windows"),
                        captured("mx", seconds(i)),
                        verdict("mx", client(i), OptionalInt.of(2_000 + i), seconds(i) - 6, id(i), ACCEPTED),
                        logged("mx", seconds(i) - 6));
            }
            stand.tellAll(captureEnded("mx"), logEnded("mx"));

            assertThat(stand.counters().revised().sum()).isEqualTo(revised);
            assertThat(JoinTopologyTest.rows(stand.byFlavor()))
                    .containsExactly("Linux 1.x " + SESSIONS + " 0", "Windows 1.x 20 0");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, -5.75, 9.5})
    void aLogReadInTheWrongZoneIsNamedWithWhatWouldFit(double hours) {
        try (var stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"))) {
            play(stand, true, hours * 3_600 + 0.2);
            stand.tellAll(captureEnded("mx"), logEnded("mx"));

            var note = note(stand);
            assertThat(note.zoneShift()).isEqualTo(Duration.ofMinutes(Math.round(60 * hours)));
            assertThat(note.warning().orElseThrow())
                    .startsWith("mx: the times of mail host mx are ")
                    .contains("wrong time zone")
                    .contains(hours < 0 ? "behind" : "ahead");
            assertThat(stand.byFlavor().table().total().noSyn())
                    .as("a zone is named, not guessed")
                    .isEqualTo(SESSIONS);
        }
    }

    /// Logs that tell no host are told apart by their sites: that one clock is known says nothing of another.
    @Test
    void hostsWithoutNamesHaveClocksOfTheirOwn() {
        try (var stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx", "my"))) {
            playUnnamed(stand, "mx", 0);
            stand.tellAll(captureEnded("mx"), logEnded("mx"));
            playUnnamed(stand, "my", -6);
            stand.tellAll(captureEnded("my"), logEnded("my"));

            assertThat(JoinTopologyTest.rows(stand.byFlavor())).containsExactly("Linux 1.x " + 2 * SESSIONS + " 0");
            assertThat(stand.byFlavor().clocks()).extracting(ClockNote::host).containsExactly("mx", "my");
        }
    }

    private static void playUnnamed(JoinStand stand, String site, double logAheadSeconds) {
        for (int i = 0; i < SESSIONS; i++) {
            var verdict = verdict(
                    site,
                    client(i),
                    OptionalInt.of(2_000 + i),
                    seconds(i) + logAheadSeconds,
                    id(i + (site.equals("mx") ? 0 : SESSIONS)),
                    ACCEPTED);
            stand.tellAll(
                    syn(site, client(i), 2_000 + i, seconds(i), "Linux"),
                    captured(site, seconds(i)),
                    SampleVerdict.like(verdict).host("").verdict(),
                    logged(site, seconds(i) + logAheadSeconds));
        }
    }

    @Test
    void aFewSessionsProveNothing() {
        try (var stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"))) {
            for (int i = 0; i < 19; i++) {
                stand.tellAll(
                        syn("mx", client(i), 2_000 + i, seconds(i), "Linux"),
                        verdict("mx", client(i), OptionalInt.of(2_000 + i), seconds(i) + 35, id(i), ACCEPTED));
            }
            stand.tellAll(captureEnded("mx"), logEnded("mx"));

            assertThat(stand.byFlavor().table().total().noSyn()).isEqualTo(19);
            assertThat(note(stand).ahead()).isEmpty();
        }
    }
}
