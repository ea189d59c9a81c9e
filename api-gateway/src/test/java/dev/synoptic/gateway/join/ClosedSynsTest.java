package dev.synoptic.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.verdict.join.HeldSyn;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinRules;
import dev.synoptic.verdict.join.JoinSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/// Which SYNs go an hour after their session's end (`mail.md` J4).
class ClosedSynsTest {

    private static final IpAddress CLIENT = Events.address("198.51.100.7");
    private static final HostKey HOST = HostKey.of(CLIENT, "mx");
    private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;
    private static final long DAY = 24 * HOUR;

    private final HeldSyns syns = new HeldSyns(
            new OctetStore(Stores.inMemoryKeyValueStore(HeldSyns.STORE).get()), JoinStore.MEMORY);

    @Test
    void otherCapturesOfTheSameSynGoWithIt() {
        var seen = syn("mx", 40_000, 60);
        var atTheProxy = syn("px", 40_000, 60);
        var another = syn("mx", 40_001, 61);
        for (var each : List.of(seen, atTheProxy, another))
            assertThat(syns.add(HOST, each)).isTrue();
        syns.put(HOST, given(seen, OptionalLong.of(HOUR)));

        assertThat(forget(2 * HOUR)).isZero();
        assertThat(forget(2 * HOUR + 1)).isEqualTo(2);
        assertThat(syns.between(HOST, 0, DAY)).containsExactly(HeldSyn.free(another));
    }

    @Test
    void aSessionWhoseEndNobodyToldKeepsItForADay() {
        var seen = syn("mx", 40_000, 60);
        assertThat(syns.add(HOST, seen)).isTrue();
        syns.put(HOST, given(seen, OptionalLong.empty()));

        assertThat(forget(23 * HOUR)).isZero();
        assertThat(syns.between(HOST, 0, DAY)).containsExactly(given(seen, OptionalLong.empty()));
        assertThat(forget(DAY + HOUR)).isEqualTo(1);
    }

    @Test
    void howeverManyThereAreAStepForgetsSoMany() {
        int sessions = 2 * OctetStore.REMOVED_AT_ONCE + 5;
        for (int i = 0; i < sessions; i++) {
            var host = HostKey.of(IpAddress.v4(0x0B000000 + i / 2), "mx"); // two of each host
            var seen = syn("mx", 1_024 + i, 60);
            assertThat(syns.add(host, seen)).isTrue();
            syns.put(host, given(seen, OptionalLong.of(HOUR)));
        }

        assertThat(forget(2 * HOUR + 1)).isEqualTo(OctetStore.REMOVED_AT_ONCE);
        assertThat(syns.isForgetting()).isTrue();
        assertThat(forget(2 * HOUR + 2)).isEqualTo(OctetStore.REMOVED_AT_ONCE);
        assertThat(forget(2 * HOUR + 3)).isEqualTo(5);
        assertThat(syns.isForgetting()).isFalse();
    }

    @Test
    void aStepLooksAtSoManyAndTheNextGoesOnThere() {
        int waiting = ClosedSyns.LOOKED_AT_ONCE + 10;
        for (int i = 0; i < waiting; i++) {
            var host = HostKey.of(IpAddress.v4(0x0B000000 + i), "mx");
            assertThat(syns.add(host, syn("mx", 40_000, 60))).isTrue();
        }
        var seen = syn("mx", 40_000, 60);
        var last = HostKey.of(Events.address("11.0.77.255"), "mx"); // in the order of the keys
        syns.put(last, given(seen, OptionalLong.of(HOUR)));

        assertThat(forget(2 * HOUR + 1)).isZero();
        assertThat(syns.isForgetting()).isTrue();
        assertThat(forget(2 * HOUR + 1)).isEqualTo(1);
        assertThat(syns.isForgetting()).isFalse();
    }

    private long forget(long completeMicros) {
        return syns.forget(new JoinRules(JoinSettings.DEFAULT), DAY, completeMicros);
    }

    private static HeldSyn given(Fingerprint seen, OptionalLong closeMicros) {
        return new HeldSyn(
                seen, Optional.of(new HeldSyn.Given("5" + Events.id(1).substring(1), How.EXACT, closeMicros)));
    }

    private static Fingerprint syn(String site, int port, double seconds) {
        return switch (Events.syn(site, CLIENT, port, seconds, "Linux")) {
            case FingerprintMessage.Judged(var fingerprint) -> fingerprint;
            case FingerprintMessage.Advanced progress -> throw new IllegalStateException("no SYN: " + progress);
        };
    }
}
