package dev.synoptic.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.Connection;
import dev.synoptic.http.HttpDirection;
import dev.synoptic.match.JudgedHead;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.ToolSystems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadFoldTest {

    private static final Label LINUX = new Label(false, Optional.of("unix"), "Linux", "3.x");
    private static final Label WINDOWS = new Label(false, Optional.of("win"), "Windows", "XP");
    private static final Label FIREFOX = new Label(false, Optional.empty(), "Firefox", "10.x or newer");
    private static final ToolSystems ANYWHERE = new ToolSystems(List.of("unix", "win"), List.of());
    private static final ToolSystems WINDOWS_ONLY = new ToolSystems(List.of("win"), List.of());

    /// HTTP-28, HTTP-31: tools apart from systems.
    @Test
    void aBrowserTellsSoftwareAndLanguageButNoSystem() {
        var host = linux().with(request(10).language("German").build());

        assertThat(host.software()).hasValue(new SeenSoftware("Firefox", "10.x or newer", 10));
        assertThat(host.language()).hasValue("German");
        assertThat(host.system().map(SeenSystem::label)).hasValue(LINUX);
        assertThat(host.honesty()).isEqualTo(SoftwareHonesty.UNSUSPECTED);
        assertThat(host.changeMicros()).isEmpty();
    }

    /// HTTP-28: a miss leaves the record alone.
    @Test
    void aRequestWithoutLanguageLeavesItOnRecord() {
        var host = linux().with(request(10).language("German").build())
                .with(request(20).build());

        assertThat(host.language()).hasValue("German");
    }

    /// HTTP-26: 4 for the claim makes a change, and marks the software until an honest one comes.
    @Test
    void aClaimOfAnotherSystemIsDishonestAndAChange() {
        var host = linux().with(request(10).claims("Windows").build());

        assertThat(host.honesty()).isEqualTo(SoftwareHonesty.SYSTEM_MISMATCH);
        assertThat(host.changeMicros()).hasValue(10);
        assertThat(reasons(host)).isEqualTo("ua_vs_os");
        assertThat(host.with(request(20).claims("Linux").build()).honesty()).isEqualTo(SoftwareHonesty.UNSUSPECTED);
    }

    /// FLEET-17: p0f lets a claim differ from no system at all (O-23).
    @Test
    void aClaimDiffersFromNothing() {
        var host = unknown().with(request(10).claims("Windows").build());

        assertThat(host.honesty()).isEqualTo(SoftwareHonesty.UNSUSPECTED);
        assertThat(host.changeMicros()).isEmpty();
    }

    /// FLEET-17, HTTP-22: nor is a first system another one.
    @Test
    void aFirstSystemByHttpIsNoChange() {
        var host = unknown().with(request(10).is(WINDOWS).build());

        assertThat(host.system().map(SeenSystem::label)).hasValue(WINDOWS);
        assertThat(host.changeMicros()).isEmpty();
        assertThat(linux().with(request(10).is(WINDOWS).build()).changeMicros()).hasValue(10);
    }

    /// HTTP-31: stays dishonest whatever it claims, until it claims rightly (HTTP-26).
    @Test
    void dishonestSoftwareIsMarked() {
        var host = linux().with(request(10).dishonest().build());

        assertThat(host.honesty()).isEqualTo(SoftwareHonesty.DISHONEST);
        assertThat(host.with(request(20).claims("Windows").build()).honesty()).isEqualTo(SoftwareHonesty.DISHONEST);
    }

    /// SCORE-12: its own entry before that of the message.
    @Test
    void softwareThatDoesNotRunThereIsAChange() {
        var host = linux().with(request(10).runsOn(WINDOWS_ONLY).build());

        assertThat(host.changeMicros()).hasValue(10);
        assertThat(reasons(host)).isEqualTo("app_vs_os");
        assertThat(host.vantage("north").orElseThrow().clientScores().hitsAbove2())
                .isEqualTo(1);
    }

    /// HTTP-27: 8 for each, so the third tells sharing.
    @Test
    void proxiesThatNameThemselvesShareAnAddress() {
        var host = linux();
        for (int i = 1; i <= 3; i++) host = host.with(request(i).via().build());

        assertThat(host.natMicros()).hasValue(3);
    }

    /// HTTP-21: another server at the same port; at another port it is another server anyway.
    @Test
    void anotherServerAtTheSamePortIsAChange() {
        var nginx = new Label(false, Optional.empty(), "nginx", "1.x");
        var host = linux().with(response(10, 80).build());

        assertThat(host.with(response(20, 80).is(nginx).build()).changeMicros()).hasValue(20);
        assertThat(host.with(response(20, 8080).is(nginx).build()).changeMicros())
                .isEmpty();
    }

    /// FLEET-19: the same label twice is no change, which p0f's slip makes of it (O-16).
    @Test
    void theSameSystemAgainIsNoChange() {
        var host = linux().with(request(10).is(LINUX).build())
                .with(request(20).is(LINUX).build());

        assertThat(host.changeMicros()).isEmpty();
    }

    /// FLEET-14.
    @Test
    void aHeadThatArrivesLateChangesNothing() {
        var host = linux().with(request(20).build());

        assertThat(host.with(request(10).claims("Windows").language("German").build()))
                .isSameAs(host);
    }

    private static String reasons(HostState host) {
        return host.vantage("north").orElseThrow().reasons().text();
    }

    private static Given request(long micros) {
        return new Given(HttpDirection.REQUEST, micros, 80, FIREFOX, ANYWHERE, false, null, null, false);
    }

    private static Given response(long micros, int port) {
        var apache = new Label(false, Optional.empty(), "Apache", "2.x");
        return new Given(HttpDirection.RESPONSE, micros, port, apache, ANYWHERE, false, null, null, false);
    }

    private record Given(
            HttpDirection direction,
            long micros,
            int port,
            Label label,
            ToolSystems systems,
            boolean isDishonest,
            @Nullable String claimed,
            @Nullable String named,
            boolean proxied) {

        Given claims(String system) {
            return new Given(direction, micros, port, label, systems, isDishonest, system, named, proxied);
        }

        Given language(String language) {
            return new Given(direction, micros, port, label, systems, isDishonest, claimed, language, proxied);
        }

        Given is(Label other) {
            return new Given(direction, micros, port, other, systems, isDishonest, claimed, named, proxied);
        }

        Given runsOn(ToolSystems other) {
            return new Given(direction, micros, port, label, other, isDishonest, claimed, named, proxied);
        }

        Given dishonest() {
            return new Given(direction, micros, port, label, systems, true, claimed, named, proxied);
        }

        Given via() {
            return new Given(direction, micros, port, label, systems, isDishonest, claimed, named, true);
        }

        JudgedHead build() {
            return new JudgedHead(
                    "north",
                    new Connection(IpAddress.v4(1), 1024, IpAddress.v4(2), port),
                    direction,
                    micros,
                    Optional.of(new JudgedHead.Match(label, systems, isDishonest)),
                    Optional.ofNullable(claimed),
                    Optional.ofNullable(named),
                    proxied,
                    0);
        }
    }

    private static HostState linux() {
        return host(Optional.of(new SeenSystem(LINUX, MatchQuality.EXACT, 0)));
    }

    private static HostState unknown() {
        return host(Optional.empty());
    }

    private static HostState host(Optional<SeenSystem> system) {
        return new HostState(
                0,
                0,
                1,
                system,
                OptionalInt.of(3),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                SoftwareHonesty.UNSUSPECTED,
                List.of(Vantage.of("north")));
    }
}
