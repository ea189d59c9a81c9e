package dev.synoptic.signature;

import java.util.List;
import java.util.Optional;

/// An item of `ua_os`: a text in a `User-Agent` that claims a system (`p0f-v3.md` FP-11).
///
/// @param nameNumber number of the system's name (FP-8)
/// @param name       the system's name
/// @param text       what to look for
public record UserAgentSystem(int nameNumber, String name, String text) {

    /// The first of `systems` whose text is in `software` (HTTP-26).
    public static Optional<UserAgentSystem> claimedBy(String software, List<UserAgentSystem> systems) {
        for (var system : systems) {
            if (software.contains(system.text())) return Optional.of(system);
        }
        return Optional.empty();
    }
}
