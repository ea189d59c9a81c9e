package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.packet.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What a gateway is told of its policy.
///
/// @param book      the rules
/// @param limits    when rules begin to act and when they stop
/// @param trusted   networks that no rule is asked about
/// @param header    added to messages of known clients
/// @param off       whether everything is answered with DUNNO
/// @param offFile   a file that has the same effect for as long as it is there, without a restart
/// @param karma     what makes a sender's history
/// @param clock     the wall
public record PolicySettings(
        RuleBook book,
        RuleLimits limits,
        List<Network> trusted,
        FingerprintHeader header,
        boolean off,
        Optional<Path> offFile,
        KarmaNumbers karma,
        InstantSource clock) {

    public PolicySettings {
        trusted = List.copyOf(trusted);
    }

    /// The header alone.
    public static PolicySettings headerOnly(InstantSource clock) {
        return new PolicySettings(
                RuleBook.EMPTY,
                RuleLimits.USUAL,
                List.of(),
                FingerprintHeader.USUAL,
                false,
                Optional.empty(),
                KarmaNumbers.USUAL,
                clock);
    }

    /// Whether the switch stands at off at this moment.
    public boolean isOff() {
        return off || offFile.filter(Files::exists).isPresent();
    }
}
