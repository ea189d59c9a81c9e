package dev.synoptic.agent.pairing;

import static dev.synoptic.packet.SegmentView.ACK;
import static dev.synoptic.packet.SegmentView.FIN;
import static dev.synoptic.packet.SegmentView.RST;
import static dev.synoptic.packet.SegmentView.SYN;

import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.Intake;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentView;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One segment of a conversation between 192.0.2.7 and port 25 of 198.51.100.25, as raw IPv4.
///
/// @param fromClient which way it goes
/// @param timestamp  own value of the timestamp option, which is always there
public record Packet(
        boolean fromClient, int clientPort, int flags, int sequence, int acknowledgement, int timestamp, int payload) {

    public static final int CLIENT_ISN = 1_000;
    public static final int SERVER_ISN = -10; // wraps within the first data

    private static final int CLIENT = 0xC000_0207;
    private static final int SERVER = 0xC633_6419;
    private static final int HEADERS = 20 + 20 + 16;

    public static Packet syn(int clientPort) {
        return new Packet(true, clientPort, SYN, CLIENT_ISN, 0, 5_000, 0);
    }

    public static Packet synAck(int clientPort) {
        return new Packet(false, clientPort, SYN | ACK, SERVER_ISN, CLIENT_ISN + 1, 9_000, 0);
    }

    public static Packet ack(int clientPort) {
        return new Packet(true, clientPort, ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 5_000, 0);
    }

    public static Packet banner(int clientPort) {
        return new Packet(false, clientPort, ACK, SERVER_ISN + 1, CLIENT_ISN + 1, 9_100, 30);
    }

    public static Packet fin(int clientPort) {
        return new Packet(true, clientPort, FIN | ACK, CLIENT_ISN + 1, SERVER_ISN + 31, 5_300, 0);
    }

    public static Packet reset(int clientPort) {
        return new Packet(true, clientPort, RST, CLIENT_ISN + 1, 0, 0, 0);
    }

    public Packet at(int ticks) {
        return new Packet(fromClient, clientPort, flags, sequence, acknowledgement, ticks, payload);
    }

    public Packet numbered(int number) {
        return new Packet(fromClient, clientPort, flags, number, acknowledgement, timestamp, payload);
    }

    public Packet acknowledging(int number) {
        return new Packet(fromClient, clientPort, flags, sequence, number, timestamp, payload);
    }

    /// MSS 1460, two times nop, timestamps.
    public byte[] ip() {
        var out = ByteBuffer.allocate(HEADERS + payload);
        out.putShort((short) 0x4500).putShort((short) (HEADERS + payload)).putInt(0x0001_4000);
        out.putShort((short) 0x3806).putShort((short) 0);
        out.putInt(fromClient ? CLIENT : SERVER).putInt(fromClient ? SERVER : CLIENT);
        out.putShort((short) (fromClient ? clientPort : 25)).putShort((short) (fromClient ? 25 : clientPort));
        out.putInt(sequence).putInt(acknowledgement);
        out.put((byte) 0x90).put((byte) flags).putShort((short) 29_200).putInt(0);
        out.putInt(0x0204_05B4).putInt(0x0101_080A).putInt(timestamp).putInt(0);
        return out.array();
    }

    SegmentView decoded() {
        var view = new SegmentView();
        byte[] ip = ip();
        var intake = FrameDecoder.fleet(LinkType.RAW, ByteOrder.BIG_ENDIAN)
                .decode(MemorySegment.ofArray(ip), 0, ip.length, ip.length, view);
        if (intake != Intake.SEGMENT) throw new AssertionError(intake + " for " + this);
        return view;
    }
}
