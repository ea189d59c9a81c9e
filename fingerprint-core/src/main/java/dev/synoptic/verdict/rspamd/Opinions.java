package dev.synoptic.verdict.rspamd;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.Recent;
import dev.synoptic.verdict.log.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings opinions and verdicts together: by queue id, else by message id and address within a minute (V30).
public final class Opinions {

    /// Opinions remembered by queue ids; the oldest goes first.
    public static final int OPINIONS_MAX = 50_000;

    /// Opinions remembered by the ids of their messages: more than come in the minute in which they are asked for.
    static final int BY_MESSAGE_MAX = 5_000;

    /// Servers use queue ids again (V21); what is filtered behind the queue may wait so long.
    public static final Duration SAME_MESSAGE = Duration.ofHours(1);

    /// Between what two logs say of one message, where its own id is all that makes the pair.
    public static final Duration NEAR = Duration.ofSeconds(60);

    private final Recent<String, Opinion> byQueueId;
    private final Recent<String, Opinion> byMessage;

    public Opinions() {
        this(OPINIONS_MAX, forgotten -> {});
    }

    /// @param forgotten is told which opinion had to make room for another
    public Opinions(int opinionsMax, Consumer<Opinion> forgotten) {
        byQueueId = new Recent<>(opinionsMax, forgotten);
        byMessage = new Recent<>(BY_MESSAGE_MAX, opinion -> {
            if (opinion.queueId().isEmpty()) forgotten.accept(opinion); // else its queue id still finds it
        });
    }

    public void add(Opinion opinion) {
        Opinion gist = opinion.gist();
        opinion.queueId().ifPresent(id -> byQueueId.put(id, gist));
        opinion.client().ifPresent(client -> byMessage.put(key(opinion.messageId(), client), gist));
    }

    /// What was thought of the message that this verdict is about, found by its queue id.
    public Optional<Opinion> of(Verdict verdict) {
        return verdict.queueId()
                .flatMap(id -> Optional.ofNullable(byQueueId.get(id)))
                .filter(opinion -> areOfOneMessage(verdict, opinion));
    }

    /// The same by a log that tells the message's id: where not both logs tell queue ids, that id, the client and the
    /// time make the pair.
    public Optional<Opinion> of(Verdict verdict, Optional<String> messageId) {
        return of(verdict)
                .or(() -> messageId
                        .flatMap(id -> of(id, verdict.client(), verdict.micros()))
                        .filter(opinion -> areOfOneMessageId(verdict, opinion)));
    }

    /// Whether the two, of one message id and client, can be about one message: an id is told again with every try to
    /// deliver it, so two queue ids are two tries.
    public static boolean areOfOneMessageId(Verdict verdict, Opinion opinion) {
        boolean queueIdsDiffer =
                verdict.queueId().isPresent() && opinion.queueId().isPresent();
        return !queueIdsDiffer && isWithin(NEAR, verdict.micros(), opinion.micros());
    }

    /// Whether the two, of one queue id, can be about one message.
    public static boolean areOfOneMessage(Verdict verdict, Opinion opinion) {
        return isWithin(SAME_MESSAGE, verdict.micros(), opinion.micros())
                && opinion.client().map(verdict.client()::equals).orElse(true);
    }

    /// What was thought of the message with this id from that client, said within a minute of that time.
    public Optional<Opinion> of(String messageId, IpAddress client, long micros) {
        return Optional.ofNullable(byMessage.get(key(messageId, client)))
                .filter(opinion -> isWithin(NEAR, micros, opinion.micros()));
    }

    private static boolean isWithin(Duration most, long micros, long otherMicros) {
        return Math.abs(micros - otherMicros) <= most.toNanos() / 1_000;
    }

    /// Names a message by its id and who sent it.
    public static String key(String messageId, IpAddress client) {
        return client.text() + ' ' + Words.messageId(messageId);
    }
}
