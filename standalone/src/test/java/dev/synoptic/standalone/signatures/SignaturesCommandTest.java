package dev.synoptic.standalone.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.standalone.Synoptic;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Repository;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `synoptic signatures` as a user meets it.
class SignaturesCommandTest {

    private static final String CURRENT_LINUX = "4:64+0:0:1460:mss*44,7:mss,sok,ts,nop,ws:df,id+:0";
    private static final double SPECIFIC_PERCENT_MIN = 85;

    /// A capture of 2001 (raw IPv4) that holds one SYN from 192.0.2.1 to 192.0.2.2, window 8192, no options.
    private static final byte[] SYN_WITHOUT_OPTIONS = HexFormat.of()
            .parseHex("a1b2c3d4" + "00020004" + "00000000" + "00000000" + "0000ffff" + "00000065"
                    + "3b9aca00" + "00000000" + "00000028" + "00000028"
                    + "45000028" + "00010000" + "40060000" + "c0000201" + "c0000202"
                    + "04000019" + "00000001" + "00000000" + "50022000" + "00000000");

    private record Told(int code, String out, String err) {}

    @TempDir
    private Path folder;

    @Test
    void explainsWithRowReasonsAndAlternatives() {
        var told = run("explain", CURRENT_LINUX);
        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains("Linux 4.20-6.15", "linux-4.20-6.15", "p0f.fp:", "Linux 2.2.x-3.x", "largest multiple");
    }

    @Test
    void explainsAsJson() {
        assertThat(run("explain", "--json", CURRENT_LINUX).out()).contains("\"os\" : \"Linux 4.20-6.15\"");
    }

