package dev.synoptic.host;

import dev.synoptic.signature.Label;
import dev.synoptic.signature.ToolSystems;
import java.util.Optional;

/// Whether a tool runs on the system that its host is on record with (`p0f-v3.md` SCORE-12). Pure.
final class ToolScore {

    private static final ScoreEntry APP_VS_OS = new ScoreEntry(4, Reasons.of(Reason.APP_VS_OS));

    private ToolScore() {}

    /// The entry for a tool that runs on `systems`; none at all where no system is on record.
    static Optional<ScoreEntry> of(Optional<Label> recorded, ToolSystems systems) {
        return recorded.map(system -> systems.include(system) ? ScoreEntry.NOTHING : APP_VS_OS);
    }
}
