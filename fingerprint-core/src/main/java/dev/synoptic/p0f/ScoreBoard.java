package dev.synoptic.p0f;

import dev.synoptic.host.Reason;
import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreEntry;
import dev.synoptic.host.ScoreOutcome;
import dev.synoptic.signature.LabelRow;
import dev.synoptic.signature.SystemPattern;

/// Keeps the change and sharing scores of the hosts on record (`p0f-v3.md` section 9).
final class ScoreBoard {

    private static final ScoreEntry APP_VS_OS = new ScoreEntry(4, Reasons.of(Reason.APP_VS_OS));

    private final ObservationListener listener;

    ScoreBoard(ObservationListener listener) {
        this.listener = listener;
    }

    /// Adds an entry to the subject's role and tells what follows from it (SCORE-1 to SCORE-4).
    void add(Occasion occasion, Host host, ScoreEntry entry) {
        boolean client = occasion.isOfClient();
        var window = client ? host.clientScores : host.serverScores;
        if (entry.score() == 0 && entry.reasons().bits() == 0 && window.above0() == 0) return; // zeros on zeros
        var outcome = ScoreOutcome.of(window, host.reasons, entry);
        if (client) host.clientScores = outcome.window();
        else host.serverScores = outcome.window();
        host.reasons = outcome.reasons();
        switch (outcome.verdict()) {
            case NOTHING -> {}
            case CHANGE -> {
                host.lastChange = (int) occasion.seconds();
                listener.change(occasion, outcome.told(), outcome.counted());
            }
            case SHARING -> {
                host.lastSharing = (int) occasion.seconds();
                listener.sharing(occasion, outcome.told(), outcome.counted());
            }
        }
    }

    /// SCORE-12: whether a tool runs on the system that its host is on record with.
    void checkTool(Occasion occasion, Host host, LabelRow tool) {
        var system = host.system;
        if (system == null) return;
        add(occasion, host, runsOn(tool, system) ? ScoreEntry.NOTHING : APP_VS_OS);
    }

    private static boolean runsOn(LabelRow tool, LabelRow system) {
        for (var pattern : tool.systems()) {
            boolean fits = switch (pattern) {
                case SystemPattern.OfClass(int number, String _) ->
                    system.classNumber().orElse(-1) == number;
                case SystemPattern.Named(int number, String _) -> system.nameNumber() == number;
            };
            if (fits) return true;
        }
        return false;
    }
}
