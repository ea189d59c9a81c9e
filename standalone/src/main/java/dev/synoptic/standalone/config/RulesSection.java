package dev.synoptic.standalone.config;

import dev.synoptic.packet.Fidelity;
import java.nio.file.Path;
import java.util.List;

/// What agent, streams and gateway must agree on.
public record RulesSection(
        @Setting(value = "p0f's rules to the letter, or without its oddities", byDefault = "fleet")
        Fidelity fidelity,

        @Setting("own signature files in p0f's format, or folders of `*.fp`, laid over those that come along; the"
                + " first on top")
        List<Path> signatures,

        @Setting(
                value = "leave out the signatures that come along, and use `rules.signatures` alone",
                byDefault = "false")
        boolean withoutShipped) {

    public RulesSection {
        if (withoutShipped && signatures.isEmpty()) {
            throw new IllegalArgumentException("without-shipped: true, expected rules.signatures to name some then");
        }
    }
}
