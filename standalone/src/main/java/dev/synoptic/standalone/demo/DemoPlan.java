package dev.synoptic.standalone.demo;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.standalone.signatures.SignatureChoice;
import java.nio.file.Path;
import java.util.Optional;

/// Everything a demo was asked to do, checked.
///
/// @param input      what to play
/// @param site       the one site that tables are about; empty for all
/// @param signatures what handshakes are held against
/// @param fidelity   by which rules
/// @param socket     where to answer p0f queries, where the user said so
/// @param httpPort   of the page; 0 for any
record DemoPlan(
        DemoInput input,
        Optional<String> site,
        SignatureChoice signatures,
        Fidelity fidelity,
        Optional<Path> socket,
        int httpPort) {}
