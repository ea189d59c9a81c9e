package dev.synoptic.standalone.p0f;

import dev.synoptic.standalone.system.OrderlyEnd;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process behind `synoptic p0f`: few classes, no Kafka, a short start.
public final class P0fMain {

    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
    private static final Path NOBODY = Path.of("/dev/null");

    private P0fMain() {}

    /// Ends the process with p0f's exit status.
    public static void main(String... arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.ISO_8859_1);
        var end = new OrderlyEnd();
        end.exit(new P0fCommand(out, System.err, !isNobody(), end::endBy).execute(arguments));
    }

    private static boolean isNobody() {
        try {
            return Files.isSameFile(STANDARD_OUTPUT, NOBODY);
        } catch (IOException cannotTell) {
            return false;
        }
    }
}
