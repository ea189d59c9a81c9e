package dev.synoptic.standalone.config;

import dev.synoptic.packet.Fidelity;
import java.nio.file.Path;
import java.util.Optional;

/// What agent, streams and gateway must agree on.
public record RulesSection(
        @Setting(value = "p0f's rules to the letter, or without its oddities", byDefault = "fleet")
        Fidelity fidelity,

        @Setting("signature database in p0f's format; without it the one that comes along")
        Optional<Path> signatures) {}
