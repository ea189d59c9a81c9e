package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.log.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A message on its way through the queue, from `client=` to `removed` (V21: an id means this one only as long
/// as it lives).
final class Message {

    final SmtpdSession session;
    final String host;
    final String id;
    final Peer peer;
    final long bornMicros;
    final List<Refusal> refusals = new ArrayList<>();

    private @Nullable Decision queued;
    private Optional<String> sender = Optional.empty();
    private OptionalLong size = OptionalLong.empty();
    private int recipients;
    private Optional<String> messageId = Optional.empty();
    private @Nullable Aside aside;
    private long lastSerial;
    private @Nullable Settled settled;

    Message(SmtpdSession session, String id, Peer peer, long bornMicros) {
        this.session = session;
        this.host = session.host;
        this.id = id;
        this.peer = peer;
        this.bornMicros = bornMicros;
    }

    /// What was said of it when its session was settled, and its place there.
    record Settled(int ordinal, Verdict verdict) {}

    /// The first `queue active` after `client=`: the proof of acceptance.
    void queued(Decision decision, String from, long octets, int count) {
        if (queued != null) return;
        queued = decision;
        sender = Optional.of(from);
        size = OptionalLong.of(octets);
        recipients = count;
    }

    /// A line of this serial was about it.
    void mentioned(long serial) {
        lastSerial = Math.max(lastSerial, serial);
    }

    long lastSerial() {
        return lastSerial;
    }

    /// V30: by which other logs may tell of it.
    void identified(String told) {
        messageId = Optional.of(Words.messageId(told));
    }

    Optional<String> messageId() {
        return messageId;
    }

    /// It will not come to the queue; of several actions the first counts.
    void putAside(Aside told) {
        if (aside == null) aside = told;
    }

    Optional<Aside> aside() {
        return Optional.ofNullable(aside);
    }

    Optional<Decision> acceptance() {
        return Optional.ofNullable(queued);
    }

    /// Refusals of the message itself, not of one of its recipients.
    List<Decision> ownRefusals() {
        return refusals.stream()
                .filter(r -> !r.isAtRecipient() && !r.isAtMail())
                .map(Refusal::decision)
                .toList();
    }

    /// Whether nothing more needs to be waited for.
    boolean isDecided() {
        return queued != null || !ownRefusals().isEmpty();
    }

    Optional<String> sender() {
        return sender.or(() ->
                        refusals.stream().flatMap(r -> r.sender().stream()).findFirst())
                .or(() -> aside().flatMap(each -> each.told().sender()));
    }

    OptionalLong size() {
        return size;
    }

    int recipients() {
        return recipients;
    }

    void settled(Settled as) {
        settled = as;
    }

    Optional<Settled> settled() {
        return Optional.ofNullable(settled);
    }
}
