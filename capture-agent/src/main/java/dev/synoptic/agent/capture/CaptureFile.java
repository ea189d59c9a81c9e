package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.synoptic.packet.FrameWindow;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A capture file of any size: pcap or pcapng, plain or gzip, without libpcap.
///
/// A plain file is mapped and its frames are shown where they lie; a compressed one, or a pipe, passes through a
/// small buffer. Nothing is allocated per frame. One thread.
public final class CaptureFile implements FrameSource {

    private static final int GZIP = 0x1F8B;
    private static final int MAGIC = 4;
    private static final int GZIP_BUFFER = 1 << 16;

    private final FileOctets octets;
    private final RecordFormat format;

    private CaptureFile(FileOctets octets, RecordFormat format) {
        this.octets = octets;
        this.format = format;
    }

    /// Opens a capture to take [Reading#WHOLE].
    ///
    /// @throws CaptureFileException where the file is none, or none that is understood
    /// @throws IOException          where it cannot be opened
    public static CaptureFile open(Path file) throws IOException {
        return open(file, Reading.WHOLE);
    }

    /// Opens a capture.
    ///
    /// @throws CaptureFileException where the file is none, or none that is understood
    /// @throws IOException          where it cannot be opened
    public static CaptureFile open(Path file, Reading reading) throws IOException {
        return reading(octets(file), reading);
    }

    /// Reads a capture from a stream, such as standard input; `name` stands for it in messages.
    public static CaptureFile stream(InputStream input, Path name, Reading reading) throws IOException {
        return reading(new StreamedOctets(name, input, () -> 0, 0), reading);
    }

    private static CaptureFile reading(FileOctets octets, Reading reading) throws IOException {
        try {
            return recognise(octets, reading);
        } catch (IOException refused) {
            octets.close();
            throw refused;
        }
    }

    private static FileOctets octets(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return isGzip(channel) ? gzip(file) : new MappedOctets(file, channel);
            }
        }
        return new StreamedOctets(file, Files.newInputStream(file), () -> 0, 0);
    }

    private static boolean isGzip(FileChannel channel) throws IOException {
        var first = ByteBuffer.allocate(2);
        return channel.read(first, 0) == 2 && (first.getShort(0) & 0xFFFF) == GZIP;
    }

    private static FileOctets gzip(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            var unpacked = new GZIPInputStream(
                    new BufferedInputStream(Channels.newInputStream(channel), GZIP_BUFFER), GZIP_BUFFER);
            return new StreamedOctets(file, unpacked, () -> position(channel), channel.size());
        } catch (EOFException cutOff) {
            channel.close();
            throw new CaptureFileException(file, 0, CaptureFault.CUT_OFF, "ends inside the head of its gzip data");
        } catch (ZipException damaged) {
            channel.close();
            throw new CaptureFileException(
                    file, 0, CaptureFault.MALFORMED, "damaged gzip data: " + damaged.getMessage());
        } catch (IOException unreadable) {
            channel.close();
            throw unreadable;
        }
    }

    private static long position(FileChannel channel) {
        try {
            return channel.position();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static CaptureFile recognise(FileOctets octets, Reading reading) throws IOException {
        if (!octets.has(MAGIC)) {
            throw octets.refusal(
                    CaptureFault.NOT_A_CAPTURE, "too short for a capture file: " + octets.left(MAGIC) + " octets");
        }
        int magic = octets.window().get(JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), octets.at());
        if (magic == PcapNg.SECTION) {
            return new CaptureFile(octets, PcapNg.open(octets, reading));
        }
        if (ClassicPcap.begins(magic)) return classic(octets, magic, ByteOrder.LITTLE_ENDIAN);
        int turned = Integer.reverseBytes(magic);
        if (ClassicPcap.begins(turned)) return classic(octets, turned, ByteOrder.BIG_ENDIAN);
        throw octets.refusal(
                CaptureFault.NOT_A_CAPTURE,
                "not a capture file: begins with " + String.format("%08x", turned)
                        + ", expected the magic number of pcap or pcapng");
    }

    private static CaptureFile classic(FileOctets octets, int magic, ByteOrder order) throws IOException {
        return new CaptureFile(octets, ClassicPcap.open(octets, magic, order));
    }

    /// When the frames of a capture were captured, by reading all of it, or as far as it goes where it is cut off;
    /// empty where it has none.
    public static Optional<CaptureSpan> span(Path file) throws IOException {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        try (var capture = open(file)) {
            var frame = new Frame();
            while (capture.next(frame) == Arrival.FRAME) {
                first = Math.min(first, frame.epochMicros());
                last = Math.max(last, frame.epochMicros());
            }
        } catch (CaptureFileException refused) {
            if (refused.fault() != CaptureFault.CUT_OFF || first > last) throw refused;
        }
        return first > last ? Optional.empty() : Optional.of(CaptureSpan.ofMicros(first, last));
    }

    @Override
    public Arrival next(Frame frame) throws IOException {
        return format.next(frame) ? Arrival.FRAME : Arrival.END;
    }

    @Override
    public int linkType() {
        return format.linkType();
    }

    /// Byte order of the machine that captured, as far as the first section or the whole classic file goes.
    public ByteOrder order() {
        return format.order();
    }

    /// The window through which this file's records are read: frames that are decoded through the same one are taken
    /// over once.
    public FrameWindow window() {
        return octets.near;
    }

    @Override
    public long octetsRead() {
        return octets.octetsRead();
    }

    /// Octets of the file on disk; 0 where it has no size, as a pipe.
    public long octetsTotal() {
        return octets.octetsTotal();
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }
}
