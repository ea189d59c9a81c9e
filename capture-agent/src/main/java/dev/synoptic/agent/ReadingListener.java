package dev.synoptic.agent;

import java.nio.file.Path;

/// Is told how reading goes on, as for a progress bar; called by reading threads, often.
@FunctionalInterface
public interface ReadingListener {

    /// Tells nobody.
    ReadingListener NOBODY = (file, octetsRead, octetsTotal) -> {};

    /// @param octetsRead  of the file so far; of a compressed one, compressed octets
    /// @param octetsTotal of the file
    void read(Path file, long octetsRead, long octetsTotal);
}
