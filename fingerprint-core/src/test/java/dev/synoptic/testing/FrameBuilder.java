package dev.synoptic.testing;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Builds one TCP segment with its IP header and maybe a link header; every field may be set to nonsense.
public final class FrameBuilder {

    private final boolean v4;
    private int tos;
    private int identification = 1;
    private int fragment = 0x4000;
    private int flowLabel;
    private int ttl = 64;
    private int protocol = 6;
    private int flags = 0x02;
    private int reserved;
    private int sequence = 1;
    private int acknowledgement;
    private int window = 29_200;
    private int urgent;
    private int totalLengthDelta;
    private int headerWordsDelta;
    private int dataOffsetDelta;
    private byte[] ipOptions = {};
    private byte[] options = {};
    private byte[] payload = {};

    private FrameBuilder(boolean v4) {
        this.v4 = v4;
    }

    /// A SYN over IPv4 with DF and an identification, 10.0.0.1:1025 to 192.0.2.25:25.
    public static FrameBuilder v4() {
        return new FrameBuilder(true);
    }

    /// A SYN over IPv6, 2001:db8::1 port 1025 to 2001:db8::19 port 25.
    public static FrameBuilder v6() {
        return new FrameBuilder(false);
    }

    /// Type of service or traffic class, eight bits.
    public FrameBuilder tos(int value) {
        tos = value;
        return this;
    }

    /// IPv4 identification.
    public FrameBuilder identification(int value) {
        identification = value;
        return this;
    }

    /// IPv4 flags and fragment offset, sixteen bits.
    public FrameBuilder fragment(int value) {
        fragment = value;
        return this;
    }

    /// IPv6 flow label.
    public FrameBuilder flowLabel(int value) {
        flowLabel = value;
        return this;
    }

    /// TTL or hop limit.
    public FrameBuilder ttl(int value) {
        ttl = value;
        return this;
    }

    /// IPv4 protocol or IPv6 next header.
    public FrameBuilder protocol(int value) {
        protocol = value;
        return this;
    }

    /// TCP flags, eight bits.
    public FrameBuilder flags(int value) {
        flags = value;
        return this;
    }

    /// The four bits beside the data offset; the lowest is the old NS.
    public FrameBuilder reserved(int value) {
        reserved = value;
        return this;
    }

    /// Sequence number.
    public FrameBuilder sequence(int value) {
        sequence = value;
        return this;
    }

    /// Acknowledgement number.
    public FrameBuilder acknowledgement(int value) {
        acknowledgement = value;
        return this;
    }

    /// Window.
    public FrameBuilder window(int value) {
        window = value;
        return this;
    }

    /// Urgent pointer.
    public FrameBuilder urgent(int value) {
        urgent = value;
        return this;
    }

    /// Added to the right total length.
    public FrameBuilder totalLengthDelta(int value) {
        totalLengthDelta = value;
        return this;
    }

    /// Added to the right IPv4 header length, in words.
    public FrameBuilder headerWordsDelta(int value) {
        headerWordsDelta = value;
        return this;
    }

    /// Added to the right TCP data offset, in words.
    public FrameBuilder dataOffsetDelta(int value) {
        dataOffsetDelta = value;
        return this;
    }

    /// IPv4 options, whole words.
    public FrameBuilder ipOptions(String hex) {
        ipOptions = HexFormat.of().parseHex(hex);
        return this;
    }

    /// TCP options, whole words.
    public FrameBuilder options(String hex) {
        options = HexFormat.of().parseHex(hex);
        return this;
    }

    /// Payload.
    public FrameBuilder payload(String hex) {
        payload = HexFormat.of().parseHex(hex);
        return this;
    }

    /// The IP packet.
    public byte[] ip() {
        int tcpLength = 20 + options.length + payload.length;
        var out = ByteBuffer.allocate((v4 ? 20 + ipOptions.length : 40) + tcpLength);
        if (v4) putV4(out, tcpLength);
        else putV6(out, tcpLength);
        out.putShort((short) 1025).putShort((short) 25).putInt(sequence).putInt(acknowledgement);
        out.put((byte) (((5 + options.length / 4 + dataOffsetDelta) << 4) | reserved))
                .put((byte) flags);
        out.putShort((short) window).putShort((short) 0).putShort((short) urgent);
        return out.put(options).put(payload).array();
    }

    private void putV4(ByteBuffer out, int tcpLength) {
        out.put((byte) (0x45 + ipOptions.length / 4 + headerWordsDelta)).put((byte) tos);
        out.putShort((short) (20 + ipOptions.length + tcpLength + totalLengthDelta));
        out.putShort((short) identification).putShort((short) fragment);
        out.put((byte) ttl).put((byte) protocol).putShort((short) 0);
        out.putInt(0x0A00_0001).putInt(0xC000_0219).put(ipOptions);
    }

    private void putV6(ByteBuffer out, int tcpLength) {
        out.putInt(0x6000_0000 | (tos << 20) | flowLabel);
        out.putShort((short) (tcpLength + totalLengthDelta))
                .put((byte) protocol)
                .put((byte) ttl);
        out.putLong(0x2001_0DB8_0000_0000L)
                .putLong(1)
                .putLong(0x2001_0DB8_0000_0000L)
                .putLong(0x19);
    }

    /// The IP packet behind a link header.
    public byte[] behind(String linkHeaderHex) {
        byte[] header = HexFormat.of().parseHex(linkHeaderHex);
        byte[] ip = ip();
        return ByteBuffer.allocate(header.length + ip.length)
                .put(header)
                .put(ip)
                .array();
    }

    /// The IP packet in an Ethernet frame.
    public byte[] ethernet() {
        return behind("020000000001020000000002" + (v4 ? "0800" : "86dd"));
    }
}
