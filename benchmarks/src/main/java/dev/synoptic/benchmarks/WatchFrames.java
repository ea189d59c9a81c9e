package dev.synoptic.benchmarks;

import dev.synoptic.agent.FrameWatch;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.agent.publish.PublishException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the agent does with a frame that yields no record: decoded, looked up, counted. Nothing may be allocated.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WatchFrames {

    private static final int COUNT = 4_096, LENGTH = 66, ETHERNET = 1, SECOND = 1_700_000_000;

    private final MemorySegment frames = grow();
    private final Frame frame = new Frame();
    private final FrameWatch watch = Watching.frames();
    private int next;

    /// ACKs with timestamps to port 25 of clients at random, none of whose SYN was seen.
    private static MemorySegment grow() {
        var random = new Random(1);
        var memory = Arena.global().allocate((long) COUNT * LENGTH);
        for (int i = 0; i < COUNT; i++) {
            byte[] octets = ByteBuffer.allocate(LENGTH)
                    .putLong(0x0200_0000_0001_0200L)
                    .putInt(2)
                    .putShort((short) 0x0800)
                    .putInt(0x4500_0034)
                    .putInt(0x0001_4000)
                    .putInt(0x4006_0000)
                    .putInt(random.nextInt())
                    .putInt(0xC000_0219)
                    .putShort((short) random.nextInt())
                    .putShort((short) 25)
                    .putInt(random.nextInt())
                    .putInt(random.nextInt())
                    .putInt(0x8010_7210)
                    .putInt(0)
                    .putInt(0x0101_080A)
                    .putInt(random.nextInt())
                    .putInt(random.nextInt())
                    .array();
            MemorySegment.copy(octets, 0, memory, ValueLayout.JAVA_BYTE, (long) i * LENGTH, LENGTH);
        }
        return memory;
    }

    /// One frame.
    @Benchmark
    public long ackOfNoConnection() throws PublishException {
        next = next + 1 & COUNT - 1;
        frame.place(frames, (long) next * LENGTH, LENGTH, LENGTH);
        frame.date(SECOND, 0);
        frame.link(ETHERNET, ByteOrder.BIG_ENDIAN);
        watch.see(frame);
        return watch.segments();
    }
}
