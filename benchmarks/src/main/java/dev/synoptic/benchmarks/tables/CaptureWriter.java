package dev.synoptic.benchmarks.tables;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes handshakes as frames of Ethernet and IPv4 into a classic pcap file.
final class CaptureWriter implements AutoCloseable {

    private static final int MAGIC = 0xa1b2c3d4;
    private static final int FRAME_MAX = 14 + 20 + 60;
    private static final byte[] SERVER_OPTIONS = {2, 4, 5, (byte) 0xb4};
    private static final byte[] NO_OPTIONS = {};
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int SERVER_SEQUENCE = 77;
    private static final long STEP_MICROS = 1_000;

    private final OutputStream out;
    private final ByteBuffer frame = ByteBuffer.allocate(FRAME_MAX);
    private final ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);

    CaptureWriter(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
        var head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(MAGIC)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(65_535)
                .putInt(1);
        out.write(head.array());
    }

    /// SYN, SYN+ACK and ACK, a millisecond apart.
    void handshake(long micros, Stack stack, int client, int port, int server, int sequence) throws IOException {
        int hops = 3 + Math.floorMod(client, 20);
        begin(stack.ttl() - hops, client, server, port, 25, sequence, 0, SYN, stack.window(), stack.options());
        write(micros);
        begin(64, server, client, 25, port, SERVER_SEQUENCE, sequence + 1, SYN | ACK, 65_160, SERVER_OPTIONS);
        write(micros + STEP_MICROS);
        begin(stack.ttl() - hops, client, server, port, 25, sequence + 1, SERVER_SEQUENCE + 1, ACK, 229, NO_OPTIONS);
        write(micros + 2 * STEP_MICROS);
    }

    private void begin(
            int ttl,
            int from,
            int to,
            int fromPort,
            int toPort,
            int seq,
            int ack,
            int flags,
            int window,
            byte[] options) {
        frame.clear();
        frame.put(new byte[12]).putShort((short) 0x0800);
        frame.putShort((short) 0x4500).putShort((short) (40 + options.length));
        frame.putShort((short) (seq | 1)).putShort((short) 0x4000);
        frame.put((byte) ttl).put((byte) 6).putShort((short) 0);
        frame.putInt(from).putInt(to).putShort((short) fromPort).putShort((short) toPort);
        frame.putInt(seq).putInt(ack);
        frame.put((byte) ((5 + options.length / 4) << 4)).put((byte) flags);
        frame.putShort((short) window).putInt(0).put(options);
    }

    private void write(long micros) throws IOException {
        int length = frame.position();
        record.clear();
        record.putInt((int) (micros / 1_000_000))
                .putInt((int) (micros % 1_000_000))
                .putInt(length)
                .putInt(length);
        out.write(record.array());
        out.write(frame.array(), 0, length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
