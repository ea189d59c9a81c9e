package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.SocketCounters;
import dev.synoptic.packet.Network;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FrontSecurityTest {

    private static final byte[] QUERY = HexFormat.of().parseHex("0146305004c612190a000000000000000000000000");
    private static final int ANSWER_OCTETS = 232;

    @TempDir
    Path folder;

    @Test
    void insideTlsClientsOfOursAreAnsweredAndNobodyElse() throws Exception {
        var ids = new TlsFiles(folder);
        ids.make("server", "client", "stranger");
        try (var stand = new FrontStand(secured(ids))) {
            try (var ours = ids.socketOf("client", "server", address(stand))) {
                for (int i = 0; i < 3; i++) assertAnswered(ours, 1);
                assertAnswered(ours, 700);
            }
            assertThatThrownBy(() -> ask(ids.socketOf("stranger", "server", address(stand))))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(ids.socketOfNobody("server", address(stand))))
                    .isInstanceOf(IOException.class);
            try (var plain =
                    new Socket(address(stand).getAddress(), address(stand).getPort())) {
                plain.getOutputStream().write(QUERY);
                assertThat(plain.getInputStream().readAllBytes()).hasSizeLessThan(ANSWER_OCTETS);
            }
            assertThat(stand.counters.tlsRefused().sum()).isEqualTo(3);
            assertThat(stand.counters.v3().queries().sum()).isEqualTo(703);
        }
    }

    private ListenerSettings secured(TlsFiles ids) {
        return new ListenerSettings(
                new Spoken.P0fV3(),
                Endpoint.Tcp.loopback(0),
                FrontStand.SITE,
                Optional.empty(),
                Admission.ANYONE,
                100,
                Optional.of(ids.identity("server", "client")));
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        var ids = new TlsFiles(folder);
        ids.make("server", "client");
        Files.setPosixFilePermissions(folder.resolve("server.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new FrontStand(secured(ids)).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("server.key")
                .hasMessageContaining("chmod o-r");
    }

    @Test
    void whoIsNotOnTheListIsShownOutAndCounted() throws Exception {
        try (var stand = new FrontStand(guarded(List.of("192.0.2.0/24"), 10))) {
            try (var stranger = connect(stand)) {
                assertThat(stranger.getInputStream().readAllBytes()).isEmpty();
            }
            assertThat(refused(stand)).isEqualTo(1);
        }
        try (var stand = new FrontStand(guarded(List.of("192.0.2.0/24", "127.0.0.0/8"), 10));
                var listed = connect(stand)) {
            assertAnswered(listed, 1);
        }
    }

    @Test
    void oneAddressHasOnlySoManyConnections() throws Exception {
        try (var stand = new FrontStand(guarded(List.of(), 2))) {
            try (var second = connect(stand)) {
                try (var first = connect(stand)) {
                    assertAnswered(first, 1);
                    assertAnswered(second, 1);
                    try (var third = connect(stand)) {
                        assertThat(third.getInputStream().readAllBytes()).isEmpty();
                    }
                }
                assertAnswered(second, 1); // and the loop has seen the first one go
                try (var another = connect(stand)) {
                    assertAnswered(another, 1);
                }
            }
            assertThat(refused(stand)).isEqualTo(1);
        }
    }

    @Test
    void aSocketFileHasTheModeAndOwnerOfItsSettings() throws Exception {
        Path file = folder.resolve("s");
        String user = Files.getOwner(folder).getName();
        var endpoint = new Endpoint.Unix(file, 0640, Optional.of(user), Optional.empty(), false);
        try (var _ = new FrontStand(FrontStand.on(new Spoken.Text(), endpoint))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r-----");
            assertThat(Files.getOwner(file).getName()).isEqualTo(user);
        }
        assertThat(Files.exists(file)).isFalse();
    }

    private static ListenerSettings guarded(List<String> networks, int perPeer) {
        return new ListenerSettings(
                new Spoken.P0fV3(),
                Endpoint.Tcp.loopback(0),
                FrontStand.SITE,
                Optional.empty(),
                new Admission(
                        networks.stream()
                                .map(each -> Network.parse(each).orElseThrow())
                                .toList(),
                        perPeer),
                100,
                Optional.empty());
    }

    private static long refused(FrontStand stand) {
        return stand.sockets.loops().stream()
                .map(loop -> loop.counters())
                .map(SocketCounters::refused)
                .mapToLong(count -> count.sum())
                .sum();
    }

    private static Socket connect(FrontStand stand) throws IOException {
        return new Socket(address(stand).getAddress(), address(stand).getPort());
    }

    private static InetSocketAddress address(FrontStand stand) {
        return ((Endpoint.Tcp) stand.endpoint(0)).address();
    }

    private static void ask(Socket socket) throws IOException {
        try (socket) {
            assertAnswered(socket, 1);
        }
    }

    private static void assertAnswered(Socket socket, int times) throws IOException {
        var queries = new byte[QUERY.length * times];
        for (int i = 0; i < times; i++) System.arraycopy(QUERY, 0, queries, i * QUERY.length, QUERY.length);
        socket.getOutputStream().write(queries);
        InputStream answers = socket.getInputStream();
        for (int i = 0; i < times; i++) {
            byte[] answer = answers.readNBytes(ANSWER_OCTETS);
            if (answer.length < ANSWER_OCTETS) throw new IOException("shown out");
            assertThat(answer[4]).isEqualTo((byte) 0x10);
        }
    }
}
