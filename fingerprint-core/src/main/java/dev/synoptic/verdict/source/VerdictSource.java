package dev.synoptic.verdict.source;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.rspamd.Opinion;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Whose word is a message's verdict, where a content filter's log is read beside the mail server's.
public enum VerdictSource {
    /// The mail server's; the filter says its score, and more of why the server refused (V30).
    SERVER,
    /// The filter's, of what the server accepted: for sites that filter behind the queue (V5).
    CONTENT;

    /// As settings write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<VerdictSource> named(String name) {
        return Arrays.stream(values()).filter(s -> s.text().equals(name)).findFirst();
    }

    /// Whether an opinion could still change the verdict.
    static boolean concerns(Verdict verdict) {
        return verdict.stage() == Stage.EOM && verdict.outcome() != Outcome.ABORTED;
    }

    /// The verdict in the light of an opinion: with its score, and with what that decides or explains. What the server
    /// itself refused stays
    /// refused as it said.
    Verdict judged(Verdict verdict, Opinion opinion) {
        if (!concerns(verdict)) return verdict;
        Verdict scored = verdict.scored(opinion.score());
        if (opinion.reason().isEmpty()) return scored;
        if (verdict.outcome() != Outcome.ACCEPTED)
            return scored.because(opinion.reason().get());
        return switch (this) {
            case SERVER -> scored;
            case CONTENT -> scored.decided(opinion.outcome(), OptionalInt.empty(), Optional.empty(), opinion.reason());
        };
    }
}
