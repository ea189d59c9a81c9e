package dev.synoptic.agent.maillog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/// A mail log as rotation leaves it: plain, or compressed by gzip, bzip2, xz or zstd, told by its first
/// octets.
public final class LogFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /// Bounds what xz and zstd may ask for: a window of 1 GiB is a bomb, not a log.
    private static final int DECOMPRESSION_KIB_MAX = 256 * 1024;

    private final FileChannel channel;
    private final InputStream octets;
    private final boolean plain;
    private final long size;

    private LogFile(FileChannel channel, InputStream octets, boolean plain, long size) {
        this.channel = channel;
        this.octets = octets;
        this.plain = plain;
        this.size = size;
    }

    /// Opens a log at its beginning.
    public static LogFile open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            var buffered = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
            var octets = unpacked(buffered);
            return new LogFile(channel, octets, octets instanceof BufferedInputStream, channel.size());
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    private static InputStream unpacked(BufferedInputStream octets) throws IOException {
        String compressor;
        try {
            compressor = CompressorStreamFactory.detect(octets);
        } catch (CompressorException plain) {
            return octets; // none of them: a plain log
        }
        try {
            // Rotated logs may be several compressed streams on end, as cat and zcat make them.
            return new CompressorStreamFactory(true, DECOMPRESSION_KIB_MAX)
                    .createCompressorInputStream(compressor, octets);
        } catch (CompressorException damaged) {
            throw new IOException(compressor + " that cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    /// Opens a log some octets of the log itself, not of a compressed file, after its beginning.
    ///
    /// @throws IOException also where it is shorter
    public static LogFile open(Path file, long offset) throws IOException {
        var log = open(file);
        try {
            log.octets.skipNBytes(offset);
            return log;
        } catch (IOException shorter) {
            log.close();
            throw shorter;
        }
    }

    /// Whether it is not compressed, and may still grow.
    public boolean isPlain() {
        return plain;
    }

    /// The next octets of the log itself; -1 at its end, which for a plain one may be its end for now.
    public int read(byte[] into) throws IOException {
        return octets.read(into);
    }

    /// Octets of the file read so far; of a compressed one, compressed octets.
    public long octetsRead() throws IOException {
        return channel.position();
    }

    /// Octets of the file.
    public long octetsTotal() {
        return size;
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }
}
