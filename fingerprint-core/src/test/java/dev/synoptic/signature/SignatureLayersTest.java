package dev.synoptic.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.signature.SignatureLayers.Layer;
import dev.synoptic.signature.SignatureLayers.Layered;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Own signatures over the shipped ones.
class SignatureLayersTest {

    private static final String SHIPPED = """
            classes = win,unix
            [tcp:request]
            label = s:unix:Linux:6.x
              ;@ id = linux-6
              ;@ sig = *:64:0:*:mss*max,7:mss,ws:df,id+:0
              sig = *:64:0:*:mss*44,7:mss,ws:df,id+:0
            label = s:win:Windows:11
              sig = *:128:0:*:mss*44,8:mss,ws:df,id+:0
            """;

    @Test
    void upperRowsComeFirstAndHideWhatTheyCover() throws Exception {
        var layered = layers(
                "classes = other\n[tcp:request]\nlabel = s:other:Ours:\nsig = *:64:0:*:mss*44,7:mss,ws:df,id+:0\n");
        var rows = layered.database().tcpRequest();
        assertThat(rows.stream().map(row -> row.label().text())).containsExactly("Ours", "Windows 11");
        assertThat(layered.database().classes()).containsExactly("other", "unix", "win");
    }

    @Test
    void everyLineKnowsWhereItComesFrom() throws Exception {
        var layered = layers(
                "classes = other\n[tcp:request]\nlabel = s:other:Ours:\nsig = *:64:0:*:mss*3,7:mss,ws:df,id+:0\n");
        var rows = layered.database().tcpRequest();
        assertThat(rows.stream().map(row -> layered.place(row.line())))
                .containsExactly(new Place("own.fp", 4), new Place("p0f.fp", 6), new Place("p0f.fp", 8));
    }

    @Test
    void theWholeAsOneFileKnowsItToo() throws Exception {
        var layered = SignatureLayers.of(List.of(new Layer("/etc/here/own.fp", """
                        classes = other
                        [tcp:request]
                        label = s:other:Ours:
                        ;@ sig = *:64:0:*:mss*max(9000),7:mss,ws:df,id+:0
                        """), new Layer("p0f.fp", SHIPPED)));
        var read = SignatureDatabase.parseForFleet("signatures.fp", layered.text());
        var notes = read.annotations();
        assertThat(notes.place(notes.requestRules().getFirst().signature().line()))
                .as("without folders, which differ from machine to machine")
                .contains(new Place("own.fp", 4));
        assertThat(notes.place(read.tcpRequest().getLast().line())).contains(new Place("p0f.fp", 8));
        assertThat(read.version()).isEqualTo(layered.database().version());
    }

    @Test
    void anotherLayerIsAnotherVersion() throws Exception {
        assertThat(layers(";@ hide = linux-6\n").database().version())
                .isNotEqualTo(layers("; nothing\n").database().version());
    }

    @Test
    void aHiddenLabelLosesItsRowsAndRules() throws Exception {
        var layered = layers(";@ hide = linux-6\n");
        assertThat(layered.database().tcpRequest()).hasSize(1);
        assertThat(layered.database().annotations().requestRules()).isEmpty();
    }

    @Test
    void aFileThatIsBadByItselfIsRefusedByItsOwnLine() {
        assertThatThrownBy(() -> layers("[tcp:request]\nsig = 1\n"))
                .isInstanceOf(SignatureFileException.class)
                .hasMessageStartingWith("own.fp:2: ");
    }

    private static Layered layers(String own) throws SignatureFileException {
        return SignatureLayers.of(List.of(new Layer("own.fp", own), new Layer("p0f.fp", SHIPPED)));
    }
}
