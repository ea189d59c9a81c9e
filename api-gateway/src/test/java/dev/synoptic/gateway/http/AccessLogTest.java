package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever reads what is known of a person is written down: who, what, when, and why (`mail.md` P4).
class AccessLogTest {

    private static final String TOKEN = "w".repeat(32);

    @TempDir
    Path folder;

    private final Logger log = Logger.getLogger("dev.synoptic.access");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.setLevel(Level.ALL);
        log.addHandler(handler);
    }

    @AfterEach
    void stop() {
        log.removeHandler(handler);
    }

    private HttpStand stand() throws Exception {
        Path file = folder.resolve("tokens");
        Files.writeString(file, "watcher read,pii * " + TOKEN + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new HttpStand(new HttpSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Optional.of(file),
                Set.of()));
    }

    private List<String> lines() {
        return records.stream()
                .map(each -> each.getParameters() == null
                        ? each.getMessage()
                        : MessageFormat.format(each.getMessage(), each.getParameters()))
                .toList();
    }

    @Test
    void aReadOfPersonalDataLeavesOneLineWithoutSecrets() throws Exception {
        try (var stand = stand()) {
            var bearer = "Bearer " + TOKEN;
            stand.get("/api/v1/hosts/192.0.2.1?site=mx", "Authorization", bearer, "Synoptic-Reason", "ticket 4711");
            stand.get("/api/v1/hosts/192.0.2.1", "Authorization", bearer);
        }
        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst())
                .contains("watcher", "127.0.0.1", "/api/v1/hosts/192.0.2.1?site=mx", "ticket 4711");
        assertThat(lines().getLast())
                .contains("watcher", "/api/v1/hosts/192.0.2.1")
                .endsWith("why=-");
        assertThat(records).allMatch(each -> each.getInstant() != null);
        assertThat(lines()).noneMatch(line -> line.contains(TOKEN));
    }

    @Test
    void whatIsNoPersonsAndWhatIsRefusedLeavesNone() throws Exception {
        try (var stand = stand()) {
            assertThat(stand.get("/api/v1/ratios", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(stand.get("/api/v1/hosts/192.0.2.1").statusCode()).isEqualTo(403);
        }
        assertThat(lines()).isEmpty();
    }
}
