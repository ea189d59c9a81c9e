package dev.synoptic.standalone.p0f;

import dev.synoptic.p0f.Limits;
import dev.synoptic.p0f.ObservationLog;
import dev.synoptic.p0f.PacketStream;
import dev.synoptic.p0f.TextBuffer;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.testing.Capture;
import dev.synoptic.testing.Vector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A program for a JVM of its own: frames of all kinds from ever other hosts, at full speed, the log written to nobody.
///
/// After each slice of its time it prints hosts, connections, octets alive and packets so far.
public final class SteadyReplay {

    static final Limits LIMITS = Limits.DEFAULT;

    /// How often it tells.
    static final int SLICES = 20;

    private static final int IP = 14, SOURCE = IP + 12, DESTINATION = IP + 16, FRAMES_PER_LOOK = 1_000;
    private static final int HOSTS = 1 << 22, PACKETS_PER_SECOND = 10_000;

    private long written;

    /// IPv4 frames of the vectors: handshakes, mail, HTTP, shared addresses, nonsense.
    private final List<byte[]> frames = Stream.of("http", "state", "nat", "tcp", "mtu-uptime")
            .flatMap(Vector::group)
            .map(Vector::capture)
            .filter(capture -> capture.linkType() == 1)
            .flatMap(SteadyReplay::frames)
            .toList();

    private final TextBuffer text = new TextBuffer((_, length) -> written += length);
    private final PacketStream stream = new PacketStream(
            Vector.referenceDatabase(),
            LIMITS,
            FrameDecoder.strict(LinkType.ETHERNET, ByteOrder.LITTLE_ENDIAN),
            ObservationLog.lines(Vector.referenceDatabase(), ZoneOffset.UTC, text));
    private final SplittableRandom random = new SplittableRandom(1);
    private final MemorySegment octets = MemorySegment.ofArray(new byte[1 << 16]);
    private final ByteBuffer view = octets.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    private long packets;

    private SteadyReplay() {}

    /// @param arguments how long, in seconds
    public static void main(String... arguments) {
        new SteadyReplay().replay(Duration.ofSeconds(Long.parseLong(arguments[0])));
    }

    private static Stream<byte[]> frames(Capture capture) {
        return capture.frames().stream()
                .filter(frame -> frame.captured() > DESTINATION + 4)
                .map(frame -> capture.octets()
                        .asSlice(frame.offset(), frame.captured())
                        .toArray(ValueLayout.JAVA_BYTE));
    }

    private void replay(Duration whole) {
        long start = System.nanoTime();
        for (int slice = 1; slice <= SLICES; slice++) {
            long end = start + whole.toNanos() / SLICES * slice;
            while (System.nanoTime() < end) {
                for (int i = 0; i < FRAMES_PER_LOOK; i += 8) conversation();
            }
            System.out.println(stream.hosts() + " " + stream.flows() + " " + liveOctets() + " " + packets);
        }
        if (written == 0) throw new IllegalStateException("nothing was logged");
    }

    /// Eight frames that follow each other in a vector, between two hosts that may never have been seen.
    private void conversation() {
        int change = random.nextInt(HOSTS);
        int first = random.nextInt(frames.size() - 8);
        for (int i = first; i < first + 8; i++) {
            byte[] frame = frames.get(i);
            view.put(0, frame);
            if (view.getShort(12) == 0x0800) {
                view.putInt(SOURCE, view.getInt(SOURCE) ^ change);
                view.putInt(DESTINATION, view.getInt(DESTINATION) ^ change);
            }
            stream.accept(octets, 0, frame.length, frame.length, packets++ / PACKETS_PER_SECOND, 0);
        }
    }

    private static long liveOctets() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
