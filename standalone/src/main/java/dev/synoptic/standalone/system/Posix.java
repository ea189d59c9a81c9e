package dev.synoptic.standalone.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;

/// The system calls that Java has no words for. Linux on 64 bits; each is looked up when it is needed.
@SuppressWarnings("restricted") // native access is granted by the flags of every JVM of ours
public final class Posix {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor PLAIN = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final int READ_ONLY = 0, READ_WRITE = 2, LOCK_EXCLUSIVE_NOW = 2 | 4, WHO_THREAD = 0;

    private Posix() {}

    /// An account as the system knows it.
    ///
    /// @param home its folder
    public record Account(String name, int uid, int gid, String home) {}

    private static Object call(String name, FunctionDescriptor descriptor, Object... arguments) {
        try {
            var symbol = LINKER.defaultLookup().findOrThrow(name);
            return LINKER.downcallHandle(symbol, descriptor).invokeWithArguments(arguments);
        } catch (Throwable impossible) {
            throw new AssertionError(name + " cannot be called", impossible);
        }
    }

    private static int number(String name, Object... arguments) {
        var parameters = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            parameters[i] = switch (arguments[i]) {
                case Integer _ -> JAVA_INT;
                case Long _ -> JAVA_LONG;
                default -> ADDRESS;
            };
        }
        return (int) call(name, FunctionDescriptor.of(JAVA_INT, parameters), arguments);
    }

    /// A call of one shape for all: to build a shape takes longer than to read a small capture. Integers of either
    /// width travel in the same registers, so a descriptor may stand where the shape has room for an address.
    private static int plain(String name, long first, int second) {
        try {
            return (int) LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), PLAIN)
                    .invokeExact(first, second);
        } catch (Throwable impossible) {
            throw new AssertionError(name + " cannot be called", impossible);
        }
    }

    /// Locks a file until the descriptor that is answered is closed; empty where another has it (flock(2), as p0f
    /// does).
    public static OptionalInt lock(String path) {
        try (var arena = Arena.ofConfined()) {
            int descriptor = plain("open", arena.allocateFrom(path).address(), READ_ONLY);
            if (descriptor < 0) return OptionalInt.empty();
            if (plain("flock", descriptor, LOCK_EXCLUSIVE_NOW) == 0) return OptionalInt.of(descriptor);
            close(descriptor);
            return OptionalInt.empty();
        }
    }

    /// The account of that name (getpwnam(3)).
    public static Optional<Account> account(String name) {
        try (var arena = Arena.ofConfined()) {
            var found =
                    (MemorySegment) call("getpwnam", FunctionDescriptor.of(ADDRESS, ADDRESS), arena.allocateFrom(name));
            if (found.address() == 0) return Optional.empty();
            var entry = found.reinterpret(48); // name, password, uid, gid, words, home, shell
            String home = entry.get(ADDRESS, 32).reinterpret(Long.MAX_VALUE).getString(0);
            return Optional.of(new Account(name, entry.get(JAVA_INT, 16), entry.get(JAVA_INT, 20), home));
        }
    }

    /// Gives up the rights of the present user in all threads, for good. The C library reaches every thread.
    public static boolean become(Account account) {
        try (var arena = Arena.ofConfined()) {
            var groups = arena.allocateFrom(JAVA_INT, account.gid());
            return number("setgroups", 1L, groups) == 0
                    && number("setgid", account.gid()) == 0
                    && number("setuid", account.uid()) == 0
                    && number("geteuid") == account.uid()
                    && number("getegid") == account.gid()
                    && number("setuid", 0) != 0;
        }
    }

    /// Leaves the terminal's session and gives its three streams to nobody.
    public static void detach() {
        number("setsid");
        try (var arena = Arena.ofConfined()) {
            int nobody = number("open", arena.allocateFrom("/dev/null"), READ_WRITE);
            for (int stream = 0; stream <= 2; stream++) number("dup2", nobody, stream);
            if (nobody > 2) number("close", nobody);
        }
    }

    /// Writes a text to an inherited descriptor.
    public static void write(int descriptor, String words) {
        try (var arena = Arena.ofConfined()) {
            var octets = arena.allocateFrom(words);
            long length = octets.byteSize() - 1;
            long written = (long) call(
                    "write",
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
                    descriptor,
                    octets,
                    length);
            if (written != length) throw new IllegalStateException("descriptor " + descriptor + " takes no more");
        }
    }

    /// Closes a descriptor.
    public static void close(int descriptor) {
        plain("close", descriptor, 0);
    }

    /// The nice value of one of this process's threads, -20 to 19 (getpriority(2)).
    static int niceness(int thread) {
        return number("getpriority", WHO_THREAD, thread);
    }

    /// Gives a thread, 0 for the calling one, another nice value; false where that is not allowed (setpriority(2)).
    static boolean setNiceness(int thread, int value) {
        return number("setpriority", WHO_THREAD, thread, value) == 0;
    }

    /// Whether the process runs as this account already.
    static boolean isUser(Account account) {
        return number("geteuid") == account.uid() && number("getuid") == account.uid();
    }

    /// Gives a file to an account, for a process that is about to become it (chown(2)).
    public static boolean give(String path, Account account) {
        try (var arena = Arena.ofConfined()) {
            return number("lchown", arena.allocateFrom(path), account.uid(), account.gid()) == 0;
        }
    }
}
