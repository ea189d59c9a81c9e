package dev.synoptic.standalone.p0f;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One `synoptic p0f` inside this JVM, and what it said.
record CommandRun(int status, String out, String err) {

    static CommandRun of(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status =
                new P0fCommand(print(out), print(err), true, Endings.NONE).execute(arguments.toArray(String[]::new));
        return new CommandRun(
                status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.ISO_8859_1));
    }

    private static PrintStream print(ByteArrayOutputStream octets) {
        return new PrintStream(octets, true, StandardCharsets.ISO_8859_1);
    }
}
