package dev.synoptic.gateway.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.ConnectionWitness;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which connection is meant, by the ways of `clients.md` 2.2 rule 3 in their order; the octets of 2.1.
class V2DeskTest {

    private static final IpAddress CLIENT = IpAddress.parse("198.18.25.10").orElseThrow();
    private static final IpAddress SERVER = IpAddress.parse("198.18.25.1").orElseThrow();
    private static final IpAddress ELSEWHERE = IpAddress.parse("198.18.25.2").orElseThrow();
    private static final IpAddress NOWHERE = IpAddress.v4(0);
    private static final int PORT = 41303;
    private static final int SWAPPED = 0x57A1;

    @Test
    void theExampleOfTheSpecificationIsRead() {
        var octets = HexFormat.of().parseHex("edacef0d0100000078563412c612190ac612190157a11900");
        assertThat(V2Query.read(ByteBuffer.wrap(octets), V2Form.USUAL))
                .isEqualTo(new V2Query(V2Query.Kind.FINGERPRINT, 0x12345678, CLIENT, PORT, SERVER, 25));
    }

    @Test
    void theOldFormHasNoTypeAndPaddingMayHoldAnything() {
        var old = HexFormat.of().parseHex("edacef0d78563412c612190ac612190157a11900");
        assertThat(V2Query.read(ByteBuffer.wrap(old), new V2Form(true, false, Map.of())))
                .isEqualTo(new V2Query(V2Query.Kind.FINGERPRINT, 0x12345678, CLIENT, PORT, SERVER, 25));
        var garbage = HexFormat.of().parseHex("edacef0d02fffefd78563412c612190ac612190157a11900");
        assertThat(V2Query.read(ByteBuffer.wrap(garbage), V2Form.USUAL).kind()).isEqualTo(V2Query.Kind.STATUS);
        garbage[4] = 3;
        assertThat(V2Query.read(ByteBuffer.wrap(garbage), V2Form.USUAL).kind()).isEqualTo(V2Query.Kind.BAD);
    }

    @Test
    void theConnectionItselfIsMeantWhicheverWayItsPortIsWritten() {
        assertThat(isFound(false, PORT, SERVER, 25)).isTrue();
        assertThat(isFound(false, SWAPPED, SERVER, 25)).isTrue();
        assertThat(isFound(false, 40000, SERVER, 25)).isFalse();
        assertThat(isFound(false, PORT, SERVER, 587)).isFalse();
    }

    @Test
    void portZeroIsAnyAndALooseListenerTakesEveryPortForIt() {
        assertThat(isFound(false, 0, SERVER, 25)).isTrue();
        assertThat(isFound(false, 0, SERVER, 587)).isFalse();
        assertThat(isFound(true, 40000, SERVER, 25)).isTrue();
        assertThat(isFound(true, 40000, SERVER, 587)).isFalse();
    }

    @Test
    void theAddressAloneDecidesWhereTheServerIsNotNamedOrNotWatched() {
        assertThat(isFound(false, 0, NOWHERE, 0)).isTrue();
        assertThat(isFound(false, PORT, ELSEWHERE, 25)).isTrue();
    }

    private static boolean isFound(boolean loose, int port, IpAddress server, int serverPort) {
        var host = HostAnswer.visits(1, 2, 3);
        var desk = new V2Desk(
                address -> address.equals(CLIENT) ? Optional.of(host) : Optional.empty(),
                new OneConnection(),
                new V2Form(false, loose, Map.of()),
                Optional.empty(),
                new V2Counters(),
                () -> new V2Status(0, 0, 0, 0, 0, 0, 0));
        return desk.find(new V2Query(V2Query.Kind.FINGERPRINT, 1, CLIENT, port, server, serverPort))
                .isPresent();
    }

    /// The client's one connection, to port 25 of the server.
    private record OneConnection() implements ConnectionWitness {

        @Override
        public boolean saw(IpAddress client, int clientPort, IpAddress server, int serverPort) {
            return clientPort == PORT && sawFromAnyPort(client, server, serverPort);
        }

        @Override
        public boolean sawFromAnyPort(IpAddress client, IpAddress server, int serverPort) {
            return client.equals(CLIENT) && server.equals(SERVER) && serverPort == 25;
        }

        @Override
        public boolean knowsServer(IpAddress server) {
            return server.equals(SERVER);
        }
    }
}
