package dev.synoptic.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.testing.Vector;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What happens for nearly every frame takes no memory: neither a frame that tells nothing, nor a SYN of a stack seen
/// before with its log lines, from whatever host.
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FRAME = 74, SOURCE = 26, PORT = 34, SEQUENCE = 38, FLAGS = 47;
    private static final int SYN = 0x02, ACK = 0x10;
    private static final int WARM_UP = 60_000, FRAMES = 100_000;

    /// For the JVM's own affairs in between: far below an octet a frame.
    private static final long NEGLIGIBLE_OCTETS = 20_000;

    private long logged;
    private final ByteBuffer frame = ByteBuffer.allocate(FRAME).order(ByteOrder.BIG_ENDIAN);
    private final MemorySegment octets = MemorySegment.ofArray(frame.array());
    private final SplittableRandom random = new SplittableRandom(1);
    private final TextBuffer text = new TextBuffer((_, length) -> logged += length);
    private final PacketStream stream = new PacketStream(
            Vector.referenceDatabase(),
            Limits.DEFAULT,
            FrameDecoder.strict(LinkType.ETHERNET, ByteOrder.LITTLE_ENDIAN),
            ObservationLog.lines(Vector.referenceDatabase(), ZoneOffset.UTC, text));
    private long packets;

    /// A SYN of Linux.
    private void compose() {
        frame.clear().putLong(0x0200_0000_0001_0200L).putInt(2).putShort((short) 0x0800);
        frame.putLong(0x4500_003C_0001_4000L).putInt(0x4006_0000).putInt(0).putInt(0xC633_6419);
        frame.putInt(0x8000_0019).putInt(0).putInt(0).putInt(0xA002_7210).putInt(0);
        frame.putLong(0x0204_05B4_0402_080AL).putLong(0x0001_0203_0000_0000L).putInt(0x0103_0307);
    }

    /// Ten thousand a second.
    private void pass(int flags) {
        frame.put(FLAGS, (byte) flags);
        stream.accept(octets, 0, FRAME, FRAME, packets / 10_000, (int) (packets % 10_000) * 100);
        packets++;
    }

    private void fromAnotherHost() {
        frame.putInt(SOURCE, 0x0B00_0000 + (int) (packets % (1 << 24)));
        frame.putShort(PORT, (short) random.nextInt(1024, 65_536));
        frame.putInt(SEQUENCE, random.nextInt());
    }

    private static long allocatedBy(Runnable work) {
        work.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void times(int count, Runnable work) {
        for (int i = 0; i < count; i++) work.run();
    }

    @Test
    void aFrameThatTellsNothingTakesNoMemory() {
        compose();
        times(WARM_UP, this::acknowledge);

        assertThat(allocatedBy(() -> times(FRAMES, this::acknowledge))).isLessThan(NEGLIGIBLE_OCTETS);
    }

    private void acknowledge() {
        fromAnotherHost();
        pass(ACK);
    }

    @Test
    void aSynAndItsLinesTakeNoMemory() {
        compose();
        times(WARM_UP, this::connect);
        long before = logged;

        assertThat(allocatedBy(() -> times(FRAMES, this::connect))).isLessThan(NEGLIGIBLE_OCTETS);
        assertThat(logged - before).isGreaterThan(2L * FRAMES * 150);
    }

    private void connect() {
        fromAnotherHost();
        pass(SYN);
    }

    /// The counter-proof: an unknown stack each time cannot be remembered.
    @Test
    void whatWasNeverSeenBeforeDoesTakeMemory() {
        compose();
        assertThat(allocatedBy(() -> times(1000, () -> {
                    frame.putShort(48, (short) random.nextInt(65_536));
                    connect();
                })))
                .isGreaterThan(NEGLIGIBLE_OCTETS);
    }
}
