package dev.synoptic.conformance.agent;

import java.io.IOException;

/// What an agent on this machine watches: a way to a namespace of its own, from where clients come.
sealed interface Cable extends AutoCloseable permits VirtualCable, TrunkCable {

    /// Addresses of this side and of the far side.
    String V4 = "10.98.0.1", V6 = "fd98::1", FAR_V4 = "10.98.0.2", FAR_V6 = "fd98::2";

    /// The interface to be watched.
    String device();

    /// Sets the largest packet on the way, octets.
    void mtu(int octets) throws IOException;

    /// A process on this side.
    Process here(String... command) throws IOException;

    /// A process on the far side.
    Process there(String... command) throws IOException;

    @Override
    void close() throws IOException;
}
