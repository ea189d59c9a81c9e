package dev.synoptic.p0f;

import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.LinkType;
import dev.synoptic.testing.Vector;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;

/// A packet stream with a wire before it: segments of hosts 10.0.0.N are sent by a few words each, logs come out.
final class Wire {

    static final int FIN = 0x01, SYN = 0x02, RST = 0x04, ACK = 0x10, SYN_ACK = SYN | ACK;
    private static final int IP_HEADER = 20, TCP_HEADER = 32;
    private static final int CLIENT_PORT = 40_000;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final TextBuffer text = new TextBuffer((octets, length) -> log.write(octets, 0, length));
    private final PacketStream stream;
    private long millis = 1_700_000_000_000L;

    Wire(Limits limits) {
        var database = Vector.referenceDatabase();
        stream = new PacketStream(
                database,
                limits,
                FrameDecoder.strict(LinkType.RAW, ByteOrder.LITTLE_ENDIAN),
                ObservationLog.lines(database, ZoneOffset.UTC, text));
    }

    PacketStream stream() {
        return stream;
    }

    Wire pass(long moreMillis) {
        millis += moreMillis;
        return this;
    }

    /// Host `from` sends host `to` a segment of the connection between port 40000 and port 80, which the one with the
    /// lower number has opened.
    Wire send(int from, int to, int flags, int sequence, String payload) {
        return send(from, port(from, to), to, port(to, from), flags, sequence, payload);
    }

    private static int port(int host, int peer) {
        return host < peer ? CLIENT_PORT : 80;
    }

    Wire send(int from, int fromPort, int to, int toPort, int flags, int sequence, String payload) {
        var data = payload.getBytes(StandardCharsets.ISO_8859_1);
        var packet = ByteBuffer.allocate(IP_HEADER + TCP_HEADER + data.length);
        packet.putShort((short) 0x4500).putShort((short) packet.capacity());
        packet.putShort((short) 1)
                .putShort((short) 0x4000)
                .put((byte) 64)
                .put((byte) 6)
                .putShort((short) 0);
        packet.putInt(0x0A00_0000 + from).putInt(0x0A00_0000 + to);
        packet.putShort((short) fromPort)
                .putShort((short) toPort)
                .putInt(sequence)
                .putInt(1);
        packet.put((byte) (TCP_HEADER / 4 << 4))
                .put((byte) flags)
                .putShort((short) 29_200)
                .putInt(0);
        packet.put(new byte[] {1, 1, 8, 10}).putInt((int) millis).putInt(0).put(data);
        return frame(packet.array());
    }

    Wire frame(byte[] packet) {
        stream.accept(
                MemorySegment.ofArray(packet),
                0,
                packet.length,
                packet.length,
                Math.floorDiv(millis, 1000L),
                (int) Math.floorMod(millis, 1000L) * 1000);
        return this;
    }

    /// Frames that are counted and then ignored.
    Wire noise(int count) {
        for (int i = 0; i < count; i++) send(250, 251, ACK, 1, "");
        return this;
    }

    P0fAnswer ask(int host) {
        return stream.answer(new P0fQuery.OfHost(IpAddress.v4(0x0A00_0000 + host)));
    }

    boolean knows(int host) {
        return ask(host).status() == P0fAnswer.Status.OK;
    }

    /// The modules of the lines logged since the last call.
    List<String> modules() {
        text.flush();
        var lines = log.toString(StandardCharsets.ISO_8859_1);
        log.reset();
        return lines.lines().map(line -> line.replaceAll(".*mod=|\\|.*", "")).toList();
    }
}
