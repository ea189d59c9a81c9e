package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.gateway.http.access.Gate;
import dev.synoptic.gateway.http.operation.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may ask what (`mail.md` P4).
class TokensTest {

    private static final String READER = "r".repeat(32);
    private static final String WATCHER = "w".repeat(32);
    private static final String SENDER = "s".repeat(32);

    @TempDir
    Path folder;

    private Path tokens(String text, String mode) throws IOException {
        Path file = folder.resolve("tokens");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    private HttpStand stand(Path tokens) throws IOException {
        return new HttpStand(new HttpSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Optional.of(tokens),
                Set.of()));
    }

    @Test
    void eachRoleMayWhatItMay() throws Exception {
        Path file = tokens("""
                # name roles sites token
                reader read * %s
                watcher read,pii * %s
                sender post mx %s
                """.formatted(READER, WATCHER, SENDER), "rw-------");
        try (var stand = stand(file)) {
            String host = "/api/v1/hosts/192.0.2.1";
            assertThat(status(stand, "/api/v1/ratios", READER)).isEqualTo(200);
            assertThat(status(stand, "/api/v1/policy", READER)).isEqualTo(200);
            assertThat(status(stand, "/api/v1/policy", SENDER)).isEqualTo(403);
            assertThat(status(stand, host, READER)).isEqualTo(403);
            assertThat(status(stand, host, WATCHER)).isEqualTo(200);
            assertThat(status(stand, "/api/v1/ratios", SENDER)).isEqualTo(403);
            assertThat(status(stand, "/api/v1/ratios", "x".repeat(32))).isEqualTo(401);
            assertThat(stand.get("/api/v1/ratios").statusCode())
                    .as("this machine reads tables")
                    .isEqualTo(200);
            assertThat(stand.get(host).statusCode()).as("but no addresses").isEqualTo(403);
            assertThat(stand.front().gate().personal()).isEqualTo(1);
            assertThat(stand.front().gate().refused()).isEqualTo(5);
        }
    }

    /// `mail.md` P4.
    @Test
    void hostsAreSeenFromTheSitesOfTheTokenAlone() throws Exception {
        Path file =
                tokens("watcher read,pii mx %s\nreader read,pii mx,far %s\n".formatted(WATCHER, READER), "rw-------");
        try (var stand = stand(file)) {
            for (String host : List.of("/api/v1/hosts/192.0.2.1", "/api/v1/hosts/192.0.2.1/history")) {
                assertThat(status(stand, host, WATCHER)).isEqualTo(200);
                assertThat(status(stand, host + "?site=mx", WATCHER)).isEqualTo(200);
                assertThat(status(stand, host + "?site=far", WATCHER)).isEqualTo(403);
                assertThat(status(stand, host + "?site=far", READER)).isEqualTo(200);
            }
            assertThat(status(stand, "/api/v1/hosts", WATCHER)).isEqualTo(200);
            assertThat(stand.showsFar).isFalse();
            assertThat(status(stand, "/api/v1/hosts", READER)).isEqualTo(200);
            assertThat(stand.showsFar).isTrue();
        }
    }

    @Test
    void aRefusalSaysHowToBeLetIn() throws Exception {
        try (var stand = stand(tokens("", "rw-------"))) {
            HttpResponse<String> answer = stand.get("/api/v1/ratios", "Authorization", "Basic eDp5");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"synoptic\"");
        }
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        Path file = tokens("reader read * " + READER, "rw-r-----");

        assertThatThrownBy(() -> stand(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found rw-r-----, expected rw------- or less");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reader read * short | :2: token: found one of 5 characters, expected at least 32",
                "reader read wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww | :2: found 3 fields, expected name, roles, sites, token",
                "reader all * wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww | :2: roles: found \"all\", expected read, pii or post",
            })
    void aMistakeIsToldWithItsLineAndNeverATokenWithIt(String line, String message) throws Exception {
        Path file = tokens("# tokens\n" + line + "\n", "rw-------");

        assertThatThrownBy(() -> stand(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("wwww");
    }

    @Test
    void elsewhereThanOnLoopbackNobodyWithoutATokenSeesAnythingButHealth() throws Exception {
        var gate = new Gate(Optional.empty(), false);
        var nobody = gate.caller(Optional.empty());

        assertThatThrownBy(() -> gate.require(nobody, Role.READ))
                .hasMessageContaining("a bearer token with the role read is needed");
    }

    private static int status(HttpStand stand, String path, String token) throws Exception {
        return stand.get(path, "Authorization", "Bearer " + token).statusCode();
    }
}
