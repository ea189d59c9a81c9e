package dev.synoptic.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.standalone.config.FrontSection.KeptProtocol;
import dev.synoptic.standalone.config.FrontSection.KeptSocket;
import dev.synoptic.standalone.shell.UserMistake;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `front.sockets` says: whose the files are, and that nobody beyond this machine reaches a front.
class FrontCommandTest {

    private static KeptSocket at(String listen, String mode) {
        return new KeptSocket(
                listen, KeptProtocol.V3, List.of("/run/x/gw"), mode, Optional.of("haraka"), Optional.of("mail"));
    }

    @Test
    void aSocketFileHasTheModeAndOwnersOfItsSettings() {
        assertThat(FrontCommand.kept(at("/run/x/p0f", "0640")).endpoint())
                .isEqualTo(new Endpoint.Unix(
                        Path.of("/run/x/p0f"), 0640, Optional.of("haraka"), Optional.of("mail"), false));
    }

    @Test
    void aModeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> at("/run/x/p0f", "rw-"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mode: rw-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10040", "127.0.0.2:10040", "[::1]:10040"})
    void anAddressOfThisMachineIsKept(String listen) {
        assertThat(FrontCommand.kept(at(listen, "0660")).endpoint()).isInstanceOf(Endpoint.Tcp.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:10040", "192.0.2.1:10040", "[::]:10040", "[2001:db8::1]:10040"})
    void anAddressThatOtherMachinesReachIsRefused(String listen) {
        assertThatThrownBy(() -> FrontCommand.kept(at(listen, "0660")))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(listen.substring(listen.lastIndexOf(':')))
                .hasMessageContaining("other machines");
    }
}
