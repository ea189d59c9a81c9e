package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/// One accepted connection. Nothing here blocks.
interface Line {

    /// Who is at the other end; empty on a unix socket, whose file has decided.
    Optional<InetAddress> peer();

    /// Reads into the loop's buffer, from its position to its limit.
    ///
    /// @return octets read; 0 where none is there, −1 where none will come
    /// @throws IOException where the peer is gone
    int read() throws IOException;

    /// Writes of the loop's answers what the socket takes, from their position to their limit.
    ///
    /// @throws IOException where the peer is gone
    void write() throws IOException;

    boolean isOpen();

    boolean isWatched();

    /// Has the loop told when this can be done.
    ///
    /// @param interest of `SelectionKey`'s `OP_READ` and `OP_WRITE`
    /// @param owner    whom the loop is handed
    void watch(int interest, Object owner) throws IOException;

    void close() throws IOException;
}
