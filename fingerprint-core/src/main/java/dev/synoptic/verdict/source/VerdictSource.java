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
    /// The mail server's; the filter only says more of why it refused (V30).
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
    boolean concerns(Verdict verdict) {
        if (verdict.stage() != Stage.EOM) return false;
        return verdict.outcome() == Outcome.ACCEPTED ? this == CONTENT : isRefused(verdict);
    }

    /// The verdict in the light of an opinion; as it was where that adds nothing. What the server itself refused stays
    /// refused as it said.
    Verdict judged(Verdict verdict, Opinion opinion) {
        if (!concerns(verdict) || opinion.reason().isEmpty()) return verdict;
        if (isRefused(verdict)) return verdict.because(opinion.reason().get());
        return verdict.decided(opinion.outcome(), OptionalInt.empty(), Optional.empty(), opinion.reason());
    }

    private static boolean isRefused(Verdict verdict) {
        return switch (verdict.outcome()) {
            case REJECTED, GREYLISTED, DEFERRED -> true;
            case ACCEPTED, ABORTED -> false;
        };
    }
}
