package dev.synoptic.verdict.rspamd;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.log.Recent;
import java.time.Duration;
import java.util.Optional;

/// Brings opinions and verdicts together: by queue id, else by message id and address within a minute (V30).
///
/// The mail server's word stands; an opinion only says more of why it refused.
public final class Opinions {

    /// Opinions remembered; the oldest goes first.
    static final int OPINIONS_MAX = 50_000;

    private static final Duration NEAR = Duration.ofSeconds(60);

    private final Recent<String, Opinion> byQueueId = new Recent<>(OPINIONS_MAX);
    private final Recent<String, Opinion> byMessage = new Recent<>(OPINIONS_MAX);

    public Opinions() {}

    public void add(Opinion opinion) {
        opinion.queueId().ifPresent(id -> byQueueId.put(id, opinion));
        opinion.client().ifPresent(client -> byMessage.put(key(opinion.messageId(), client), opinion));
    }

    /// What was thought of the message with this queue id.
    public Optional<Opinion> of(String queueId) {
        return Optional.ofNullable(byQueueId.get(queueId));
    }

    /// What was thought of the message with this id from that client, said within a minute of that time.
    public Optional<Opinion> of(String messageId, IpAddress client, long micros) {
        return Optional.ofNullable(byMessage.get(key(messageId, client)))
                .filter(o -> Math.abs(o.micros() - micros) <= NEAR.toNanos() / 1_000);
    }

    /// The class of reason to tell of a verdict: the opinion's where the server refused the content without
    /// saying why.
    public Optional<String> reason(Verdict verdict) {
        boolean refused = verdict.outcome() == Outcome.REJECTED
                || verdict.outcome() == Outcome.DEFERRED
                || verdict.outcome() == Outcome.GREYLISTED;
        if (!refused || verdict.stage() != Verdict.Stage.EOM) return verdict.reason();
        return verdict.queueId().flatMap(this::of).flatMap(Opinion::reason).or(verdict::reason);
    }

    private static String key(String messageId, IpAddress client) {
        return client.text() + ' ' + messageId;
    }
}
