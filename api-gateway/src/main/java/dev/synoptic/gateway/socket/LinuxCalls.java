package dev.synoptic.gateway.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Map;

/// Linux's system calls about sockets, by the C library (manual section 2), with numbers as x86-64 and AArch64 have
/// them.
///
/// Addresses of memory are passed as numbers, which these two machines pass in the same way. A result below 0 is a
/// failure, negated: `-EAGAIN`, not -1. Nothing is allocated.
@SuppressWarnings("restricted") // native access is granted by the flags of every JVM of ours
final class LinuxCalls {

    static final int EINTR = 4, EAGAIN = 11, EPIPE = 32, ECONNABORTED = 103, ECONNRESET = 104;

    /// Word by which the processor is known in `os.arch`.
    static final String PROCESSOR = System.getProperty("os.arch", "");

    private static final Map<Integer, String> WORDS = Map.of(
            1,
            "not permitted",
            13,
            "permission denied",
            22,
            "invalid argument",
            23,
            "no file descriptors left on this machine",
            24,
            "no file descriptors left to this process",
            98,
            "address already in use",
            99,
            "no such address on this machine",
            EPIPE,
            "broken pipe",
            ECONNRESET,
            "connection reset by peer");

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option KEEPS_ERROR = Linker.Option.captureCallState("errno");
    private static final VarHandle ERROR =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle LISTEN = call("listen", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle NAME = call("getsockname", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle OPTION =
            call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle ACCEPT = call("accept4", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECEIVE = call("recv", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SEND = call("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ = call("read", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle WRITE = call("write", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle POLL_MAKE = call("epoll_create1", JAVA_INT, JAVA_INT);
    private static final MethodHandle POLL_SET = call("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle POLL = call("epoll_wait", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTS = call("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);

    /// Where the C library's `errno` is kept from call to call; each thread has calls of its own.
    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters), KEEPS_ERROR);
    }

    private int error() {
        return (int) ERROR.get(state, 0L);
    }

    /// What a result says, as far as it is a failure.
    static IOException failure(String what, long result) {
        int error = (int) -result;
        return new IOException(what + ": " + WORDS.getOrDefault(error, "error " + error));
    }

    private static AssertionError impossible(Throwable thrown) {
        return new AssertionError("a C function does not throw", thrown);
    }

    int socket(int family, int type, int protocol) {
        try {
            int result = (int) SOCKET.invokeExact(state, family, type, protocol);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int bind(int socket, long address, int octets) {
        try {
            int result = (int) BIND.invokeExact(state, socket, address, octets);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int listen(int socket, int backlog) {
        try {
            int result = (int) LISTEN.invokeExact(state, socket, backlog);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int name(int socket, long address, long octets) {
        try {
            int result = (int) NAME.invokeExact(state, socket, address, octets);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int option(int socket, int level, int name, long value, int octets) {
        try {
            int result = (int) OPTION.invokeExact(state, socket, level, name, value, octets);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int accept(int socket, long address, long octets, int flags) {
        try {
            int result = (int) ACCEPT.invokeExact(state, socket, address, octets, flags);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long receive(int socket, long memory, long octets, int flags) {
        try {
            long result = (long) RECEIVE.invokeExact(state, socket, memory, octets, flags);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long send(int socket, long memory, long octets, int flags) {
        try {
            long result = (long) SEND.invokeExact(state, socket, memory, octets, flags);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long read(int file, long memory, long octets) {
        try {
            long result = (long) READ.invokeExact(state, file, memory, octets);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long write(int file, long memory, long octets) {
        try {
            long result = (long) WRITE.invokeExact(state, file, memory, octets);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int close(int file) {
        try {
            int result = (int) CLOSE.invokeExact(state, file);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int pollMake(int flags) {
        try {
            int result = (int) POLL_MAKE.invokeExact(state, flags);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int pollSet(int poll, int operation, int file, long event) {
        try {
            int result = (int) POLL_SET.invokeExact(state, poll, operation, file, event);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int poll(int poll, long events, int eventsMax, int patienceMillis) {
        try {
            int result = (int) POLL.invokeExact(state, poll, events, eventsMax, patienceMillis);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    int events(int first, int flags) {
        try {
            int result = (int) EVENTS.invokeExact(state, first, flags);
            return result < 0 ? -error() : result;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }
}
