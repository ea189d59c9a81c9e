package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.p0f.Limits;
import dev.synoptic.p0f.PacketStream;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.testing.Soak;
import dev.synoptic.testing.Vector;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A replay without end at full speed: limits hold, and what lives on the heap does not grow.
///
/// As long as [Soak] says. With `-Xmx256m` for the test's JVM, growth would end it.
class SteadyMemoryTest {

    private static final Limits LIMITS = new Limits(1000, 10_000, 30, 120);
    private static final int FRAME = 74, ADDRESS_AT = 26, SEQUENCE_AT = 38, PACKETS_PER_SECOND = 10_000;
    private static final int SAMPLES = 10;
    private static final long GROWTH_MAX_OCTETS = 8 << 20;

    private final ByteBuffer frame = ByteBuffer.allocateDirect(FRAME).order(ByteOrder.BIG_ENDIAN);
    private final MemorySegment octets = MemorySegment.ofBuffer(frame);
    private final SplittableRandom random = new SplittableRandom(1);
    private final PacketStream stream = new PacketStream(
            Vector.referenceDatabase(),
            LIMITS,
            FrameDecoder.strict(LinkType.ETHERNET, ByteOrder.LITTLE_ENDIAN),
            new Nobody());
    private long packets;

    @Test
    void liveMemoryDoesNotGrowAndLimitsHold() {
        compose();
        var slice = Soak.duration().dividedBy(SAMPLES);
        replay(slice); // until everything has its size
        var live = new ArrayList<Long>();
        for (int i = 1; i < SAMPLES; i++) {
            replay(slice);
            live.add(liveOctets());
        }

        assertThat(stream.hosts()).isBetween(1, LIMITS.hosts() + LIMITS.flows());
        assertThat(stream.flows()).isBetween(1, LIMITS.flows() + 1);
        assertThat(growth(live)).as("octets alive after each slice: %s", live).isLessThan(GROWTH_MAX_OCTETS);
    }

    /// A SYN of Linux, of which only address and sequence number change from packet to packet.
    private void compose() {
        frame.putLong(0x0200_0000_0001_0200L).putInt(2).putShort((short) 0x0800);
        frame.putLong(0x4500_003C_0001_4000L).putInt(0x4006_0000).putInt(0).putInt(0xC633_6419);
        frame.putInt(0x8000_0019).putInt(0).putInt(0).putInt(0xA002_7210).putInt(0);
        frame.putLong(0x0204_05B4_0402_080AL).putLong(0x0001_0203_0000_0000L).putInt(0x0103_0307);
    }

    private void replay(Duration slice) {
        long end = System.nanoTime() + slice.toNanos();
        while (System.nanoTime() < end) {
            for (int i = 0; i < PACKETS_PER_SECOND; i++) {
                frame.putInt(ADDRESS_AT, 0x0B00_0000 + random.nextInt(1 << 20));
                frame.putInt(SEQUENCE_AT, random.nextInt());
                stream.accept(octets, 0, FRAME, FRAME, packets++ / PACKETS_PER_SECOND, 0);
            }
        }
    }

    private static long liveOctets() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /// The slope of the best straight line, over the whole time.
    private static double growth(List<Long> live) {
        int n = live.size();
        double meanX = (n - 1) / 2.0;
        double meanY = live.stream().mapToLong(Long::longValue).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            covariance += (i - meanX) * (live.get(i) - meanY);
            variance += (i - meanX) * (i - meanX);
        }
        return covariance / variance * n;
    }
}