    @Test
    void saysThatNothingFitsByItsExitCode() {
        assertThat(run("explain", "4:64+0:0:0:123,0:::0").code()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoSignatureByField() {
        var told = run("explain", "4:64+0:0");
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("expected ':'");
    }

    @Test
    void ownRowsComeFirst() throws Exception {
        Path own = write(
                "own.fp",
                "classes = other\n[tcp:request]\nlabel = s:other:Ours:relay\nsig = "
                        + "*:64:0:*:mss*44,7:mss,sok,ts,nop,ws:df,id+:0\n");
        var told = run("explain", "-f", own.toString(), CURRENT_LINUX);
        assertThat(told.out()).contains("Ours relay", own + ":4");
    }

    @Test
    void checksFiles() throws Exception {
        Path good = Repository.root().resolve("p0f.fp");
        assertThat(run("check", good.toString())).isEqualTo(new Told(0, "", ""));
        Path bad = write("bad.fp", "[mtu]\nlabel = a\nsig = 1500\nsig = 1500\n");
        var told = run("check", bad.toString());
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains(bad + ":4: can never win: line 3 (a)");
    }

    @Test
    void countsWhatNothingFitsInCapturesAndFolders() throws Exception {
        Path captures = Files.createDirectories(folder.resolve("captures/deeper"));
        Files.write(captures.resolve("one.pcap"), SYN_WITHOUT_OPTIONS);
        Files.write(folder.resolve("captures/none.pcap"), new byte[100]);
        Files.writeString(folder.resolve("captures/readme.txt"), "not read");

        var told = run("unknown", folder.resolve("captures").toString());
        assertThat(told.code()).isZero();
        assertThat(told.out()).isEqualTo("     1  SYN      4:64+0:0:0:8192,0:::0  ???\n");
        assertThat(told.err())
                .startsWith("left out: " + folder.resolve("captures/none.pcap"))
                .hasLineCount(1);

        assertThat(run("unknown", "--since", "2018", captures.toString()).out()).isEmpty();
        assertThat(run("unknown", folder.resolve("captures/none.pcap").toString())
                        .code())
                .isEqualTo(2);
        assertThat(run("unknown", folder.resolve("absent").toString()).err()).contains("absent");
    }

    @Test
    void showsAndFilters() {
        var told = run("show", "--text", "openbsd", "--section", "tcp:request");
        assertThat(told.out().lines()).hasSize(4).allMatch(line -> line.startsWith("OpenBSD"));
    }

    @Test
    void convertsAndChecksWhatItMade() throws Exception {
        Path pf = write("pf.os", "S10:64:1:60:M*,S,T,N,W6:Linux:3.0::Linux 3.0\nS4:64:1:60:M%8:Linux:x::no\n");
        var told = run("import", "--from", "pf.os", pf.toString());
        assertThat(told.out())
                .contains("; line 2 left out: options, M: found \"%8\"", "; 1 rows carried over, 1 left out");
        assertThat(run("check", write("made.fp", told.out()).toString()).code()).isZero();
    }

    /// `mail.md` T5.
    @Test
    void whatOpenBsdCallsMacOsCountsAsWhatP0fCallsMacOsX() throws Exception {
        Path pf =
                write("pf.os", "S2:255:1:48:M*,W0,E:MacOS:8.6::MacOS 8.6\nS10:64:1:60:M*,S,T,N,W6:SunOS:4.1::SunOS\n");
        var told = run("import", "--from", "pf.os", pf.toString());
        assertThat(told.out())
                .contains("label = s:unix:Mac OS X:8.6", "label = s:other:SunOS:4.1")
                .doesNotContain(":MacOS:");
        assertThat(run("check", write("made.fp", told.out()).toString()).code()).isZero();
    }

    @Test
    void saysWhichLabelsAndRulesMove() throws Exception {
        String head = "classes = unix\n[tcp:request]\nlabel = s:unix:Linux:";
        String sig = "\nsig = *:64:0:*:mss*44,7:mss,sok,ts,nop,ws:df,id+:0\n";
        Path old = write("old.fp", head + "4.x" + sig);
        Path next = write("next.fp", head + "5.x" + sig);
        Path rules = write("policy.cf", "# none\ngreylist = Linux 4.x\n");
        var told = run("diff", old.toString(), next.toString(), "--rules", rules.toString());
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("Linux 4.x -> Linux 5.x", rules + ":2: speaks of Linux 4.x, which moves");
        assertThat(run("diff", old.toString(), old.toString()).code()).isZero();
    }

    @Test
    void saysWhichExpressionsAndScoresMove() throws Exception {
        Path old = write("old.fp", unix("Linux:4.x"));
        Path next = write("next.fp", unix("Linux:5.x (tunnel)"));
        Path scores = write("scores.cf", """
                header   A X-OS-Fingerprint =~ /^Linux 4\\.x(?: \\(|$)/
                header   B X-OS-Fingerprint =~ /tunnel/
                header   C X-OS-Fingerprint =~ /^Linux/
                {"level": "flavor", "os": "Linux", "flavor": "4.x", "points": 1}
                """);
        var told = run("diff", old.toString(), next.toString(), "--rules", scores.toString());
        assertThat(told.out().lines())
                .containsExactly(
                        "Linux 4.x -> Linux 5.x (tunnel)  (2 rows, such as *:64:0:*:mss*44,7:mss,sok,ts,nop,ws:df,id+:0)",
                        "  " + scores + ":1: speaks of Linux 4.x, which moves",
                        "  " + scores + ":2: did not hold for Linux 4.x, and does for Linux 5.x (tunnel)",
                        "  " + scores + ":4: speaks of Linux 4.x, which moves");
    }

    @Test
    void saysWhichZonesAndListenersOfAGatewayMove() throws Exception {
        Path old = write("old.fp", unix("Linux:4.x"));
        Path next = write("next.fp", unix("FreeBSD:20"));
        Path config = write("gateway.yaml", """
                gateway:
                  listeners:
                    - protocol: dns
                      address: "127.0.0.1:5353"
                      dns:
                        zone: os.example
                    - protocol: p0f-v3
                      unix: /run/p0f.sock
                      labels: "3.09b"
                    - protocol: p0f-v3
                      unix: /run/new.sock
                policy:
                  rules:
                    - name: old linux
                      label: ^Linux [34]
                      action: score
                      points: -1
                    - name: free
                      os: [FreeBSD, OpenBSD]
                      action: dunno
                    - name: far
                      distance-least: 20
                      action: dunno
                """);
        var told = run("diff", old.toString(), next.toString(), "--config", config.toString());
        assertThat(told.err()).isEmpty();
        assertThat(told.out().lines())
                .containsExactly(
                        "Linux 4.x -> FreeBSD 20  (2 rows, such as *:64:0:*:mss*44,7:mss,sok,ts,nop,ws:df,id+:0)",
                        "  policy rule old linux: held for the old label, and does not for the new one",
                        "  policy rule free: holds for the new label alone",
                        "  zone os.example: from linux.os.example to bsd.os.example",
                        "  gateway.listeners[1]: in 3.09b's words, from Linux 4.x to FreeBSD 20");
    }

    @Test
    void whoeverHearsOldWordsDoesNotNoticeAReword() throws Exception {
        Path old = write("old.fp", unix("Linux:4.x"));
        Path next = write("next.fp", unix("Linux:5.x", ";@ was = Linux:4.x"));
        Path config = write("gateway.yaml", """
                gateway:
                  listeners:
                    - protocol: text
                      unix: /run/text.sock
                      labels: "3.09b"
                """);
        assertThat(run("diff", old.toString(), next.toString(), "--config", config.toString())
                        .out())
                .contains("Linux 4.x -> Linux 5.x")
                .doesNotContain("gateway.listeners");
    }

    private static String unix(String label, String... notes) {
        return "classes = unix\n[tcp:request]\nlabel = s:unix:" + label + "\n" + String.join("\n", notes)
                + "\nsig = *:64:0:*:mss*44,7:mss,sok,ts,nop,ws:df,id+:0\n";
    }

    @Test
    @Needs({Need.CORPUS, Need.P0F})
    void namesMostOfTodaysSenders() {
        var told = run(
                "measure", Repository.shared().orElseThrow().resolve("corpus").toString(), "--old", "/etc/p0f/p0f.fp");
        var since = Pattern.compile(
                        "(?m)^\\| \\*\\*since 2018\\*\\* \\|.*\\| ([0-9.]+) \\([0-9.]+\\) / [0-9.]+ / [0-9.]+ \\|$")
                .matcher(told.out());
        assertThat(since.find()).as(told.out()).isTrue(); // the first is that of SYNs
        assertThat(Double.parseDouble(since.group(1))).isGreaterThanOrEqualTo(SPECIFIC_PERCENT_MIN);
    }

    private Path write(String name, String text) throws java.io.IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Told run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] all = new String[arguments.length + 1];
        all[0] = "signatures";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int code = Synoptic.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Told(code, out.toString(), err.toString());
    }
}
