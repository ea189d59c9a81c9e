package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Linux's sockets, called without a detour.
///
/// A client that asks one question on a connection of its own costs three calls to take in, of which the JDK's channels
/// make seven: they ask for the peer's name and for flags that `accept4` can set by itself.
final class LinuxSockets implements Sockets {

    private static final int IN = 1, OUT = 4, HANGUP = 8 | 0x10 | 0x2000, READ_HANGUP = 0x2000, ON_CHANGE = 1 << 31;
    private static final int ADD = 1, REMOVE = 2, CHANGE = 3;
    private static final int CLOSE_ON_EXEC = 0x80000, NON_BLOCKING = 0x800;
    private static final int EVENTS_MAX = 512;

    /// `struct epoll_event` is packed on x86-64 alone.
    private static final int DATA_AT = LinuxCalls.PROCESSOR.equals("amd64") ? 4 : 8;

    private static final int EVENT_OCTETS = DATA_AT + Long.BYTES;
    private static final ValueLayout.OfInt NUMBER = ValueLayout.JAVA_INT_UNALIGNED;

    final LinuxCalls calls = new LinuxCalls();
    final ByteBuffer received;
    final ByteBuffer answers;
    final long receivedAt;
    final long answersAt;

    /// Room for what single calls are handed.
    final MemorySegment scratch = Arena.ofAuto().allocate(256, Long.BYTES);

    private final MemorySegment events = Arena.ofAuto().allocate((long) EVENTS_MAX * EVENT_OCTETS, Long.BYTES);
    private final int poll;
    private final Waker waker;

    /// Whether whoever is handed over has been left by its peer, or half left.
    private boolean hangup;

    /// Who is watched, by file descriptor.
    private @Nullable Object[] owners = new Object[64];

    LinuxSockets(ByteBuffer received, ByteBuffer answers) throws IOException {
        this.received = received;
        this.answers = answers;
        this.receivedAt = MemorySegment.ofBuffer(received).address();
        this.answersAt = MemorySegment.ofBuffer(answers).address();
        this.poll = calls.pollMake(CLOSE_ON_EXEC);
        if (poll < 0) throw LinuxCalls.failure("waiting for sockets", poll);
        int file = calls.events(0, CLOSE_ON_EXEC | NON_BLOCKING);
        if (file < 0) {
            calls.close(poll);
            throw LinuxCalls.failure("a file to be woken by", file);
        }
        this.waker = new Waker(file);
        watch(file, 0, SelectionKey.OP_READ, waker);
    }

    /// Whether this machine is one of those whose numbers are known here.
    static boolean arePossible() {
        return System.getProperty("os.name", "").equals("Linux")
                && List.of("amd64", "aarch64").contains(LinuxCalls.PROCESSOR)
                && LinuxSockets.class.getModule().isNativeAccessEnabled();
    }

    @Override
    public Entrance listen(Listener listener, Object owner) throws IOException {
        return LinuxEntrance.open(this, listener, owner);
    }

    @Override
    public int await(long patienceMillis, Consumer<Object> ready) throws IOException {
        int patience = (int) Math.clamp(patienceMillis, FOR_EVER, Integer.MAX_VALUE);
        int count = calls.poll(poll, events.address(), EVENTS_MAX, patience);
        if (count == -LinuxCalls.EINTR) return 0;
        if (count < 0) throw LinuxCalls.failure("waiting for sockets", count);
        for (int i = 0; i < count; i++) {
            int file = events.get(NUMBER, (long) i * EVENT_OCTETS + DATA_AT);
            hangup = (events.get(NUMBER, (long) i * EVENT_OCTETS) & HANGUP) != 0;
            Object owner = owners[file]; // null where another, handed over before, has closed it
            if (owner == waker) {
                waker.clear();
            } else if (owner != null) {
                ready.accept(owner);
            }
        }
        return count;
    }

    /// Watches a file for other things than before.
    ///
    /// @param before of `SelectionKey`'s words; 0 where it is not watched
    /// @param now    likewise
    void watch(int file, int before, int now, Object owner) throws IOException {
        if (file >= owners.length) owners = Arrays.copyOf(owners, Math.max(file + 1, 2 * owners.length));
        owners[file] = owner;
        if (before == now) return;
        set(before == 0 ? ADD : now == 0 ? REMOVE : CHANGE, file, now, owner instanceof Client);
    }

    /// A connection is told of when something changes there, which spares the kernel to look again each time. Whoever
    /// reads may leave something behind, and then has it told once more.
    ///
    /// @param octets read, of at most `octetsMax`
    void leftBehind(int file, long octets, int octetsMax) throws IOException {
        if (octets == octetsMax || hangup) set(CHANGE, file, SelectionKey.OP_READ, true);
    }

    private void set(int operation, int file, int interest, boolean onChange) throws IOException {
        int what = (interest & SelectionKey.OP_WRITE) != 0 ? OUT : IN | READ_HANGUP;
        scratch.set(NUMBER, 0, onChange ? what | ON_CHANGE : what);
        scratch.set(ValueLayout.JAVA_LONG_UNALIGNED, DATA_AT, Integer.toUnsignedLong(file));
        int result = calls.pollSet(poll, operation, file, scratch.address());
        if (result < 0) throw LinuxCalls.failure("watching a socket", result);
    }

    /// Closes a file, which ends its being watched too.
    void close(int file) throws IOException {
        if (file < owners.length) owners[file] = null;
        int result = calls.close(file);
        if (result < 0 && result != -LinuxCalls.EINTR) throw LinuxCalls.failure("closing a socket", result);
    }

    @Override
    public void forEachWatched(Consumer<Object> watched) {
        for (Object owner : owners.clone()) {
            if (owner != null && owner != waker) watched.accept(owner);
        }
    }

    @Override
    public void wakeup() {
        waker.wake();
    }

    @Override
    public void close() throws IOException {
        waker.close();
        close(poll);
    }

    /// A number that the kernel keeps, and that can be waited for like a socket.
    private static final class Waker {

        private final LinuxCalls calls = new LinuxCalls();
        private final MemorySegment number = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 1L);
        private final int file;
        private boolean woken;
        private boolean closed;

        Waker(int file) {
            this.file = file;
        }

        synchronized void wake() {
            if (closed || woken) return;
            woken = true;
            number.set(ValueLayout.JAVA_LONG, 0, 1L);
            calls.write(file, number.address(), Long.BYTES);
        }

        synchronized void clear() {
            woken = false;
            calls.read(file, number.address(), Long.BYTES);
        }

        synchronized void close() {
            if (!closed) calls.close(file);
            closed = true;
        }
    }
}
