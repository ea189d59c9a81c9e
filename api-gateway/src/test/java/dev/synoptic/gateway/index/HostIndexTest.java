package dev.synoptic.gateway.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostView;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.host.SeenTool;
import dev.synoptic.host.Vantage;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostIndexTest {

    private static final IpAddress ADDRESS = address("192.0.2.1");
    private static final HostKey KEY = HostKey.global(ADDRESS);

    private final HostIndex index = new HostIndex(PrivateNetworks.DEFAULT);

    @Test
    void anAnswerHoldsAllThatTheStateHolds() {
        index.update(KEY, HostStates.linux(7), 0, 1);

        assertThat(index.from("mx").find(ADDRESS))
                .contains(new HostAnswer(
                        1_700_000_000,
                        1_700_000_600,
                        7,
                        Optional.of(new HostAnswer.Uptime(5, 49)),
                        OptionalLong.of(1_700_000_100),
                        OptionalLong.empty(),
                        OptionalInt.of(3),
                        HostAnswer.Dishonesty.NONE,
                        Optional.of(new HostAnswer.OperatingSystem("Linux", "3.11 and newer", true, false)),
                        Optional.empty(),
                        Optional.of("DSL"),
                        Optional.empty(),
                        Optional.empty()));
    }

    /// FLEET-29.
    @Test
    void anAnswerTellsOfTheLastTool() {
        var scan = new Label(false, Optional.empty(), "NMap", "SYN scan");
        index.update(KEY, HostStates.scanning(new SeenTool(scan, 1_700_000_050_000_000L)), 0, 1);

        var host = index.from("mx").find(ADDRESS).orElseThrow();
        assertThat(host.tool()).contains(new HostAnswer.Tool("NMap", "SYN scan", 1_700_000_050));
        assertThat(host.system().map(HostAnswer.OperatingSystem::name)).contains("Linux");
        var view = index.from("mx").look(ADDRESS.version(), ADDRESS.high(), ADDRESS.low());
        assertThat(view).extracting(HostView::toolSeconds).isEqualTo(1_700_000_050L);
    }

    @Test
    void aStateFromLowerDownTheInputNeverReplacesALaterOne() {
        index.update(KEY, HostStates.linux(9), 2, 100);
        index.update(KEY, HostStates.linux(8), 2, 99);
        assertThat(connections()).isEqualTo(9);
        assertThat(index.outdated()).isEqualTo(1);

        index.update(KEY, HostStates.linux(10), 2, 100);
        assertThat(connections()).as("the same place, written again").isEqualTo(10);
    }

    @Test
    void aForgottenHostIsNotBroughtBackByAnOlderState() {
        index.update(KEY, HostStates.linux(9), 2, 100);
        index.update(KEY, null, 2, 90);
        assertThat(connections()).as("an older tombstone").isEqualTo(9);

        index.update(KEY, null, 2, 110);
        assertThat(index.from("mx").find(ADDRESS)).isEmpty();
        index.update(KEY, HostStates.linux(9), 2, 105);
        assertThat(index.from("mx").find(ADDRESS)).isEmpty();

        index.update(KEY, HostStates.linux(1), 2, 111);
        assertThat(connections()).isEqualTo(1);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void aPrivateAddressIsAnotherHostAtEverySite() {
        var inside = address("10.0.0.1");
        index.update(HostKey.ofSite(inside, "mx1"), HostStates.linux(1), 0, 1);
        index.update(HostKey.ofSite(inside, "mx2"), HostStates.linux(2), 0, 2);

        assertThat(index.from("mx1").find(inside).orElseThrow().connections()).isEqualTo(1);
        assertThat(index.from("mx2").find(inside).orElseThrow().connections()).isEqualTo(2);
        assertThat(index.from("mx3").find(inside)).isEmpty();
    }

    @Test
    void theDistanceIsTheAskingSitesOwnElseTheLatest() {
        index.update(
                KEY,
                HostStates.seenFrom(
                        OptionalInt.of(3), List.of(at("near", OptionalInt.of(3)), at("far", OptionalInt.of(12)))),
                0,
                1);

        assertThat(index.from("far").find(ADDRESS).orElseThrow().distance()).hasValue(12);
        assertThat(index.from("near").find(ADDRESS).orElseThrow().distance()).hasValue(3);
        assertThat(index.from("elsewhere").find(ADDRESS).orElseThrow().distance())
                .hasValue(3);

        index.update(KEY, HostStates.seenFrom(OptionalInt.empty(), List.of()), 0, 2);
        assertThat(index.from("near").find(ADDRESS).orElseThrow().distance()).isEmpty();
    }

    @Test
    void itAgreesWithAPlainMapOverAnyHistory() {
        var random = new Random(20_261_121);
        Map<HostKey, Integer> model = new HashMap<>();
        for (int offset = 1; offset <= 200_000; offset++) {
            var key = HostKey.of(
                    random.nextBoolean()
                            ? IpAddress.v4(random.nextInt(3_000))
                            : IpAddress.v6(0x20010DB8_0000_0000L, random.nextInt(3_000)),
                    "mx");
            if (random.nextInt(3) == 0) {
                index.update(key, null, 0, offset);
                model.remove(key);
            } else {
                index.update(key, HostStates.linux(offset), 0, offset);
                model.put(key, offset);
            }
        }
        assertThat(index.size()).isEqualTo(model.size());
        for (int i = 0; i < 3_000; i++) {
            for (var address : List.of(IpAddress.v4(i), IpAddress.v6(0x20010DB8_0000_0000L, i))) {
                var wanted = Optional.ofNullable(model.get(HostKey.of(address, "mx")));
                assertThat(index.from("mx").find(address).map(HostAnswer::connections))
                        .isEqualTo(wanted.map(Integer::longValue));
            }
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void readersFindEveryHostThatIsThereWhileTheTableGrows() throws InterruptedException {
        index.update(KEY, HostStates.linux(1), 0, 0);
        var done = new AtomicBoolean();
        var failure = new AtomicReference<String>();
        var reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                var found = index.from("mx").find(ADDRESS);
                if (found.isEmpty() || found.get().connections() != 1) failure.set("lost while growing: " + found);
            }
        });
        for (int i = 0; i < 300_000; i++) {
            var key = HostKey.global(IpAddress.v4(0x0B00_0000 + i));
            index.update(key, HostStates.linux(2), 0, i);
            if (i % 3 == 0) index.update(key, null, 0, i);
        }
        done.set(true);
        reader.join();
        assertThat(failure.get()).isNull();
    }

    @Test
    void whoeverWaitsForAHostIsToldOfIt() {
        var told = new HashSet<IpAddress>();
        index.onUpdate(told::add);

        index.update(KEY, HostStates.linux(1), 0, 1);
        index.update(KEY, null, 0, 2);

        assertThat(told).containsExactly(ADDRESS);
    }

    @Test
    void aHostTakesLessThan200Octets() {
        int hosts = 200_000;
        long before = usedOctets();
        for (int i = 0; i < hosts; i++) {
            index.update(HostKey.global(IpAddress.v4(0x0B00_0000 + i)), HostStates.linux(i), 0, i);
        }
        long octetsPerHost = (usedOctets() - before) / hosts;

        assertThat(index.size()).isEqualTo(hosts);
        assertThat(octetsPerHost).isBetween(40L, 200L);
    }

    private static long usedOctets() {
        var runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private long connections() {
        return index.from("mx").find(ADDRESS).orElseThrow().connections();
    }

    private static Vantage at(String site, OptionalInt distance) {
        var fresh = Vantage.of(site);
        return new Vantage(
                site,
                1,
                distance,
                fresh.lastSyn(),
                fresh.lastSynAck(),
                fresh.clientScores(),
                fresh.serverScores(),
                fresh.reasons(),
                fresh.lastPort(),
                fresh.lastRequest(),
                fresh.lastResponse());
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
