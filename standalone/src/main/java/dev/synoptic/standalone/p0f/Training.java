package dev.synoptic.standalone.p0f;

import dev.synoptic.standalone.system.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A run over the sample capture for the JVM to watch: the classes that it loads are kept ready for later starts
/// (`-XX:AOTCacheOutput`). What it writes, it removes.
public final class Training {

    private static final String SAMPLE = "/sample/mx1.pcap.gz";

    private Training() {}

    /// Ends with status 0 where the run went well.
    public static void main(String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("synoptic-training");
        Path capture = folder.resolve("capture");
        Path log = folder.resolve("log");
        int status;
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            unpack(capture);
            status = new P0fCommand(nowhere, System.err, true, Signals::endBy)
                    .execute("-r", capture.toString(), "-o", log.toString(), "-m", "5000,5000");
        } finally {
            Files.deleteIfExists(capture);
            Files.deleteIfExists(log);
            Files.delete(folder);
        }
        System.exit(status);
    }

    private static void unpack(Path capture) throws IOException {
        try (InputStream sample = Training.class.getResourceAsStream(SAMPLE)) {
            if (sample == null) throw new IOException(SAMPLE + " is missing from this build");
            Files.copy(new GZIPInputStream(sample), capture);
        }
    }
}
