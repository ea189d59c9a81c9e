package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Soak;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A replay at full speed in a JVM of its own, its heap fixed: limits hold (STATE-1 to STATE-3), and what lives on the
/// heap does not grow. As long as [Soak] says; an hour by `SYNOPTIC_SOAK_SECONDS=3600` (`docs/p0f.md`).
class SteadyMemoryTest {

    private static final String HEAP = "-Xmx256m";

    /// By the best straight line through the second half of the samples, over the whole time.
    private static final long GROWTH_MAX_OCTETS = 8 << 20;

    /// What the replay tells after each slice.
    private record Sample(int hosts, int flows, long liveOctets, long packets) {

        static Sample of(String line) {
            long[] numbers =
                    Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
            return new Sample((int) numbers[0], (int) numbers[1], numbers[2], numbers[3]);
        }
    }

    @Test
    void liveMemoryDoesNotGrowAndLimitsHold() throws Exception {
        var samples = replay();

        assertThat(samples).hasSize(SteadyReplay.SLICES).allSatisfy(sample -> {
            assertThat(sample.flows()).isBetween(0, SteadyReplay.LIMITS.flows() + 1);
            assertThat(sample.hosts())
                    .isBetween(1, SteadyReplay.LIMITS.hosts() + 1 + 2 * (SteadyReplay.LIMITS.flows() + 1));
        });
        assertThat(samples.getLast().hosts()).isGreaterThan(SteadyReplay.LIMITS.hosts());
        var steady = samples.subList(samples.size() / 2, samples.size());
        assertThat(growth(steady) * 2).as("%s", samples).isLessThan(GROWTH_MAX_OCTETS);
        System.out.println("replayed " + samples.getLast().packets() + " packets in " + Soak.duration() + ", "
                + samples.getLast().liveOctets() / 1024 + " KiB alive");
    }

    private static List<Sample> replay() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SteadyReplay.class.getName(),
                        Long.toString(Soak.duration().toSeconds()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines.stream().map(Sample::of).toList();
    }

    /// The slope of the best straight line, over the time of all samples.
    private static double growth(List<Sample> samples) {
        int n = samples.size();
        double meanX = (n - 1) / 2.0;
        double meanY = samples.stream().mapToLong(Sample::liveOctets).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            covariance += (i - meanX) * (samples.get(i).liveOctets() - meanY);
            variance += (i - meanX) * (i - meanX);
        }
        return covariance / variance * n;
    }
}
