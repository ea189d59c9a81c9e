package dev.synoptic.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/// The command as a whole: what somebody sees who has never seen it.
final class SynopticTest {

    private record Told(int code, String out, String err) {}

    @Test
    void helpNamesEveryCommandAndP0f() {
        var told = run("--help");
        assertThat(told.code()).isZero();
        for (String name : Synoptic.commandLine().getSubcommands().keySet()) {
            assertThat(told.out()).containsPattern("(?m)^  " + name + " ");
        }
        assertThat(told.out()).contains("synoptic p0f -h");
    }

    @TestFactory
    Stream<DynamicTest> everyCommandExplainsItself() {
        return names(Synoptic.commandLine(), List.of()).stream()
                .map(path -> DynamicTest.dynamicTest(String.join(" ", path), () -> {
                    var told = run(Stream.concat(path.stream(), Stream.of("-h")).toArray(String[]::new));
                    assertThat(told.code()).isZero();
                    assertThat(told.err()).isEmpty();
                    assertThat(told.out()).startsWith("Usage: synoptic " + String.join(" ", path));
                    assertThat(told.out().lines().skip(1).anyMatch(line -> line.matches("[A-Z].*")))
                            .as("a description")
                            .isTrue();
                }));
    }

    private static List<List<String>> names(CommandLine parent, List<String> path) {
        var all = new ArrayList<List<String>>();
        parent.getSubcommands().forEach((name, command) -> {
            var here = Stream.concat(path.stream(), Stream.of(name)).toList();
            all.add(here);
            all.addAll(names(command, here));
        });
        return all;
    }

    @Test
    void aMistypedCommandIsNamedAndTheNearestOnesAreToo() {
        var told = run("signature", "check");
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("signature").contains("signatures");
        assertThat(told.out()).isEmpty();
    }

    @Test
    void nothingToDoIsAMistake() {
        assertThat(run().code()).isEqualTo(2);
        assertThat(run().err()).contains("a subcommand is missing");
    }

    @Test
    void versionSaysProgramSignaturesAndJvm() {
        var told = run("--version");
        assertThat(told.code()).isZero();
        assertThat(told.out().lines())
                .satisfiesExactly(
                        program -> assertThat(program).startsWith("synoptic "),
                        signatures -> assertThat(signatures).matches("p0f\\.fp \\d{4}\\..*digest [0-9a-f]{64}"),
                        java -> assertThat(java).startsWith("Java " + Runtime.version()));
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        assertThat(run("completion").out())
                .startsWith("#!")
                .contains("dead-letters", "--mail-log", "complete -F")
                .doesNotContain("\r");
    }

    private static Told run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Synoptic.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Told(code, out.toString(), err.toString());
    }
}
