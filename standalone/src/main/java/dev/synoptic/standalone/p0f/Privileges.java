package dev.synoptic.standalone.p0f;

import dev.synoptic.standalone.system.Posix;
import dev.synoptic.standalone.system.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Going on as another user (`-u`). A JVM cannot bear a changed root folder: that part of p0f's is left out.
final class Privileges {

    private static final Path OWN_STATUS = Path.of("/proc/self/status");
    private static final int REAL = 1, EFFECTIVE = 2;

    private Privileges() {}

    /// Whether the program runs with another user's rights than that of who started it. As the system shows it in a
    /// file: to call a C function costs more of a JVM's short start than everything else there.
    static boolean areBorrowed() throws IOException {
        try (var lines = Files.lines(OWN_STATUS)) {
            return lines.filter(line -> line.startsWith("Uid:") || line.startsWith("Gid:"))
                    .map(line -> line.split("\t"))
                    .anyMatch(numbers -> !numbers[REAL].equals(numbers[EFFECTIVE]));
        }
    }

    /// Judges the account as p0f does, then gives up the present rights in every thread, for good.
    static void drop(String user) throws P0fRefusedException {
        var account = Posix.account(user).orElseThrow(() -> refused(user, "does not exist"));
        if (account.uid() == 0 || account.gid() == 0) throw refused(user, "is root, or of its group");
        if (account.home().equals("/") || hasSystemFolders(account.home())) {
            throw refused(user, "has home " + account.home() + ", which is no place to be confined to");
        }
        Rights.openEveryJar();
        if (!Posix.become(account)) throw refused(user, "cannot be taken on; that needs root");
    }

    private static boolean hasSystemFolders(String home) {
        return Files.exists(Path.of(home, "proc")) || Files.exists(Path.of(home, "sys"));
    }

    private static P0fRefusedException refused(String user, String why) {
        return new P0fRefusedException(Refusal.USER, "-u: user " + user + " " + why);
    }
}
