package dev.synoptic.standalone.demo;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.standalone.signatures.SignatureChoice;
import dev.synoptic.verdict.source.MailServer;
import java.nio.file.Path;
import java.util.Optional;

/// Everything a demo was asked to do, checked.
///
/// @param input      what to play
/// @param mta        what wrote the log
/// @param logYear    in which a log without years begins, where the user said so
/// @param site       where all of it was seen
/// @param signatures what handshakes are held against
/// @param fidelity   by which rules
/// @param socket     where to answer p0f queries, where the user said so
/// @param httpPort   of the page; 0 for any
record DemoPlan(
        DemoInput input,
        MailServer mta,
        Optional<Integer> logYear,
        String site,
        SignatureChoice signatures,
        Fidelity fidelity,
        Optional<Path> socket,
        int httpPort) {}
