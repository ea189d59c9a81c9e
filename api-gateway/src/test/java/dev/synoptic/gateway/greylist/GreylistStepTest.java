package dev.synoptic.gateway.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.GreylistEntry;
import dev.synoptic.testing.Seeded;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// `mail.md` f.2, as a pure function.
class GreylistStepTest {

    private static final GreylistTimes TIMES = GreylistTimes.USUAL;
    private static final long DELAY = micros(Duration.ofMinutes(5));
    private static final long START = 1_800_000_000_000_000L;

    private Optional<GreylistEntry> triplet = Optional.empty();
    private Optional<GreylistEntry> network = Optional.empty();

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    /// Tries at this moment and remembers what comes of it; says how long is left.
    private Duration at(Duration sinceStart) {
        var step = GreylistStep.of(triplet, network, DELAY, START + micros(sinceStart), TIMES);
        triplet = step.triplet().or(() -> triplet);
        network = step.network().or(() -> network);
        return Duration.ofNanos(step.leftMicros() * 1_000);
    }

    @Test
    void aFirstAttemptWaitsItsDelayAndPassesAfter() {
        assertThat(at(Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
        assertThat(at(Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(3));
        assertThat(at(Duration.ofMinutes(5))).isZero();
        assertThat(at(Duration.ofMinutes(6))).isZero();
    }

    @Test
    void whoComesBackAfterADayBeginsAnew() {
        at(Duration.ZERO);
        assertThat(at(Duration.ofHours(24).plusSeconds(1))).isEqualTo(Duration.ofMinutes(5));
        assertThat(at(Duration.ofHours(24).plusMinutes(6))).isZero();
    }

    @Test
    void whitenessLastsThirtySixDaysFromTheLastPass() {
        at(Duration.ZERO);
        assertThat(at(Duration.ofMinutes(5))).isZero();
        assertThat(at(Duration.ofDays(30))).isZero();
        assertThat(at(Duration.ofDays(30 + 36))).isZero();
        assertThat(at(Duration.ofDays(30 + 36 + 37))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void afterThreeTripletsTheWholeNetworkPasses() {
        for (int i = 0; i < 3; i++) {
            triplet = Optional.empty();
            assertThat(at(Duration.ofHours(i))).isPositive();
            assertThat(at(Duration.ofHours(i).plusMinutes(5))).isZero();
        }
        triplet = Optional.empty();
        assertThat(at(Duration.ofHours(4))).isZero();
        assertThat(triplet).isEmpty();
        assertThat(at(Duration.ofDays(60))).isPositive(); // the network has been quiet for too long
    }

    @Test
    void aGatewayWhoseClockIsBehindDoesNotWaitLongerThanTheDelay() {
        at(Duration.ofHours(1));
        assertThat(at(Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
    }

    private static GreylistEntry grow(RandomGenerator random) {
        boolean passed = random.nextBoolean();
        return new GreylistEntry(
                START + micros(Duration.ofHours(random.nextInt(100))),
                passed ? OptionalLong.of(START + random.nextInt(1_000)) : OptionalLong.empty(),
                passed ? random.nextInt(5) : 0);
    }

    @Test
    void twoMemoriesMergeToTheSameWhicheverComesFirst() {
        record Pair(GreylistEntry one, GreylistEntry other) {}
        Seeded.forAll(random -> new Pair(grow(random), grow(random)), pair -> {
            var merged = GreylistStep.merged(pair.one(), pair.other(), TIMES);
            assertThat(merged).isEqualTo(GreylistStep.merged(pair.other(), pair.one(), TIMES));
            assertThat(GreylistStep.merged(merged, pair.one(), TIMES).passedMicros())
                    .isEqualTo(merged.passedMicros());
        });
    }

    @Test
    void aNetworkIsItsFirst24BitsOr64() {
        assertThat(key("192.0.2.1")).isEqualTo(key("192.0.2.254")).isNotEqualTo(key("192.0.3.1"));
        assertThat(key("2001:db8::1")).isEqualTo(key("2001:db8::ffff")).isNotEqualTo(key("2001:db8:0:1::1"));
        assertThat(key("192.0.2.1")).hasSize(23).doesNotContain("192");
    }

    private static String key(String address) {
        return TripletKeys.triplet(IpAddress.parse(address).orElseThrow(), "a@x.example", "b@y.example");
    }
}
