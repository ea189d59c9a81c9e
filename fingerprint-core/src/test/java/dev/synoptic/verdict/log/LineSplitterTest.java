package dev.synoptic.verdict.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

    private final List<String> lines = new ArrayList<>();
    private final List<RawRef> places = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter("g", 100, (line, ref) -> {
        lines.add(line);
        places.add(ref);
    });

    private void accept(byte[] octets, int piece) {
        for (int i = 0; i < octets.length; i += piece) {
            splitter.accept(octets, i, Math.min(i + piece, octets.length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void lines_are_the_same_however_the_octets_are_cut(int piece) {
        accept("one\ntwö\r\n\nlast without newline".getBytes(UTF_8), piece);
        assertThat(lines).containsExactly("one", "twö", "");
        assertThat(places).containsExactly(new RawRef("g", 100, 4), new RawRef("g", 104, 6), new RawRef("g", 110, 1));
        assertThat(splitter.nextOffset()).isEqualTo(111);
    }

    @Test
    void a_line_is_one_when_its_newline_is_there_V34() {
        accept("half".getBytes(UTF_8), 10);
        assertThat(lines).isEmpty();
        accept(" whole\n".getBytes(UTF_8), 10);
        assertThat(lines).containsExactly("half whole");
    }

    @Test
    void a_long_line_is_cut_and_counted_V34() {
        accept(("x".repeat(LineSplitter.LENGTH_MAX + 5) + "\nnext\n").getBytes(UTF_8), 4096);
        assertThat(lines.getFirst()).hasSize(LineSplitter.LENGTH_MAX);
        assertThat(lines.getLast()).isEqualTo("next");
        assertThat(splitter.cutLines()).isEqualTo(1);
        assertThat(places.getFirst().length()).isEqualTo(LineSplitter.LENGTH_MAX + 6);
        assertThat(splitter.nextOffset()).isEqualTo(100 + LineSplitter.LENGTH_MAX + 6 + 5);
    }

    @Test
    void a_line_of_just_the_greatest_length_is_whole() {
        accept(("x".repeat(LineSplitter.LENGTH_MAX) + "\n").getBytes(UTF_8), 4096);
        assertThat(splitter.cutLines()).isZero();
    }

    @Test
    void nuls_at_the_start_and_octets_that_are_no_UTF_8_V34() {
        accept(new byte[] {0, 0, 0, 'a', 0, (byte) 0xFF, 'b', '\n', 0, '\n'}, 3);
        assertThat(lines).containsExactly("a\0\uFFFDb", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void a_byte_order_mark_is_no_part_of_the_line_V34(int piece) {
        accept("\uFEFFone\r\n\uFEFF\r\n\uFEFF\ntw\uFEFFo\n".getBytes(UTF_8), piece);
        assertThat(lines).containsExactly("one", "", "", "tw\uFEFFo");
        assertThat(places.getFirst()).isEqualTo(new RawRef("g", 100, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "__CURSOR", "x\n", "__CURSE\nb\n", "\n\n"})
    void what_is_no_journal_is_lines_however_short(String text) {
        var found = Splitter.detecting("g", 100, (line, ref) -> lines.add(line));
        for (byte octet : text.getBytes(UTF_8)) found.accept(new byte[] {octet}, 0, 1);
        assertThat(lines)
                .isEqualTo(text.lines().filter(l -> text.contains(l + "\n")).toList());
        assertThat(found.nextOffset()).isEqualTo(100 + text.lastIndexOf('\n') + 1);
    }
}
