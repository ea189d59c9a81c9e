package dev.synoptic.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;

/// The steps of an `.api` vector: queries and answers between packets.
public record QueryScript(List<String> steps) {

    private static final HexFormat HEX = HexFormat.of();

    /// Reads the lines of a script.
    public static QueryScript of(String text) {
        return new QueryScript(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    /// Plays every step; whatever comes back otherwise than p0f's fails.
    public void play(QueryStand stand) {
        for (int i = 0; i < steps.size(); i++) play(stand, steps.get(i), i + 1);
    }

    private static void play(QueryStand stand, String step, int number) {
        var words = step.split(" ");
        switch (words[0]) {
            case "packets" -> stand.feed(Integer.parseInt(words[1]));
            case "connect" -> stand.connect(words[1]);
            case "send" -> stand.send(words[1], HEX.parseHex(words[2]));
            case "recv" -> {
                var expected = HEX.parseHex(words[2]);
                assertThat(HEX.formatHex(stand.receive(words[1], expected.length)))
                        .as("step %d: recv %s", number, words[1])
                        .isEqualTo(words[2]);
            }
            case "silent" ->
                assertThat(stand.isSilent(words[1], Integer.parseInt(words[2])))
                        .as("step %d: %s", number, step)
                        .isTrue();
            case "close" -> stand.close(words[1]);
            default -> throw new IllegalArgumentException("step " + number + ": " + step);
        }
    }
}
