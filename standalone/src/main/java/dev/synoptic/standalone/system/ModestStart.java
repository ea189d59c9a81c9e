package dev.synoptic.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A start that leaves the processors to what runs already: until it is over, the threads of this process come last.
///
/// Loading and compiling its code takes a service some seconds of processor time, which on a busy mail host are taken
/// from mail. What a pause of all threads hangs on, the collector and the machine's own thread, is left as it is.
/// Nothing happens where the process could not come back: on Linux that takes root, CAP_SYS_NICE, or the service
/// manager's `LimitNICE=+0`.
public final class ModestStart implements AutoCloseable {

    /// As a start is, 0 to 19: a thirtieth of what others get.
    static final int NICENESS = 15;

    private static final System.Logger LOG = System.getLogger(ModestStart.class.getName());
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final List<String> NEVER = List.of("VM ", "GC ", "G1 ");

    /// New threads inherit from the one that makes them, so one that is made meanwhile is met by a second look.
    private static final int LOOKS = 3;

    private final Optional<Integer> usual;

    private ModestStart(Optional<Integer> usual) {
        this.usual = usual;
    }

    /// From now on this process comes last, if it can come back.
    public static ModestStart begin() {
        if (!Files.isDirectory(THREADS)) return new ModestStart(Optional.empty());
        int usual = Posix.niceness(0);
        if (usual >= NICENESS || !canComeBack(usual)) {
            LOG.log(System.Logger.Level.DEBUG, "the start runs at the usual priority: it could not come back to it");
            return new ModestStart(Optional.empty());
        }
        var start = new ModestStart(Optional.of(usual));
        start.give(NICENESS, name -> NEVER.stream().noneMatch(name::startsWith));
        return start;
    }

    /// Tried by a thread that is not needed any more after.
    private static boolean canComeBack(int usual) {
        var back = new boolean[1];
        Thread trial = Thread.ofPlatform()
                .name("priority-trial")
                .start(() -> back[0] = Posix.setNiceness(0, usual + 1) && Posix.setNiceness(0, usual));
        try {
            trial.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
        return back[0];
    }

    /// Whether it comes last.
    public boolean isModest() {
        return usual.isPresent();
    }

    /// Threads whose names begin so, in at most 15 octets, come back before the others.
    public void except(String name) {
        usual.ifPresent(value -> give(value, each -> each.startsWith(name)));
    }

    /// The start is over.
    @Override
    public void close() {
        usual.ifPresent(value -> give(value, _ -> true));
    }

    private void give(int value, Predicate<String> wanted) {
        for (int look = 0; look < LOOKS; look++) {
            try (var threads = Files.newDirectoryStream(THREADS)) {
                for (Path thread : threads) give(thread, value, wanted);
            } catch (IOException noProc) {
                throw new UncheckedIOException(noProc);
            }
        }
    }

    private static void give(Path thread, int value, Predicate<String> wanted) {
        Optional<String> name = name(thread);
        int id = Integer.parseInt(thread.getFileName().toString());
        if (name.filter(wanted).isPresent() && Posix.niceness(id) != value && !Posix.setNiceness(id, value)) {
            LOG.log(System.Logger.Level.DEBUG, "thread {0} has ended meanwhile", id);
        }
    }

    /// Empty for a thread that has ended meanwhile.
    private static Optional<String> name(Path thread) {
        try {
            return Optional.of(Files.readString(thread.resolve("comm")));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
