package dev.synoptic.standalone.p0f;

import dev.synoptic.testing.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/// The launcher with what was just compiled beside it, as a build leaves them: for tests of whole processes.
record LauncherHome(Path folder) {

    private static final long PATIENCE_SECONDS = 120;

    /// A finished process.
    record Ended(int status, String out, String err) {}

    /// Packs the class path of this test into jars.
    static LauncherHome make(Path folder) throws IOException {
        Path launcher = Files.createDirectories(folder.resolve("standalone/target/launcher"));
        Files.copy(Repository.root().resolve("synoptic"), folder.resolve("synoptic"));
        Files.setPosixFilePermissions(folder.resolve("synoptic"), PosixFilePermissions.fromString("rwxr-xr-x"));
        var jars = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.contains("test-classes") || entry.endsWith("/test")) continue;
            jars.add(Files.isDirectory(Path.of(entry)) ? packed(Path.of(entry), folder, jars.size()) : entry);
        }
        Files.writeString(launcher.resolve("dependencies.p0f"), String.join(File.pathSeparator, jars));
        Files.writeString(launcher.resolve("jvm.flags"), "--enable-native-access=ALL-UNNAMED\n");
        Files.writeString(launcher.resolve("built"), "");
        packed(folder.resolve("standalone"), folder.resolve("standalone/target"), 0);
        return new LauncherHome(folder);
    }

    private static String packed(Path classes, Path into, int number) {
        String jar = into.resolve("standalone-" + number + ".jar").toString();
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar, "-C", classes.toString(), ".");
        if (status != 0) throw new IllegalStateException("cannot pack " + classes);
        return jar;
    }

    /// Runs `synoptic p0f` with these arguments to its end.
    Ended p0f(String... arguments) throws IOException, InterruptedException {
        return behind(List.of(), arguments);
    }

    /// The same, started by another program.
    Ended behind(List<String> starter, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(starter);
        command.addAll(List.of(folder.resolve("synoptic").toString(), "p0f"));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("SYNOPTIC_NO_BUILD", "yes");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after " + PATIENCE_SECONDS + " s: " + command);
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
