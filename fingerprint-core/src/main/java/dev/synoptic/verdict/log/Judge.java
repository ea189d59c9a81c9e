package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.ReasonTable.Refusal;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.Optional;
import java.util.OptionalInt;

/// Says what a refusal amounts to (V3) and which class of reason it has (a.9).
public final class Judge {

    /// Refusals whose class is remembered.
    static final int REFUSALS_MAX = 2_000;

    private final ReasonTable reasons;
    private final Tally tally;
    private final Recent<Refusal, String> memo = new Recent<>(REFUSALS_MAX);

    public Judge(ReasonTable reasons, Tally tally) {
        this.reasons = reasons;
        this.tally = tally;
    }

    /// What a server answered.
    ///
    /// @param server    which daemon, as the table of reasons names it
    /// @param stage     where
    /// @param temporary whether the first digit is 4, not 5
    /// @param code      three digits, where logged
    /// @param enhanced  status code, where logged
    /// @param text      the server's own words, what the client said taken out
    public record Answer(
            String server, Stage stage, boolean temporary, OptionalInt code, Optional<String> enhanced, String text) {

        /// An answer whose digits tell whether it is temporary.
        public Answer(String server, Stage stage, OptionalInt code, Optional<String> enhanced, String text) {
            this(server, stage, isTemporary(code, enhanced), code, enhanced, text);
        }

        private static boolean isTemporary(OptionalInt code, Optional<String> enhanced) {
            return code.isPresent()
                    ? code.getAsInt() / 100 == 4
                    : enhanced.filter(e -> e.startsWith("4")).isPresent();
        }
    }

    /// The decision that an answer is.
    public Decision refused(Answer answer, long micros, RawRef line) {
        String reason = reason(new Refusal(
                answer.server(), answer.stage().name(), answer.enhanced().orElse(""), answer.text()));
        if (ReasonTable.OTHER.equals(reason)) tally.otherReason(answer.server(), answer.text());
        return new Decision(
                outcome(answer, reason),
                answer.stage(),
                answer.code(),
                answer.enhanced(),
                Optional.of(reason),
                micros,
                line);
    }

    /// Servers say the same words again and again, and a table has many rows.
    private String reason(Refusal refusal) {
        String known = memo.get(refusal);
        if (known != null) return known;
        String reason = reasons.classify(refusal);
        memo.put(refusal, reason);
        return reason;
    }

    private static Outcome outcome(Answer answer, String reason) {
        if (!answer.temporary()) return Outcome.REJECTED;
        return ReasonTable.GREYLIST.equals(reason) ? Outcome.GREYLISTED : Outcome.DEFERRED;
    }

    /// V3: of several decisions on one transaction the one that counts, the first of its kind.
    public static Decision strongest(Iterable<Decision> decisions) {
        Decision strongest = null;
        for (Decision each : decisions) {
            // the order of the constants is the order in which they count
            if (strongest == null || each.outcome().compareTo(strongest.outcome()) < 0) strongest = each;
        }
        if (strongest == null) throw new IllegalArgumentException("no decision to choose from");
        return strongest;
    }
}
