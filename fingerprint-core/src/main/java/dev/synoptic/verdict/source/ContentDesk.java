package dev.synoptic.verdict.source;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.HeldBack;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.Recent;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import dev.synoptic.verdict.rspamd.Opinion;
import dev.synoptic.verdict.rspamd.Opinions;
import dev.synoptic.verdict.rspamd.RspamdExtractor;
import java.time.Duration;
import java.util.Optional;

/// Reads the logs of one agent so that each transaction has one verdict, though mail server and content filter
/// both tell of it (V30): what the filter's log says goes into the server's verdict, whichever of the two is read
/// first.
///
/// Where the filter's is the only log, its actions are the verdicts. May be used by several threads, each with a reader
/// of its own.
public final class ContentDesk {

    /// Verdicts of which an opinion may still come; the oldest goes first.
    static final int WAITING_MAX = 20_000;

    /// How far both logs are read again after a restart, of their own time.
    private static final Duration READ_AGAIN = Duration.ofMinutes(2);

    private final boolean paired;
    private final VerdictSource decides;
    private final Opinions opinions;
    private final Recent<String, Verdict> byQueueId;
    private final Recent<String, Verdict> byMessage;
    private final Runnable crowdedOut;
    private long verdictsTo = Long.MIN_VALUE;
    private long opinionsTo = Long.MIN_VALUE;

    private ContentDesk(boolean paired, VerdictSource decides, Runnable crowdedOut, int opinionsMax, int waitingMax) {
        this.paired = paired;
        this.decides = decides;
        this.crowdedOut = crowdedOut;
        opinions = new Opinions(
                opinionsMax,
                opinion -> forgotten(
                        opinion.micros(),
                        opinion.queueId().isPresent() ? Opinions.SAME_MESSAGE : Opinions.NEAR,
                        verdictsTo));
        byQueueId = new Recent<>(waitingMax, verdict -> forgotten(verdict.micros(), Opinions.SAME_MESSAGE, opinionsTo));
        byMessage = new Recent<>(waitingMax, verdict -> {
            if (verdict.queueId().isEmpty())
                forgotten(verdict.micros(), Opinions.NEAR, opinionsTo); // else it waits there
        });
    }

    /// For logs that have nothing to do with each other.
    public static ContentDesk apart() {
        return new ContentDesk(false, VerdictSource.SERVER, () -> {}, 0, 0);
    }

    /// For a mail server's logs and a filter's beside them.
    ///
    /// @param crowdedOut is told each time that an opinion or a verdict was forgotten, because there were too many,
    ///     although the other log may still tell of the same message
    public static ContentDesk pairing(VerdictSource decides, Runnable crowdedOut) {
        return pairing(decides, crowdedOut, Opinions.OPINIONS_MAX, WAITING_MAX);
    }

    static ContentDesk pairing(VerdictSource decides, Runnable crowdedOut, int opinionsMax, int waitingMax) {
        return new ContentDesk(true, decides, crowdedOut, opinionsMax, waitingMax);
    }

    private void forgotten(long micros, Duration pairedWithin, long otherLogTo) {
        if (micros + pairedWithin.toNanos() / 1_000 >= otherLogTo) crowdedOut.run();
    }

    /// A reader of one log of this kind.
    public VerdictExtractor extractor(MailServer server, ExtractorSettings settings, VerdictSink sink) {
        if (!paired) return server.extractor(settings, sink);
        VerdictExtractor reader = server == MailServer.RSPAMD
                ? new RspamdExtractor(
                        settings,
                        (mail, line) ->
                                judge(mail.opinion()).ifPresent(judged -> judged.to(sink, line, Optional.empty())))
                : server.extractor(settings, new Judging(sink));
        return new HeldBack(reader, READ_AGAIN);
    }

    private final class Judging implements VerdictSink {

        private final VerdictSink sink;

        Judging(VerdictSink sink) {
            this.sink = sink;
        }

        @Override
        public void verdict(Verdict verdict, RawRef decidedBy) {
            verdict(verdict, decidedBy, Optional.empty());
        }

        @Override
        public void verdict(Verdict verdict, RawRef decidedBy, Optional<String> messageId) {
            judge(verdict, messageId).to(sink, decidedBy, messageId);
        }

        @Override
        public void delivery(Delivery delivery) {
            sink.delivery(delivery);
        }
    }

    /// What both logs say together.
    private record Judged(Verdict verdict, Optional<Delivery> delivery) {

        void to(VerdictSink sink, RawRef line, Optional<String> messageId) {
            sink.verdict(verdict, line, messageId);
            delivery.ifPresent(sink::delivery);
        }
    }

    private synchronized Judged judge(Verdict verdict, Optional<String> messageId) {
        verdictsTo = Math.max(verdictsTo, verdict.micros());
        var known = opinions.of(verdict, messageId);
        if (known.isEmpty() && VerdictSource.concerns(verdict)) await(verdict, messageId);
        Verdict judged = known.map(opinion -> decides.judged(verdict, opinion)).orElse(verdict);
        int revision = isDecidedOtherwise(verdict, judged) ? withOpinion(verdict) : withoutOpinion(verdict);
        return new Judged(judged.revised(revision), known.flatMap(opinion -> opinion.delivery(verdict)));
    }

    /// Whether more than its score was added. That alone makes no revision of what was not told before: nearly all mail
    /// has one, and whoever keeps the last revisions has to remember those that have several.
    private static boolean isDecidedOtherwise(Verdict own, Verdict judged) {
        return own.outcome() != judged.outcome() || !own.reason().equals(judged.reason());
    }

    private void await(Verdict verdict, Optional<String> messageId) {
        verdict.queueId().ifPresent(id -> byQueueId.put(id, verdict));
        messageId.ifPresent(id -> byMessage.put(Opinions.key(id, verdict.client()), verdict));
    }

    /// The verdict that this opinion adds to, if it was told before.
    private synchronized Optional<Judged> judge(Opinion opinion) {
        opinionsTo = Math.max(opinionsTo, opinion.micros());
        opinions.add(opinion);
        return awaited(opinion)
                .map(verdict -> new Judged(
                        decides.judged(verdict, opinion).revised(withOpinion(verdict)), opinion.delivery(verdict)));
    }

    /// V30: by the queue id, else by the message's id, its client and the time.
    private Optional<Verdict> awaited(Opinion opinion) {
        Optional<String> message = opinion.client().map(client -> Opinions.key(opinion.messageId(), client));
        Optional<Verdict> found = opinion.queueId()
                .flatMap(id -> Optional.ofNullable(byQueueId.get(id)))
                .filter(verdict -> Opinions.areOfOneMessage(verdict, opinion))
                .or(() -> message.flatMap(id -> Optional.ofNullable(byMessage.get(id)))
                        .filter(verdict -> Opinions.areOfOneMessageId(verdict, opinion)));
        found.ifPresent(verdict -> {
            verdict.queueId().ifPresent(byQueueId::remove);
            message.ifPresent(byMessage::remove);
        });
        return found;
    }

    /// Read anew, a verdict may find its opinion sooner or later than before: so that a revision means the same each
    /// time, even ones are the server's own decision, odd ones those that an opinion changed or came after.
    private static int withoutOpinion(Verdict verdict) {
        return 2 * verdict.revision();
    }

    private static int withOpinion(Verdict verdict) {
        return 2 * verdict.revision() + 1;
    }
}
