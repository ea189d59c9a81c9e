import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Makes the captures of the side-by-side benchmark, the same ones every time:
///
/// ```
/// java Captures.java syn1m  OUT            a million SYNs, each of another host
/// java Captures.java hs500k OUT            500,000 handshakes of three packets, each of another host
/// java Captures.java mixed  OUT CORPUS     three million packets of a folder of captures, interleaved
/// java Captures.java mail   OUT CORPUS     the same, mail ports alone
/// java Captures.java mail10 OUT MAIL       ten copies of that file, one after the other in time
/// ```
/// `mixed` and `mail` repeat the folder's Ethernet captures, packet by packet in turn, with other addresses in each
/// round.
public final class Captures {

    private static final long SEED = 20_261_121;
    private static final int PACKETS_OF_CORPUS = 3_000_000;
    private static final Set<Integer> MAIL_PORTS = Set.of(25, 587, 2525);
    private static final int ETHERNET = 14, START_SECONDS = 1_600_000_000;

    /// A stack's SYN: window, TTL as sent, and its options as they lie on the wire.
    private record Stack(int window, int ttl, byte[] options) {

        static Stack of(int window, int ttl, int... options) {
            var octets = new byte[options.length];
            for (int i = 0; i < options.length; i++) octets[i] = (byte) options[i];
            return new Stack(window, ttl, octets);
        }
    }

    /// Linux 3.11 and newer, Linux 2.6, Windows 7, Windows XP, macOS, and one that nobody knows.
    private static final List<Stack> STACKS = List.of(
            Stack.of(29_200, 64, 2, 4, 5, 180, 4, 2, 8, 10, 0, 1, 2, 3, 0, 0, 0, 0, 1, 3, 3, 7),
            Stack.of(5_840, 64, 2, 4, 5, 180, 4, 2, 8, 10, 0, 1, 2, 3, 0, 0, 0, 0, 1, 3, 3, 6),
            Stack.of(8_192, 128, 2, 4, 5, 180, 1, 3, 3, 8, 1, 1, 4, 2),
            Stack.of(65_535, 128, 2, 4, 5, 180, 1, 1, 4, 2),
            Stack.of(65_535, 64, 2, 4, 5, 180, 1, 3, 3, 4, 1, 1, 8, 10, 0, 1, 2, 3, 0, 0, 0, 0, 4, 2, 0, 0),
            Stack.of(4_321, 64, 2, 4, 5, 100, 4, 2, 1, 1));

    private final OutputStream out;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ByteBuffer record = ByteBuffer.allocate(16).order(LITTLE_ENDIAN);
    private long packets;

    private Captures(OutputStream out) throws IOException {
        this.out = out;
        var header = ByteBuffer.allocate(24).order(LITTLE_ENDIAN);
        header.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(65_535)
                .putInt(1);
        out.write(header.array());
    }

