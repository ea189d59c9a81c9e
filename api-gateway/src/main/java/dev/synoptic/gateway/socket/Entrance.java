package dev.synoptic.gateway.socket;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A listening socket.
interface Entrance {

    /// Where it really listens: a TCP port 0 has become a number.
    Endpoint endpoint();

    /// The next one that waits outside; null where nobody does.
    ///
    /// @throws IOException where there is one who cannot be taken in
    @Nullable
    Line accept() throws IOException;

    /// Whether the loop hears of those who wait outside.
    void open(boolean open);

    void close() throws IOException;
}
