package dev.synoptic.p0f;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// An answer of p0f's socket (`p0f-v3.md` 11.2). Texts are ISO-8859-1 and empty where nothing is known.
///
/// @param status            whether there is anything to tell
/// @param firstSeenSeconds  since 1970, unsigned 32 bits, like all times here
/// @param lastSeenSeconds   the last connection's start, not its last packet
/// @param connections       started since the record exists, in both roles
/// @param uptimeMinutes     by the last sample, 0 if none
/// @param uptimeModuloDays  of the last sample, 0 if none
/// @param lastNatSeconds    of the last `ip sharing`, 0 if none
/// @param lastChangeSeconds of the last `host change`, 0 if none
/// @param distance          hops, 255 when unknown (O-17), signed 16 bits
/// @param badSoftware       0, 1 (User-Agent names another system), 2 (dishonest)
/// @param osMatchQuality    0 exact, 1 fuzzy, 2 generic, 3 both
/// @param osName            name of the system
/// @param osFlavor          its flavor
/// @param httpName          name of the HTTP software
/// @param httpFlavor        its flavor
/// @param linkType          link by MTU
/// @param language          what its browser asks for
public record P0fAnswer(
        Status status,
        int firstSeenSeconds,
        int lastSeenSeconds,
        int connections,
        int uptimeMinutes,
        int uptimeModuloDays,
        int lastNatSeconds,
        int lastChangeSeconds,
        int distance,
        int badSoftware,
        int osMatchQuality,
        String osName,
        String osFlavor,
        String httpName,
        String httpFlavor,
        String linkType,
        String language) {

    /// Octets of an answer.
    public static final int LENGTH = 232;

    /// The first four octets of every answer.
    public static final int MAGIC = 0x50304602;

    /// Octets of a text; a longer one is cut, and one of 32 has no zero behind it (API-2, O-18).
    public static final int TEXT_LENGTH = 32;

    /// Hops, while unknown (O-17).
    public static final int DISTANCE_UNKNOWN = 255;

    /// The answer to what is no query.
    public static final P0fAnswer BAD_QUERY = nothing(Status.BAD_QUERY);

    /// The answer for a host that is not known.
    public static final P0fAnswer NO_MATCH = nothing(Status.NO_MATCH);

    /// Whether there is anything to tell.
    public enum Status {
        BAD_QUERY(0x00),
        OK(0x10),
        NO_MATCH(0x20);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /// The status as it stands in an answer.
        public int code() {
            return code;
        }
    }

    private static P0fAnswer nothing(Status status) {
        return new P0fAnswer(status, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "", "", "", "", "", "");
    }

    /// Puts the [#LENGTH] octets of this answer at the position of `octets`, whose order is left little-endian.
    public void write(ByteBuffer octets) {
        octets.order(ByteOrder.LITTLE_ENDIAN).putInt(MAGIC).putInt(status.code());
        octets.putInt(firstSeenSeconds).putInt(lastSeenSeconds).putInt(connections);
        octets.putInt(uptimeMinutes)
                .putInt(uptimeModuloDays)
                .putInt(lastNatSeconds)
                .putInt(lastChangeSeconds);
        octets.putShort((short) distance).put((byte) badSoftware).put((byte) osMatchQuality);
        writeText(octets, osName);
        writeText(octets, osFlavor);
        writeText(octets, httpName);
        writeText(octets, httpFlavor);
        writeText(octets, linkType);
        writeText(octets, language);
    }

    private static void writeText(ByteBuffer octets, String text) {
        for (int i = 0; i < TEXT_LENGTH; i++) octets.put(i < text.length() ? (byte) text.charAt(i) : 0);
    }

    /// The octets of this answer.
    public byte[] toBytes() {
        var octets = ByteBuffer.allocate(LENGTH);
        write(octets);
        return octets.array();
    }

    /// Reads the next [#LENGTH] octets.
    ///
    /// @throws IllegalArgumentException where they are no answer
    public static P0fAnswer read(ByteBuffer octets) {
        octets.order(ByteOrder.LITTLE_ENDIAN);
        if (octets.remaining() < LENGTH) {
            throw new IllegalArgumentException("an answer has " + LENGTH + " octets, not " + octets.remaining());
        }
        int magic = octets.getInt();
        if (magic != MAGIC)
            throw new IllegalArgumentException("no answer of p0f: magic is " + Integer.toHexString(magic));
        return new P0fAnswer(
                status(octets.getInt()),
                octets.getInt(),
                octets.getInt(),
                octets.getInt(),
                octets.getInt(),
                octets.getInt(),
                octets.getInt(),
                octets.getInt(),
                octets.getShort(),
                Byte.toUnsignedInt(octets.get()),
                Byte.toUnsignedInt(octets.get()),
                readText(octets),
                readText(octets),
                readText(octets),
                readText(octets),
                readText(octets),
                readText(octets));
    }

    private static Status status(int code) {
        for (var status : Status.values()) {
            if (status.code == code) return status;
        }
        throw new IllegalArgumentException("no answer of p0f: status is " + Integer.toHexString(code));
    }

    private static String readText(ByteBuffer octets) {
        var text = new byte[TEXT_LENGTH];
        octets.get(text);
        int length = 0;
        while (length < TEXT_LENGTH && text[length] != 0) length++;
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
