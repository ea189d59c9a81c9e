package dev.synoptic.standalone.p0f;

import dev.synoptic.p0f.Limits;
import dev.synoptic.packet.Fidelity;
import java.nio.file.Path;
import java.util.Optional;

/// What a run of p0f was asked to do; sound in itself, nothing opened yet.
///
/// @param signatures        the signature file; empty takes the first of [SignatureSource]
/// @param device            interface to capture from; empty takes libpcap's default
/// @param promiscuous       whether the interface shows frames for others too
/// @param capture           capture file to read instead of an interface
/// @param log               log file
/// @param socket            query socket
/// @param socketConnections query connections served at a time, 1 to 100
/// @param daemon            whether to go on in the background
/// @param user              the account to drop to
/// @param limits            flows and hosts, how many and how long
/// @param filter            filter expression
/// @param fidelity          whose reading of frames
/// @param logFormat         the form of log and output
public record P0fSettings(
        Optional<Path> signatures,
        Optional<String> device,
        boolean promiscuous,
        Optional<Path> capture,
        Optional<Path> log,
        Optional<Path> socket,
        int socketConnections,
        boolean daemon,
        Optional<String> user,
        Limits limits,
        Optional<String> filter,
        Fidelity fidelity,
        LogFormat logFormat) {

    /// Query connections where nothing else is asked for.
    public static final int SOCKET_CONNECTIONS = 20;

    /// Most query connections that may be asked for.
    public static final int SOCKET_CONNECTIONS_MAX = 100;
}
