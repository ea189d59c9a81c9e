package dev.synoptic.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Ctrl-C, as tests send it.
///
/// A shell without job control has what it starts in the background ignore SIGINT; all below inherits that, and a JVM
/// leaves it so.
public final class Interrupts {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
    private static final int BIT = 1 << 1; // signal 2

    private Interrupts() {}

    /// Whether processes started here do not hear SIGINT.
    public static boolean areIgnored() throws IOException {
        if (!Files.exists(STATUS)) return false;
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(IGNORED))
                .anyMatch(line ->
                        (Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16) & BIT) != 0);
    }

    /// The command in a form in which it hears SIGINT, as the same process.
    public static List<String> heard(List<String> command) throws IOException {
        if (!areIgnored()) return command;
        var heard = new ArrayList<>(List.of("env", "--default-signal=INT"));
        heard.addAll(command);
        return heard;
    }
}
