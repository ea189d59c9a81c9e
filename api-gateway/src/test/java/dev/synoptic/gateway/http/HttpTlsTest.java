package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP inside TLS, with the files that an administrator names.
class HttpTlsTest {

    @TempDir
    private Path folder;

    private TlsFiles ids;

    @BeforeEach
    void makeFiles() throws Exception {
        ids = new TlsFiles(folder);
        ids.make("server", "other");
    }

    @Test
    void whoTrustsTheCertificateIsAnswered() throws Exception {
        try (var stand = new HttpStand(settings());
                var client = ids.socketOfNobody("server", address(stand))) {
            assertThat(ask(client)).startsWith("HTTP/1.1 200").contains("Windows");
        }
    }

    @Test
    void whoTrustsAnotherOneOrSpeaksInTheClearIsNot() throws Exception {
        try (var stand = new HttpStand(settings())) {
            assertThatThrownBy(() -> {
                        try (var client = ids.socketOfNobody("other", address(stand))) {
                            ask(client);
                        }
                    })
                    .isInstanceOf(IOException.class);
            try (var plain =
                    new Socket(InetAddress.getLoopbackAddress(), stand.front().port())) {
                assertThat(ask(plain)).doesNotContain("Windows");
            }
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("server.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new HttpStand(settings()).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("server.key");
    }

    private HttpSettings settings() {
        var files = new HttpSettings.TlsFiles(folder.resolve("server.pem"), folder.resolve("server.key"));
        return new HttpSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(files),
                Optional.empty(),
                Set.of());
    }

    private static InetSocketAddress address(HttpStand stand) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), stand.front().port());
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /api/v1/ratios HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