    public static void main(String... arguments) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 20)) {
            var captures = new Captures(out);
            switch (arguments[0]) {
                case "syn1m" -> captures.synthetic(1_000_000, 1_000_000, false);
                case "hs500k" -> captures.synthetic(500_000, 500_000, true);
                case "hs100k" -> captures.synthetic(500_000, 100_000, true);
                case "hs10k" -> captures.synthetic(500_000, 10_000, true);
                case "mixed" -> captures.corpus(Path.of(arguments[2]), false);
                case "mail" -> captures.corpus(Path.of(arguments[2]), true);
                case "mail10" -> captures.copies(Path.of(arguments[2]), 10);
                default -> throw new IllegalArgumentException("no such capture: " + arguments[0]);
            }
            System.err.println(arguments[0] + ": " + captures.packets + " packets");
        }
    }

    private void synthetic(int connections, int hosts, boolean handshakes) throws IOException {
        for (int connection = 0; connection < connections; connection++) {
            int host = connection % hosts;
            var stack = STACKS.get(random.nextInt(STACKS.size()));
            int client = 0x0B00_0000 + host * 37 % 0x2000_0000;
            int port = 1_024 + random.nextInt(60_000);
            int sequence = random.nextInt() | 2;
            int ttl = stack.ttl() - random.nextInt(20);
            write(frame(client, SERVER, port, 25, sequence, 0, 0x02, stack.window(), ttl, stack.options()));
            if (!handshakes) continue;
            int answer = random.nextInt() | 2;
            write(frame(
                    SERVER,
                    client,
                    25,
                    port,
                    answer,
                    sequence + 1,
                    0x12,
                    28_960,
                    64,
                    STACKS.getFirst().options()));
            write(frame(client, SERVER, port, 25, sequence + 1, answer + 1, 0x10, 229, ttl, new byte[0]));
        }
    }

    private static final int SERVER = 0xC633_6419; // 198.51.100.25

    private static byte[] frame(
            int from,
            int to,
            int fromPort,
            int toPort,
            int sequence,
            int acknowledged,
            int flags,
            int window,
            int ttl,
            byte[] options) {
        int length = 40 + options.length;
        var frame = ByteBuffer.allocate(ETHERNET + length);
        frame.putLong(0x0200_0000_0001_0200L).putInt(0x0000_0002).putShort((short) 0x0800);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) length).putShort((short) (sequence >>> 8 | 1));
        frame.putShort((short) 0x4000)
                .put((byte) ttl)
                .put((byte) 6)
                .putShort((short) 0)
                .putInt(from)
                .putInt(to);
        frame.putShort((short) fromPort)
                .putShort((short) toPort)
                .putInt(sequence)
                .putInt(acknowledged);
        frame.put((byte) ((20 + options.length) / 4 << 4)).put((byte) flags).putShort((short) window);
        return frame.putInt(0).put(options).array();
    }

    /// Ten thousand packets a second.
    private void write(byte[] frame) throws IOException {
        record.clear();
        record.putInt((int) (START_SECONDS + packets / 10_000)).putInt((int) (packets % 10_000) * 100);
        record.putInt(frame.length).putInt(frame.length);
        out.write(record.array());
        out.write(frame);
        packets++;
    }

    private void corpus(Path folder, boolean mailOnly) throws IOException {
        var files = new ArrayList<List<byte[]>>();
        try (Stream<Path> captures = Files.list(folder)) {
            for (Path capture : captures.filter(file -> file.toString().endsWith(".pcap"))
                    .sorted()
                    .toList()) {
                var frames = read(Files.readAllBytes(capture), mailOnly);
                if (!frames.isEmpty()) files.add(frames);
            }
        }
        int longest = files.stream().mapToInt(List::size).max().orElseThrow();
        for (int round = 0; packets < PACKETS_OF_CORPUS; round++) {
            for (int i = 0; i < longest; i++) {
                for (var frames : files) {
                    if (i < frames.size()) write(readdressed(frames.get(i), round));
                }
            }
        }
    }

    /// Of a capture made here, each copy an hour after the one before.
    private void copies(Path capture, int count) throws IOException {
        for (int copy = 0; copy < count; copy++) {
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(capture), 1 << 20))) {
                in.skipNBytes(24);
                var head = new byte[16];
                while (in.readNBytes(head, 0, 16) == 16) {
                    var fields = ByteBuffer.wrap(head).order(LITTLE_ENDIAN);
                    fields.putInt(0, fields.getInt(0) + copy * 3600);
                    out.write(head);
                    out.write(in.readNBytes(fields.getInt(8)));
                    packets++;
                }
            }
        }
    }

    /// Ethernet frames of a classic capture, in either byte order.
    private static List<byte[]> read(byte[] file, boolean mailOnly) {
        var frames = new ArrayList<byte[]>();
        var in = ByteBuffer.wrap(file).order(LITTLE_ENDIAN);
        if (file.length < 24
                || in.getInt(0) != 0xA1B2C3D4 && in.order(ByteOrder.BIG_ENDIAN).getInt(0) != 0xA1B2C3D4) {
            return frames;
        }
        if (in.getInt(20) != 1) return frames;
        for (int at = 24; at + 16 <= file.length; at += 16 + in.getInt(at + 8)) {
            int length = in.getInt(at + 8);
            if (length < 0 || at + 16 + length > file.length) break;
            var frame = new byte[length];
            System.arraycopy(file, at + 16, frame, 0, length);
            if (!mailOnly || isMail(ByteBuffer.wrap(frame))) frames.add(frame);
        }
        return frames;
    }

    private static boolean isMail(ByteBuffer frame) {
        if (!isV4(frame)) return false;
        int tcp = ETHERNET + (frame.get(ETHERNET) & 0xF) * 4;
        if (frame.get(ETHERNET + 9) != 6 || frame.limit() < tcp + 4) return false;
        return MAIL_PORTS.contains(frame.getShort(tcp) & 0xFFFF)
                || MAIL_PORTS.contains(frame.getShort(tcp + 2) & 0xFFFF);
    }

    private static boolean isV4(ByteBuffer frame) {
        return frame.limit() >= ETHERNET + 20 && frame.getShort(12) == 0x0800;
    }

    /// Both addresses moved alike, so that conversations stay conversations.
    private static byte[] readdressed(byte[] frame, int round) {
        var copy = ByteBuffer.wrap(frame.clone());
        if (isV4(copy)) {
            int change = Integer.reverse(round) >>> 4;
            copy.putInt(ETHERNET + 12, copy.getInt(ETHERNET + 12) ^ change);
            copy.putInt(ETHERNET + 16, copy.getInt(ETHERNET + 16) ^ change);
        }
        return copy.array();
    }
}
