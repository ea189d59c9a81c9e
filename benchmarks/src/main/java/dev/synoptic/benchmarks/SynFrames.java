package dev.synoptic.benchmarks;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// SYNs over Ethernet and IPv4 as a mail host sees them: six stacks, addresses and distances of all kinds.
final class SynFrames {

    /// How many frames there are.
    static final int COUNT = 4096;

    private static final int HEADERS = 14 + 20 + 20;
    private static final int FRAME_MAX = HEADERS + 40;

    /// TTL, window, and the TCP options in hexadecimal.
    private record Stack(int ttl, int window, String options) {}

    private static final List<Stack> STACKS = List.of(
            new Stack(64, 29_200, "020405b40402080a000013880000000001030307"),
            new Stack(64, 14_600, "020405b40402080a000013880000000001030304"),
            new Stack(128, 8192, "020405b40103030201010402"),
            new Stack(128, 65_535, "020405b401010402"),
            new Stack(64, 65_535, "020405b4010303040101080a000013880000000004020000"),
            new Stack(64, 65_535, "020405b4010303060402080a0000138800000000"));

    private final MemorySegment octets;
    private final int[] offsets;

    private SynFrames(MemorySegment octets, int[] offsets) {
        this.octets = octets;
        this.offsets = offsets;
    }

    /// The same frames on every machine.
    static SynFrames grow() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        var frames = ByteBuffer.allocate(COUNT * FRAME_MAX);
        int[] offsets = new int[COUNT + 1];
        for (int i = 0; i < COUNT; i++) {
            put(frames, STACKS.get(random.nextInt(STACKS.size())), random);
            offsets[i + 1] = frames.position();
        }
        return new SynFrames(MemorySegment.ofArray(frames.array()), offsets);
    }

    private static void put(ByteBuffer frames, Stack stack, RandomGenerator random) {
        byte[] options = HexFormat.of().parseHex(stack.options());
        frames.put(new byte[12]).putShort((short) 0x0800);
        frames.putShort((short) 0x4500).putShort((short) (40 + options.length));
        frames.putShort((short) random.nextInt(1, 65_536)).putShort((short) 0x4000);
        frames.put((byte) (stack.ttl() - random.nextInt(30))).put((byte) 6).putShort((short) 0);
        frames.putInt(random.nextInt()).putInt(0xC000_0219);
        frames.putShort((short) random.nextInt(1024, 65_536)).putShort((short) 25);
        frames.putInt(random.nextInt() | 1).putInt(0);
        frames.put((byte) ((5 + options.length / 4) << 4)).put((byte) 2);
        frames.putShort((short) stack.window()).putInt(0).put(options);
    }

    MemorySegment octets() {
        return octets;
    }

    int offset(int index) {
        return offsets[index];
    }

    int length(int index) {
        return offsets[index + 1] - offsets[index];
    }
}
