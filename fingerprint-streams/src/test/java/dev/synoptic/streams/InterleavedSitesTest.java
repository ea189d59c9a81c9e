package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.host.HostState;
import dev.synoptic.host.SeenSystem;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two sites that see the same host over different paths, read in any order.
class InterleavedSitesTest {

    private static final int HANDSHAKES = 40;
    private static final List<String> SITES = List.of("north", "south", "west");

    @TempDir
    private Path stateDir;

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    /// Hops, MSS and ports differ by path: no change, nobody shares.
    @Test
    void differentPathsAreNeitherAChangeNorNat() {
        var north = site("north", 4, 1460, List.of());
        var south = site("south", 11, 1400, List.of());

        var host = fold(interleaved(new Random(1), List.of(north, south)));

        assertThat(host.changeMicros()).isEmpty();
        assertThat(host.natMicros()).isEmpty();
        assertThat(host.connections()).isEqualTo(2 * HANDSHAKES);
    }

    /// The host has another system from handshake 20 on, which each site would tell by itself.
    @ParameterizedTest
    @MethodSource("seeds")
    void aHostThatReallyChangesIsFoundFromEitherSite(long seed) {
        var change = List.of(HANDSHAKES / 2);
        var north = site("north", 4, 1460, change);
        var south = site("south", 11, 1400, change);

        var host = fold(interleaved(new Random(seed), List.of(north, south)));

        assertThat(host.natMicros()).isEmpty();
        assertThat(host.changeMicros().orElseThrow()).isIn(micros(HANDSHAKES / 2), micros(HANDSHAKES / 2) + 1);
        assertThat(changes(host)).isEqualTo(1);
        assertThat(fold(north).changeMicros()).hasValue(micros(HANDSHAKES / 2));
        assertThat(fold(south).changeMicros()).hasValue(micros(HANDSHAKES / 2) + 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfSitesDoesNotMatterWhereItMustNot(long seed) {
        var sites = SITES.stream()
                .map(name -> site(name, 3 + name.length(), 1400 + name.length(), List.of()))
                .toList();
        var inTime = fold(sites.stream()
                .flatMap(List::stream)
                .sorted((a, b) -> Long.compare(a.capturedMicros(), b.capturedMicros()))
                .toList());

        var host = fold(interleaved(new Random(seed), sites));

        assertThat(host.firstMicros()).isEqualTo(inTime.firstMicros()).isLessThanOrEqualTo(host.lastMicros());
        assertThat(host.lastMicros()).isEqualTo(inTime.lastMicros());
        assertThat(host.connections()).isEqualTo(inTime.connections());
        assertThat(host.system().map(SeenSystem::label))
                .isEqualTo(inTime.system().map(SeenSystem::label));
        assertThat(host.history()).isEqualTo(inTime.history());
        assertThat(host.vantages()).containsExactlyInAnyOrderElementsOf(inTime.vantages());
    }

    /// How many entries of all sites' scores tell a change.
    private static int changes(HostState host) {
        return host.vantages().stream()
                .mapToInt(vantage -> vantage.serverScores().hitsAbove1())
                .sum();
    }

    private HostState fold(List<HandshakeRecord> records) {
        try (var driven = new Driven(stateDir, StoreLimits.DEFAULT)) {
            driven.play(records.toArray(HandshakeRecord[]::new));
            return driven.hosts().getLast().value();
        }
    }

    /// Each site's records in their own order; which site comes next is chance.
    private static List<HandshakeRecord> interleaved(Random random, List<List<HandshakeRecord>> sites) {
        var left = new ArrayList<Deque<HandshakeRecord>>();
        sites.forEach(site -> left.add(new ArrayDeque<>(site)));
        var all = new ArrayList<HandshakeRecord>();
        while (!left.isEmpty()) {
            var site = left.get(random.nextInt(left.size()));
            all.add(site.remove());
            if (site.isEmpty()) left.remove(site);
        }
        return all;
    }

    private static List<HandshakeRecord> site(String name, int hops, int mss, List<Integer> changes) {
        var records = new ArrayList<HandshakeRecord>();
        int offset = SITES.indexOf(name);
        for (int i = 0; i < HANDSHAKES; i++) {
            boolean changed = !changes.isEmpty() && i >= changes.getFirst();
            records.add(new HandshakeRecord(
                    new Origin("agent-" + name, name, "instance-" + name, i),
                    micros(i) + offset,
                    new SynAck(Played.connection(40_000 + i), 1, seen(64 - hops, mss, changed))));
        }
        return records;
    }

    private static long micros(int handshake) {
        return handshake * 60_000_000L;
    }

    private static SynObservation seen(int ttl, int mss, boolean changed) {
        var linux = Played.linux(HandshakeStep.SYN_ACK);
        return new SynObservation(
                HandshakeStep.SYN_ACK,
                4,
                ttl,
                0,
                0,
                mss,
                mss * (changed ? 44 : 20),
                7,
                changed ? OptionLayout.of((byte) 2) : linux.layout(),
                0,
                changed ? Quirks.NONE : linux.quirks(),
                false,
                0,
                60,
                mss);
    }
}
