package dev.synoptic.gateway.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.Said;
import dev.synoptic.gateway.answer.ConnectionWitness;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The octets of p0f 2's answers: `clients.md` 2.1, filled as 2.2 rule 4 says; one query, one answer, the end (rule 1).
class V2AnswerTest {

    /// The example of 2.1.
    private static final String QUERY = "edacef0d0100000078563412c612190ac612190157a11900";

    private static final String HEAD = "edacef0d78563412";

    private OptionalInt distance = OptionalInt.of(0);
    private Optional<OperatingSystem> system =
            Optional.of(new OperatingSystem("Linux", "2.6 (newer, 1)", false, false));
    private Optional<HostAnswer.Tool> tool = Optional.empty();
    private OptionalLong nat = OptionalLong.empty();
    private V2Form form = V2Form.USUAL;

    @Test
    void theExampleOfTheSpecificationComesOut() {
        assertThat(hex(QUERY)).hasSize(288).startsWith(HEAD + "00").endsWith("0000000001009cff000000005b270000");
        assertThat(text(9, 20)).isEqualTo("Linux");
        assertThat(text(29, 40)).isEqualTo("2.6 (newer, 1)");
        assertThat(text(70, 30)).isEqualTo("Ethernet or modem");
        assertThat(text(100, 30)).isEmpty();
    }

    @Test
    void linksAreCalledAsTheTableSays() {
        form = new V2Form(false, true, Map.of("Ethernet or modem", "ethernet/modem"));
        assertThat(text(70, 30)).isEqualTo("ethernet/modem");
    }

    @Test
    void textsAreCutBeforeTheirFieldsEnd() {
        system = Optional.of(new OperatingSystem("n".repeat(30), "f".repeat(60), false, false));
        assertThat(text(9, 20)).isEqualTo("n".repeat(19));
        assertThat(text(29, 40)).isEqualTo("f".repeat(39));
        assertThat(answer(QUERY)[28]).isZero();
        assertThat(answer(QUERY)[68]).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12, 12", "127, 127", "128, 127", "255, 127", "-1, -1"})
    void aDistanceFitsItsOctet(int hops, int octet) {
        distance = hops < 0 ? OptionalInt.empty() : OptionalInt.of(hops);
        assertThat(answer(QUERY)[69]).isEqualTo((byte) octet);
    }

    @Test
    void natIsARecentOneAndRealIsASystemThatIsNoTool() {
        nat = OptionalLong.of(1_700_000_600 - 86_399);
        assertThat(answer(QUERY)[131]).isEqualTo((byte) 1);
        nat = OptionalLong.of(1_700_000_600 - 86_400);
        assertThat(answer(QUERY)[131]).isZero();
        tool = Optional.of(new HostAnswer.Tool("NMap", "SYN scan", 1_700_000_600));
        assertThat(answer(QUERY)[132]).isZero();
        tool = Optional.empty();
        system = Optional.empty();
        assertThat(answer(QUERY)[132]).isZero();
        assertThat(text(9, 20)).isEmpty();
    }

    @Test
    void whatMakesNoSenseAndWhatIsNotKnownIsZerosButForAFewOctets() {
        assertThat(hex("edacef0c" + QUERY.substring(8))).isEqualTo(HEAD + "01" + "00".repeat(135));
        assertThat(hex("edacef0d03" + QUERY.substring(10))).isEqualTo(HEAD + "01" + "00".repeat(135));
        assertThat(hex(QUERY.replace("c612190a", "c6121963")))
                .isEqualTo(HEAD + "02" + "00".repeat(60) + "ff" + "00".repeat(74));
    }

    @Test
    void aStatusQueryIsToldSevenNumbers() {
        assertThat(hex("edacef0d02" + QUERY.substring(10)))
                .isEqualTo(HEAD + "ff" + "322e302e38" + "00".repeat(11) + "53" + "0000" + "01000000" + "02000000"
                        + "03000000" + "04000000" + "05000000" + "06000000" + "ffffffff");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 23, 24})
    void aQueryMayComeInPiecesAndWhatFollowsItIsNotLookedAt(int piece) {
        var said = new Said(protocol()).send(HexFormat.of().parseHex(QUERY + QUERY), piece);
        assertThat(said.answers()).hasSize(144);
        assertThat(said.isClosed()).isTrue();
    }

    @Test
    void theShortFormIsServedWhereItIsSet() {
        form = new V2Form(true, true, Map.of());
        assertThat(hex("edacef0d78563412c612190ac612190157a11900"))
                .startsWith(HEAD + "00")
                .hasSize(288);
        assertThat(hex("0defaced78563412c612190ac612190157a11900")).startsWith(HEAD + "01");
    }

    private String text(int at, int octets) {
        String field = new String(answer(QUERY), at, octets, StandardCharsets.ISO_8859_1);
        assertThat(field.substring(field.indexOf('\0'))).isEqualTo("\0".repeat(octets - field.indexOf('\0')));
        return field.substring(0, field.indexOf('\0'));
    }

    private String hex(String query) {
        return HexFormat.of().formatHex(answer(query));
    }

    private byte[] answer(String query) {
        var said = new Said(protocol()).send(HexFormat.of().parseHex(query));
        assertThat(said.isClosed()).isTrue();
        return said.answers();
    }

    private V2Protocol protocol() {
        var known = IpAddress.parse("198.18.25.10").orElseThrow();
        var host = new HostAnswer(
                1_700_000_000,
                1_700_000_600,
                7,
                Optional.of(new HostAnswer.Uptime(10_075 * 60 + 59, 49)),
                nat,
                OptionalLong.empty(),
                distance,
                HostAnswer.Dishonesty.NONE,
                system,
                Optional.empty(),
                Optional.of("Ethernet or modem"),
                Optional.empty(),
                tool);
        return new V2Protocol(new V2Desk(
                address -> address.equals(known) ? Optional.of(host) : Optional.empty(),
                new Everything(),
                form,
                Optional.empty(),
                new V2Counters(),
                () -> new V2Status(1, 2, 3, 4, 5, 6, 1L << 40)));
    }

    /// Every connection was seen.
    private record Everything() implements ConnectionWitness {

        @Override
        public boolean saw(IpAddress client, int clientPort, IpAddress server, int serverPort) {
            return true;
        }

        @Override
        public boolean sawFromAnyPort(IpAddress client, IpAddress server, int serverPort) {
            return true;
        }

        @Override
        public boolean knowsServer(IpAddress server) {
            return true;
        }
    }
}
