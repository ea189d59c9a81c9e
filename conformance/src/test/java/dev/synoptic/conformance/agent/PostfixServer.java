package dev.synoptic.conformance.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A real Postfix of its own: folders, queue, log and addresses.
final class PostfixServer implements AutoCloseable {

    private static final String MASTER = "/usr/lib/postfix/sbin/master";

    private static final long PATIENCE_SECONDS = 10;

    private static final String SERVICES = """
            cleanup unix  n - n - 0 cleanup
            qmgr    unix  n - n 300 1 qmgr
            rewrite unix  - - n - - trivial-rewrite
            bounce  unix  - - n - 0 bounce
            defer   unix  - - n - 0 bounce
            trace   unix  - - n - 0 bounce
            anvil   unix  - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd
            """;

    private final Process master;

    private PostfixServer(Process master) {
        this.master = master;
    }

    /// Begins to listen.
    ///
    /// @param where as in master.cf, such as `10.0.0.1:25`
    static PostfixServer start(Path folder, List<String> where) throws IOException {
        readable(folder);
        readable(folder.resolveSibling("."));
        Path settings = readable(Files.createDirectories(folder.resolve("etc")));
        Path queue = readable(Files.createDirectories(folder.resolve("queue")));
        Path data = readable(Files.createDirectories(folder.resolve("data")));
        VirtualCable.run("chown postfix " + data);
        for (String each : List.of(
                "active",
                "bounce",
                "corrupt",
                "defer",
                "deferred",
                "flush",
                "hold",
                "incoming",
                "saved",
                "trace",
                "private")) {
            VirtualCable.run("install -d -o postfix -m 0700 " + queue.resolve(each));
        }
        VirtualCable.run("install -d " + queue.resolve("pid"));
        VirtualCable.run("install -d -o postfix -g postdrop -m 0710 " + queue.resolve("public"));
        VirtualCable.run("install -d -o postfix -g postdrop -m 0730 " + queue.resolve("maildrop"));
        Files.writeString(settings.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %s
                data_directory = %s
                maillog_file = %s
                maillog_file_prefixes = %s
                myhostname = mx.invalid
                mydestination =
                inet_interfaces = all
                inet_protocols = all
                smtpd_peername_lookup = no
                smtpd_client_connection_count_limit = 0
                alias_maps =
                local_recipient_maps =
                """.formatted(queue, data, folder.resolve("maillog"), folder));
        var lines = new StringBuilder();
        for (String address : where) lines.append(address).append(" inet n - n - - smtpd\n");
        Files.writeString(settings.resolve("master.cf"), lines + SERVICES);
        return new PostfixServer(new ProcessBuilder(MASTER, "-c", settings.toString(), "-d")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start());
    }

    private static Path readable(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    boolean isAlive() {
        return master.isAlive();
    }

    /// Ends it to the last process: whatever of it still listened would keep the next one from its addresses.
    @Override
    public void close() {
        var all = Stream.concat(master.descendants(), Stream.of(master.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stubborn) {
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
