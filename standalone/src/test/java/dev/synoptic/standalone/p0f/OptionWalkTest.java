package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.synoptic.p0f.Limits;
import dev.synoptic.packet.Fidelity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `p0f-v3.md` section 13.
class OptionWalkTest {

    private static P0fSettings settings(String... arguments) throws P0fRefusedException {
        return OptionWalk.walk(arguments).orElseThrow().settings();
    }

    private static void refused(Refusal refusal, String... arguments) {
        assertThatExceptionOfType(P0fRefusedException.class)
                .isThrownBy(() -> settings(arguments))
                .extracting(P0fRefusedException::refusal)
                .isEqualTo(refusal);
    }

    @Test
    void withoutOptionsP0fsDefaultsHold() throws P0fRefusedException {
        var settings = settings();

        assertThat(settings.limits()).isEqualTo(new Limits(1000, 10_000, 30, 120));
        assertThat(settings.socketConnections()).isEqualTo(20);
        assertThat(settings.fidelity()).isEqualTo(Fidelity.STRICT);
        assertThat(settings.logFormat()).isEqualTo(LogFormat.P0F);
        assertThat(settings.promiscuous() || settings.daemon()).isFalse();
    }

    @Test
    void lettersRunTogetherAndValuesAreGluedOn() throws P0fRefusedException {
        var settings = settings("-pdo/var/log/x", "-m10,100", "-t5,7", "-S7", "-s", "q", "-ieth0", "-unobody");

        assertThat(settings.promiscuous()).isTrue();
        assertThat(settings.daemon()).isTrue();
        assertThat(settings.log()).hasValue(Path.of("/var/log/x"));
        assertThat(settings.limits()).isEqualTo(new Limits(10, 100, 5, 7));
        assertThat(settings.socketConnections()).isEqualTo(7);
        assertThat(settings.device()).hasValue("eth0");
        assertThat(settings.user()).hasValue("nobody");
    }

    @Test
    void aValueMayLookLikeAnOption() throws P0fRefusedException {
        assertThat(settings("-o", "-p").log()).hasValue(Path.of("-p"));
    }

    @Test
    void optionsEndAtTheFirstArgumentThatIsNone() throws P0fRefusedException {
        assertThat(settings("-p", "port 25").filter()).hasValue("port 25");
        assertThat(settings("--", "-p").filter()).hasValue("-p");
        assertThat(settings("-").filter()).hasValue("-");
        refused(Refusal.SECOND_FILTER, "port 25", "-p");
    }

    @Test
    void theListOfInterfacesEndsTheWalkAtOnce() throws P0fRefusedException {
        assertThat(OptionWalk.walk("-p", "-L", "-Z")).isEmpty();
        assertThat(OptionWalk.walk("-pL")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-m, ' 5, 6x', 5, 6", "-m, '+7,8', 7, 8", "-m, '0010,0020', 10, 20"})
    void numbersMayHaveBlanksBeforeAndAnythingBehind(String option, String value, int flows, int hosts)
            throws P0fRefusedException {
        assertThat(settings(option, value).limits()).isEqualTo(new Limits(flows, hosts, 30, 120));
    }

    @Test
    void numbersThatWouldWrapRoundAreOutOfRange() {
        refused(Refusal.OUT_OF_RANGE, "-m", "4294967301,5");
        refused(Refusal.OUT_OF_RANGE, "-S", "99999999999999999999999");
    }

    @Test
    void twoDifferentValuesAreTwoEvenWhenOneOfEachPairIsTheDefault() {
        refused(Refusal.GIVEN_TWICE, "-m", "1000,5", "-m", "5,5");
        refused(Refusal.GIVEN_TWICE, "-t", "5,120", "-t", "5,5");
    }

    @Test
    void ownOptionsTakeTheirValueEitherWay() throws P0fRefusedException {
        assertThat(settings("--fidelity=fleet").fidelity()).isEqualTo(Fidelity.FLEET);
        assertThat(settings("--log-format", "v2").logFormat()).isEqualTo(LogFormat.V2);
        refused(Refusal.USAGE, "--log-format=xml");
        refused(Refusal.USAGE, "--fidelity");
    }

    @ParameterizedTest
    @CsvSource({
        "FILE_AND_LIVE, -r x -s y",
        "FILE_AND_LIVE, -r x -i y",
        "FILE_AND_LIVE, -r x -p",
        "FILE_AND_LIVE, -r x -d -o z",
        "NO_SOCKET, -S 5",
        "SILENT_DAEMON, -d",
        "USAGE, -o",
        "USAGE, -x"
    })
    void contradictionsAreToldBeforeAnythingIsOpened(Refusal refusal, String arguments) {
        refused(refusal, arguments.split(" "));
    }
}
