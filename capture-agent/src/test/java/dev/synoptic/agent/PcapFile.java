package dev.synoptic.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Captures in which only times matter.
final class PcapFile {

    private static final int MAGIC = 0xA1B2C3D4, ETHERNET = 1, SNAP_LENGTH = 65_535, FRAME = 14;

    private PcapFile() {}

    /// One frame at each of these times.
    static Path at(Path folder, String... times) throws IOException {
        var octets = ByteBuffer.allocate(24 + times.length * (16 + FRAME));
        octets.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        octets.putInt(SNAP_LENGTH).putInt(ETHERNET);
        for (String time : times) {
            octets.putInt((int) Instant.parse(time).getEpochSecond()).putInt(0);
            octets.putInt(FRAME).putInt(FRAME).put(new byte[FRAME]);
        }
        return Files.write(folder.resolve("capture.pcap"), octets.array());
    }
}
