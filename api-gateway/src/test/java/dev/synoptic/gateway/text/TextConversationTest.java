package dev.synoptic.gateway.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.Said;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One line in, one line out, the end: `clients.md` 5.
class TextConversationTest {

    private OperatingSystem system = new OperatingSystem("Linux", "3.11 and newer", false, false);

    @ParameterizedTest
    @CsvSource({
        "198.18.25.10\\n, Linux 3.11 and newer",
        "198.18.25.10\\r\\n, Linux 3.11 and newer",
        "198.18.25.10, Linux 3.11 and newer",
        "2001:0db8:0025:0000:0000:0000:0000:0010\\n, Linux 3.11 and newer",
        "2001:DB8:25::10\\n, Linux 3.11 and newer",
        "::ffff:198.18.25.10\\n, Linux 3.11 and newer",
        "198.18.25.10 full\\n, os=Linux 3.11 and newer; conns=7",
        "198.18.25.99\\n, Unknown",
        "198.18.25.99 full\\n, Unknown",
        "198.18.25.10 whole\\n, Unknown",
        "198.18.25.10 full now\\n, Unknown",
        "198.18.25.300\\n, Unknown",
        "mx.example.org\\n, Unknown",
        "\\n, Unknown",
        "'', Unknown",
    })
    void aLineIsAnsweredByALineAndTheEnd(String asked, String answer) {
        Said said = ask(asked.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(said.text()).isEqualTo(answer + "\n");
        assertThat(said.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void aLineMayComeInPieces(int piece) {
        var said =
                new Said(protocol()).send("198.18.25.10\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII), piece);
        assertThat(said.text()).isEqualTo("Linux 3.11 and newer\n");
    }

    @Test
    void whatIsNoLineIsAnsweredTooAndNoMoreIsReadOfIt() {
        assertThat(ask("x".repeat(100_000)).text()).isEqualTo("Unknown\n");
        assertThat(ask("\u0000\u00ff\n").text()).isEqualTo("Unknown\n");
    }

    @Test
    void nothingLeavesThatATerminalOrAHeaderShouldNotSee() {
        system = new OperatingSystem("a\u001b[2J\n\u00e9", "b".repeat(400), false, false);
        assertThat(ask("198.18.25.10 full\n").text()).matches("[ -~]{255}\n").startsWith("os=a?[2J?? b");
        system = new OperatingSystem("", "", false, false);
        assertThat(ask("198.18.25.10\n").text()).isEqualTo("Unknown\n");
    }

    private Said ask(String text) {
        return new Said(protocol()).send(text).end();
    }

    private TextProtocol protocol() {
        var known = IpAddress.parse("198.18.25.10").orElseThrow();
        var known6 = IpAddress.parse("2001:db8:25::10").orElseThrow();
        var host = HostAnswer.visits(1, 2, 7).withSystem(system);
        return new TextProtocol(
                address -> address.equals(known) || address.equals(known6) ? Optional.of(host) : Optional.empty(),
                Optional.empty(),
                new TextCounters());
    }
}
