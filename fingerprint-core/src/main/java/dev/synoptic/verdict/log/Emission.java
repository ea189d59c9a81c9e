package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.Tally.Kind;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.Optional;

/// Hands over what was found, and counts it.
public final class Emission {

    private final VerdictSink sink;
    private final Tally tally;

    public Emission(VerdictSink sink, Tally tally) {
        this.sink = sink;
        this.tally = tally;
    }

    /// A verdict on a remote client; what the host sends to itself is none (V6).
    public void verdict(Verdict verdict, Decision decision) {
        verdict(verdict, decision, Optional.empty());
    }

    /// The same of a message whose id the log tells.
    public void verdict(Verdict verdict, Decision decision, Optional<String> messageId) {
        if (Words.isLoopback(verdict.client())) {
            tally.count(Kind.LOCAL);
            return;
        }
        tally.count(verdict.revision() == 0 ? Kind.VERDICTS : Kind.CORRECTIONS);
        sink.verdict(verdict, decision.line(), messageId);
    }

    public void delivery(Delivery delivery) {
        sink.delivery(delivery);
    }
}
