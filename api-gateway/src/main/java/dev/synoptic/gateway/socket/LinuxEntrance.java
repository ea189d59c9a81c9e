package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A listening socket of Linux.
final class LinuxEntrance implements Entrance {

    private static final int STREAM = 1, NON_BLOCKING = 0x800, CLOSE_ON_EXEC = 0x80000;
    private static final int LEVEL_SOCKET = 1, REUSE_ADDRESS = 2, KEEP_ALIVE = 9;
    private static final int LEVEL_TCP = 6, NO_DELAY = 1;
    private static final int LEVEL_IPV6 = 41, V6_ONLY = 26;

    /// Where an address lies in the scratch memory, behind its length.
    private static final long ADDRESS_AT = 8;

    private final LinuxSockets sockets;
    private final int file;
    private final Object owner;
    private Endpoint endpoint;
    private Optional<SocketFile> path = Optional.empty();
    private boolean open;
    private boolean closed;

    private LinuxEntrance(LinuxSockets sockets, int file, Endpoint endpoint, Object owner) {
        this.sockets = sockets;
        this.file = file;
        this.endpoint = endpoint;
        this.owner = owner;
    }

    static LinuxEntrance open(LinuxSockets sockets, Listener listener, Object owner) throws IOException {
        int family = LinuxAddress.family(listener.endpoint());
        int file = sockets.calls.socket(family, STREAM | NON_BLOCKING | CLOSE_ON_EXEC, 0);
        if (file < 0) throw LinuxCalls.failure("a socket", file);
        var entrance = new LinuxEntrance(sockets, file, listener.endpoint(), owner);
        try {
            entrance.listen(listener, family);
            entrance.watch(true);
            return entrance;
        } catch (IOException | RuntimeException failure) {
            entrance.close();
            throw failure;
        }
    }

    private void listen(Listener listener, int family) throws IOException {
        switch (listener.endpoint()) {
            case Endpoint.Unix unix -> path = Optional.of(SocketFile.make(unix, () -> bind(listener)));
            case Endpoint.Tcp _ -> {
                set(LEVEL_SOCKET, REUSE_ADDRESS, 1);
                // connections take these over from the socket that accepts them
                set(LEVEL_SOCKET, KEEP_ALIVE, 1); // a dead machine never says goodbye
                set(LEVEL_TCP, NO_DELAY, 1);
                if (family == LinuxAddress.IPV6) set(LEVEL_IPV6, V6_ONLY, 0);
                bind(listener);
                endpoint = new Endpoint.Tcp(LinuxAddress.read(sockets.scratch, ADDRESS_AT));
            }
        }
    }

    private void bind(Listener listener) throws IOException {
        var scratch = sockets.scratch;
        int octets = LinuxAddress.write(listener.endpoint(), scratch, ADDRESS_AT);
        succeed("bind", sockets.calls.bind(file, scratch.address() + ADDRESS_AT, octets));
        succeed("listen", sockets.calls.listen(file, listener.backlog()));
        scratch.set(ValueLayout.JAVA_INT, 0, LinuxAddress.OCTETS_MAX);
        succeed("name", sockets.calls.name(file, scratch.address() + ADDRESS_AT, scratch.address()));
    }

    private void set(int level, int option, int value) throws IOException {
        sockets.scratch.set(ValueLayout.JAVA_INT, 0, value);
        succeed("option", sockets.calls.option(file, level, option, sockets.scratch.address(), Integer.BYTES));
    }

    private static void succeed(String what, int result) throws IOException {
        if (result < 0) throw LinuxCalls.failure(what, result);
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public @Nullable Line accept() throws IOException {
        boolean tcp = endpoint instanceof Endpoint.Tcp;
        var scratch = sockets.scratch;
        if (tcp) scratch.set(ValueLayout.JAVA_INT, 0, LinuxAddress.OCTETS_MAX);
        int line = sockets.calls.accept(
                file,
                tcp ? scratch.address() + ADDRESS_AT : 0,
                tcp ? scratch.address() : 0,
                NON_BLOCKING | CLOSE_ON_EXEC);
        if (line == -LinuxCalls.EAGAIN || line == -LinuxCalls.EINTR || line == -LinuxCalls.ECONNABORTED) return null;
        if (line < 0) throw LinuxCalls.failure("accept", line);
        if (!tcp) return new LinuxLine(sockets, line, Optional.empty());
        return new LinuxLine(
                sockets,
                line,
                Optional.of(LinuxAddress.read(scratch, ADDRESS_AT).getAddress()));
    }

    @Override
    public void open(boolean open) {
        try {
            if (!closed) watch(open);
        } catch (
                IOException impossible) { // what is watched can be changed, and what is not can be added but for memory
            throw new UncheckedIOException(impossible);
        }
    }

    private void watch(boolean open) throws IOException {
        sockets.watch(file, this.open ? SelectionKey.OP_READ : 0, open ? SelectionKey.OP_READ : 0, owner);
        this.open = open;
    }

    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        sockets.close(file);
        if (path.isPresent()) path.get().delete();
    }
}
