package dev.synoptic.conformance.pipeline;

import dev.synoptic.standalone.Synoptic;
import dev.synoptic.testing.Interrupts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The `synoptic` command in a JVM like this one.
///
/// @param process it
/// @param log     what it says
record SynopticProcess(Process process, Path log) implements AutoCloseable {

    private static final long END_SECONDS_MAX = 40;
    private static final long EXIT_SECONDS_MAX = 180;

    static SynopticProcess start(Path log, String... arguments) throws IOException {
        return start(log, List.of(), arguments);
    }

    /// @param options of the JVM besides the usual ones
    static SynopticProcess start(Path log, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Synoptic.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(Interrupts.heard(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new SynopticProcess(process, log);
    }

    String said() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /// As a power cut would end it.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// As Ctrl-C does.
    void interrupt() throws IOException, InterruptedException {
        int done = new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
        if (done != 0) throw new AssertionError("kill: " + done);
    }

    /// Its exit status, once it has ended of itself.
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(EXIT_SECONDS_MAX, TimeUnit.SECONDS)) throw new AssertionError("it does not end");
        return process.exitValue();
    }

    /// As a service manager would.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) throw new AssertionError("it does not end");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
