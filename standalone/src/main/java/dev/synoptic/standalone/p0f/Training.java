package dev.synoptic.standalone.p0f;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Runs over the sample captures for the JVM to watch: the classes that they load, and where the time goes, are kept
/// ready for later starts (`-XX:AOTCacheOutput`). What they write, they remove.
public final class Training {

    /// Connections with a web server, then many with a mail server.
    private static final String WEB = "/training/web.pcap.gz", MAIL = "/sample/mx1.pcap.gz";

    private Training() {}

    /// Ends with status 0 where the runs went well.
    public static void main(String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("synoptic-training");
        Path web = unpack(WEB, folder.resolve("web"));
        Path mail = unpack(MAIL, folder.resolve("mail"));
        Path log = folder.resolve("log");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(web, mail, log, folder)));
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            int status = new P0fCommand(nowhere, System.err, true, Endings.NONE).execute("-r", web.toString());
            if (status != P0fCommand.DONE) System.exit(status);
        }
        P0fMain.main("-r", mail.toString(), "-o", log.toString(), "-m", "5000,5000");
    }

    private static void remove(Path... files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException kept) {
                System.err.println("training leaves " + file + " behind: " + kept.getMessage());
            }
        }
    }

    private static Path unpack(String name, Path to) throws IOException {
        try (InputStream sample = Training.class.getResourceAsStream(name)) {
            if (sample == null) throw new IOException(name + " is missing from this build");
            Files.copy(new GZIPInputStream(sample), to);
        }
        return to;
    }
}
