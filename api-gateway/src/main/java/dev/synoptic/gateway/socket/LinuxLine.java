package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.util.Optional;

/// A connected socket of Linux.
final class LinuxLine implements Line {

    /// A peer that is gone is an error of this call, not a signal to the process.
    private static final int NO_SIGNAL = 0x4000;

    private static final int CLOSED = -1, UNWATCHED = 0;

    private final LinuxSockets sockets;
    private final Optional<InetAddress> peer;
    private int file;
    private boolean watched;
    private int interest = UNWATCHED;

    LinuxLine(LinuxSockets sockets, int file, Optional<InetAddress> peer) {
        this.sockets = sockets;
        this.file = file;
        this.peer = peer;
    }

    @Override
    public Optional<InetAddress> peer() {
        return peer;
    }

    @Override
    public int read() throws IOException {
        var into = sockets.received;
        int at = into.position();
        long octets = sockets.calls.receive(file, sockets.receivedAt + at, into.remaining(), 0);
        if (octets == 0) return -1;
        if (octets > 0 && interest == SelectionKey.OP_READ) sockets.leftBehind(file, octets, into.remaining());
        if (octets > 0) into.position(at + (int) octets);
        if (octets == -LinuxCalls.EAGAIN || octets == -LinuxCalls.EINTR) return 0;
        if (octets < 0) throw LinuxCalls.failure("read", octets);
        return (int) octets;
    }

    @Override
    public void write() throws IOException {
        var from = sockets.answers;
        int at = from.position();
        long octets = sockets.calls.send(file, sockets.answersAt + at, from.remaining(), NO_SIGNAL);
        if (octets > 0) from.position(at + (int) octets);
        if (octets < 0 && octets != -LinuxCalls.EAGAIN && octets != -LinuxCalls.EINTR) {
            throw LinuxCalls.failure("write", octets);
        }
    }

    @Override
    public boolean isOpen() {
        return file != CLOSED;
    }

    @Override
    public boolean isWatched() {
        return watched;
    }

    @Override
    public void watch(int wanted, Object owner) throws IOException {
        sockets.watch(file, interest, wanted, owner);
        watched = true;
        interest = wanted;
    }

    @Override
    public void close() throws IOException {
        if (!isOpen()) return;
        int closing = file;
        file = CLOSED;
        sockets.close(closing);
    }
}
