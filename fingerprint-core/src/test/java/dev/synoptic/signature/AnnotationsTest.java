package dev.synoptic.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// `;@` lines: comments to p0f, read by the fleet (`docs/signatures.md`).
class AnnotationsTest {

    private static final String HEAD = "classes = win,unix,other\n[tcp:request]\nlabel = s:unix:Linux:6.x\n";
    private static final String SIG = "sig = *:64:0:*:mss*44,7:mss,sok,ts,nop,ws:df,id+:0\n";

    @Test
    void whatIsWrongWithThemDoesNotConcernP0f() throws Exception {
        String text = HEAD + ";@ colour = blue\n;@ sig = *:64\n;@\n" + SIG;
        assertThat(SignatureDatabase.parse("own.fp", text).tcpRequest()).hasSize(1);
    }

    @Test
    void theFleetRefusesThemByLine() {
        String text = HEAD + ";@ colour = blue\n" + SIG + ";@ sig = *:64:0:*:mss*max(,7:mss:df:0\n";
        assertThatThrownBy(() -> SignatureDatabase.parseForFleet("own.fp", text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(SignatureFileException.class)
                .hasMessageContaining("own.fp:4: ")
                .hasMessageContaining("colour")
                .hasMessageContaining("own.fp:6: ");
    }

    @Test
    void notesBelongToTheNextRow() throws Exception {
        String text = HEAD
                + ";@ id = linux-6\n;@ was = Linux:3.x\n;@ from = A 2026-11-21 here\n;@ memory = 1 GiB\n"
                + ";@ among = 3 win:Windows:XP; unix:Linux:\n;@ only = p0f\n" + SIG
                + "sig = *:64:0:*:mss*44,8:mss,sok,ts,nop,ws:df,id+:0\n";
        var notes = SignatureDatabase.parse("own.fp", text).annotations();
        var row = notes.row(10);
        assertThat(row.from()).contains("A 2026-11-21 here");
        assertThat(row.memory()).contains("1 GiB");
        assertThat(row.p0fOnly()).isTrue();
        assertThat(row.among())
                .containsExactly(new Alternative(3, "win", "Windows", "XP"), new Alternative(0, "unix", "Linux", ""));
        assertThat(notes.row(11)).isEqualTo(RowNote.NONE);
        assertThat(notes.labels().values())
                .containsExactly(new LabelNote(Optional.of("linux-6"), Optional.of("Linux:3.x")));
    }

    @Test
    void rulesHaveWordsOfTheirOwn() throws Exception {
        String text = HEAD + ";@ sig = *:64:0:*:mss*max(33280),7:mss,sok,ts,nop,ws:df,id+,ecn?:0\n";
        var rule = SignatureDatabase.parse("own.fp", text)
                .annotations()
                .requestRules()
                .getFirst();
        assertThat(rule.largestBelow()).isEqualTo(OptionalInt.of(33_280));
        assertThat(rule.optional().text()).isEqualTo("ecn");
        assertThat(rule.signature().pattern().quirks().text()).isEqualTo("df,id+");
        assertThat(rule.signature().pattern().scale()).isEqualTo(OptionalInt.of(7));
        assertThat(rule.signature().line()).isEqualTo(4);
    }
}
