package dev.synoptic.verdict.rspamd;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.log.Delivery;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What rspamd thought of one message.
///
/// @param micros     when it said so, microseconds since 1970, UTC
/// @param scanMicros how long it had looked at the message, microseconds
/// @param messageId  without brackets; for joining only, never to be kept (P2)
/// @param queueId    of the mail server, where it told one
/// @param client     who sent the message
/// @param action     what it advised
/// @param score      points, and those from which it refuses
/// @param symbols    names of the tests that spoke, in the order logged
/// @param system     what its own p0f module said of the client, a second opinion on the fingerprint
/// @param envelope   whom it came from and went to
public record Opinion(
        long micros,
        long scanMicros,
        String messageId,
        Optional<String> queueId,
        Optional<IpAddress> client,
        Action action,
        ContentScore score,
        List<String> symbols,
        Optional<String> system,
        Envelope envelope) {

    private static final String GREYLIST = "GREYLIST", RATELIMIT = "RATELIMIT";

    public Opinion {
        symbols = List.copyOf(symbols);
    }

    /// The message as SMTP had it; of addresses only domains may be kept (P2).
    ///
    /// @param user       who had logged in
    /// @param sender     empty for the null sender
    /// @param recipients in order
    /// @param octets     length of the message
    public record Envelope(Optional<String> user, String sender, List<String> recipients, OptionalLong octets) {

        static final Envelope NOTHING = new Envelope(Optional.empty(), "", List.of(), OptionalLong.empty());

        public Envelope {
            recipients = List.copyOf(recipients);
        }
    }

    /// rspamd's actions (V30).
    public enum Action {
        NO_ACTION("no action"),
        GREYLIST("greylist"),
        ADD_HEADER("add header"),
        REWRITE_SUBJECT("rewrite subject"),
        SOFT_REJECT("soft reject"),
        REJECT("reject"),
        QUARANTINE("quarantine"),
        DISCARD("discard");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        static Optional<Action> named(String text) {
            for (Action each : values()) {
                if (each.text.equals(text)) return Optional.of(each);
            }
            return Optional.empty();
        }
    }

    /// The class of reason it adds to a refusal: empty where the message was to be delivered (V30).
    public Optional<String> reason() {
        return switch (action) {
            case REJECT -> Optional.of("content");
            case SOFT_REJECT -> Optional.of(softReason());
            case NO_ACTION, GREYLIST, ADD_HEADER, REWRITE_SUBJECT, QUARANTINE, DISCARD -> Optional.empty();
        };
    }

    /// The verdict where the content decides (V5): `greylist` alone is only an opinion, and what is discarded or put
    /// aside was accepted (V30).
    public Outcome outcome() {
        return switch (action) {
            case REJECT -> Outcome.REJECTED;
            case SOFT_REJECT -> "greylist".equals(softReason()) ? Outcome.GREYLISTED : Outcome.DEFERRED;
            case NO_ACTION, GREYLIST, ADD_HEADER, REWRITE_SUBJECT, QUARANTINE, DISCARD -> Outcome.ACCEPTED;
        };
    }

    /// What became of the message that this verdict is about: what is discarded or put aside was accepted (V30). The
    /// server accepts it a moment after it was looked at, and nothing becomes of it before that.
    public Optional<Delivery> delivery(Verdict verdict) {
        if (verdict.outcome() != Outcome.ACCEPTED) return Optional.empty();
        long when = Math.max(micros, verdict.micros());
        return switch (action) {
            case DISCARD -> Delivery.of(verdict, when, Delivery.Outcome.DISCARDED);
            case QUARANTINE -> Delivery.of(verdict, when, Delivery.Outcome.HELD);
            case REJECT, SOFT_REJECT, NO_ACTION, GREYLIST, ADD_HEADER, REWRITE_SUBJECT -> Optional.empty();
        };
    }

    /// The same without all that is not needed once it is only to be brought together with its verdict: thousands are
    /// remembered at a time, on a mail host (P2).
    Opinion gist() {
        List<String> telling = symbols.stream()
                .filter(symbol -> symbol.equals(GREYLIST) || symbol.startsWith(RATELIMIT))
                .toList();
        return new Opinion(
                micros, scanMicros, "", queueId, client, action, score, telling, Optional.empty(), Envelope.NOTHING);
    }

    /// Greylisting, a limit, or a second look: the symbol tells which.
    private String softReason() {
        if (symbols.contains(GREYLIST)) return "greylist";
        return symbols.stream().anyMatch(s -> s.startsWith(RATELIMIT)) ? "rate_limit" : "content_defer";
    }
}
