package dev.synoptic.standalone.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.standalone.Synoptic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `synoptic verdicts`: what is not understood is counted by shape and can be listed.
class VerdictsCommandTest {

    @TempDir
    Path folder;

    private record Told(int code, String out, String err) {}

    private static Told run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Synoptic.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Told(code, out.toString(), err.toString());
    }

    private Path log(String lines) throws IOException {
        return Files.writeString(folder.resolve("maillog"), lines);
    }

    private static final String SESSION = """
        Nov 20 10:00:00 mx postfix/smtpd[7]: connect from unknown[192.0.2.1]:4711
        Nov 20 10:00:01 mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]:4711: 554 5.7.1 <b@x.example>: Relay access denied; from=<a@y.example> to=<b@x.example> proto=ESMTP helo=<y>
        Nov 20 10:00:02 mx postfix/smtpd[7]: disconnect from unknown[192.0.2.1]:4711 ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4
        """;

    @Test
    void aLogThatIsUnderstoodIsCounted() throws IOException {
        var told = run("verdicts", log(SESSION).toString());

        assertThat(told.code()).as(told.out() + told.err()).isZero();
        assertThat(told.out())
                .contains("3 lines")
                .contains("       1  rejected")
                .doesNotContain("no known form:");
    }

    @Test
    void whatIsNotUnderstoodIsListedByShape() throws IOException {
        String odd = "Nov 20 10:00:0%d mx postfix/smtpd[7]: frobnicated unknown[192.0.2.%d] in %d ms\n";
        var told = run(
                "verdicts",
                log(SESSION + odd.formatted(3, 8, 51) + odd.formatted(4, 9, 7)).toString());

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out())
                .contains("Lines of no known form:")
                .containsPattern("(?m)^       2  .*frobnicated A in N ms$");
    }

    @Test
    void aFileThatIsNotThereIsTheUsersMistake() {
        var told = run("verdicts", folder.resolve("none").toString());

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("none: no such file");
    }
}
