package dev.synoptic.verdict.exim;

import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.dialogue.Conversation;
import dev.synoptic.verdict.dialogue.Conversations;
import dev.synoptic.verdict.dialogue.Dialect;
import dev.synoptic.verdict.dialogue.DialogueExtractor;
import dev.synoptic.verdict.log.Deliveries;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.Emission;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.Judge.Answer;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.Recent;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Brings lines of Exim's main log together (V26): by process where it is logged, else by address and port,
/// else by address for as long as it is not silent.
public final class EximDialect implements Dialect<EximLine> {

    private static final String SERVER = "exim";

    /// A client may be silent for five minutes by default; a message may take longer than that to arrive.
    private static final Duration IDLE = Duration.ofMinutes(15);

    /// V26: how long an address alone still means the same conversation, if nobody told where that began.
    private static final long SAME_ADDRESS_MICROS = 2_500_000;

    /// A second line on the end of a session comes at once.
    private static final long ENDED_MICROS = 5_000_000;

    private final Tally tally;
    private final Judge judge;
    private final Conversations conversations;
    private final EximEnvelope envelope;
    private final Recent<String, Ended> ended = new Recent<>(10_000);
    private final Deliveries deliveries;

    private EximDialect(ExtractorSettings settings, Tally tally, Emission out, Conversations conversations) {
        this.tally = tally;
        this.conversations = conversations;
        judge = new Judge(settings.reasons(), tally);
        envelope = new EximEnvelope(settings);
        deliveries = new Deliveries(settings, out, tally);
    }

    /// A reader of Exim's main log; never of its reject log, which repeats it (V27).
    public static VerdictExtractor extractor(ExtractorSettings settings, VerdictSink sink) {
        var tally = new Tally(settings.limits());
        var out = new Emission(sink, tally);
        var conversations = new Conversations(settings, tally, out, IDLE);
        return new DialogueExtractor<>(
                settings, tally, new EximDialect(settings, tally, out, conversations), conversations);
    }

    @Override
    public Optional<EximLine> read(String line, RawRef ref) {
        return envelope.read(line, ref);
    }

    @Override
    public LogClock clock() {
        return envelope.clock();
    }

    @Override
    public void accept(EximLine line, Place first) {
        switch (EximLines.parse(line)) {
            case EximEvent.Connected(Peer peer) -> connected(line, peer, first);
            case EximEvent.Accepted accepted -> accepted(line, accepted, first);
            case EximEvent.Refused refused -> refused(line, refused, first);
            case EximEvent.ConnectionRefused refused -> connectionRefused(line, refused, first);
            case EximEvent.Incomplete incomplete -> incomplete(line, incomplete, first);
            case EximEvent.Closed(Peer peer, boolean inData) -> closed(line, peer, inData, first);
            case EximEvent.Delivered(Delivery.Outcome outcome) ->
                deliveries.outcome(line.host(), line.id(), line.micros(), outcome);
            case EximEvent.BornHere() -> deliveries.cameUnheard(line.host(), line.id());
            case EximEvent.Completed() -> deliveries.gone(line.host(), line.id());
            case EximEvent.Note() -> {}
            case EximEvent.Unknown() -> tally.unknown(SERVER, line.text());
        }
    }

    /// The daemon's own line: the process that serves the client has another number.
    private void connected(EximLine line, Peer peer, Place first) {
        String key = peer.key();
        boolean same = line.pid().isEmpty()
                && conversations.find(key).filter(c -> !isSilent(c, line)).isPresent();
        if (!same)
            conversations.begin(key, opening(line, peer, peer.service(), first)).announced();
        ended.remove(key);
    }

    /// Without the daemon's line a session seems to begin with the first thing said of it, which may be much
    /// later.
    private Conversation.Opening unannounced(EximLine line, Peer peer, Place first) {
        return opening(line, peer, SERVER, first);
    }

    private Conversation.Opening opening(EximLine line, Peer peer, String service, Place first) {
        return new Conversation.Opening(
                line.host(), service, peer.address(), peer.port(), peer.name(), line.micros(), line.precision(), first);
    }

    /// A session that is over: when, and where it began.
    private record Ended(long micros, Place from) {}

    private static boolean isSilent(Conversation conversation, EximLine line) {
        return line.micros() - conversation.lastMicros() > SAME_ADDRESS_MICROS;
    }

    /// The conversation that the line belongs to, and the key it goes by.
    private record Turn(String key, Conversation conversation) {}

    private static String key(EximLine line, Peer peer) {
        return line.pid().isEmpty() ? peer.key() : "[" + line.pid() + "] " + peer.key();
    }

    private Turn turn(EximLine line, Peer peer, Place first) {
        String key = key(line, peer);
        if (conversations.find(key).isEmpty()) conversations.rename(peer.key(), key);
        boolean byAddressAlone = line.pid().isEmpty() && peer.port().isEmpty();
        var found = conversations.find(key).filter(c -> !byAddressAlone || c.isAnnounced() || !isSilent(c, line));
        var conversation = found.orElseGet(() -> conversations.begin(key, unannounced(line, peer, first)));
        conversation.heard(line);
        if (!peer.name().isEmpty()) conversation.named(peer.name());
        peer.helo().or(() -> Optional.of(peer.name()).filter(n -> !n.isEmpty())).ifPresent(conversation::greeted);
        return new Turn(key, conversation);
    }

    private void accepted(EximLine line, EximEvent.Accepted accepted, Place first) {
        var conversation = turn(line, accepted.peer(), first).conversation();
        var sender = Optional.of(accepted.sender());
        if (!conversation.isOf(sender)) conversation.begin(sender);
        accepted.recipients().forEach(r -> conversation.recipientAccepted(Optional.of(r)));
        if (accepted.tls()) conversation.secured();
        accepted.login().ifPresent(login -> loggedIn(conversation, login));
        accepted.messageId().ifPresent(conversation::identified);
        conversation.finish(Decision.accepted(line.micros(), line.ref()), Optional.of(line.id()), accepted.size());
        deliveries.came(line.host(), line.id(), accepted.peer().address());
    }

    /// `A=plain:alice`
    private static void loggedIn(Conversation conversation, String login) {
        int colon = login.indexOf(':');
        conversation.loggedIn(
                Optional.of(colon < 0 ? login : login.substring(0, colon)),
                colon < 0 ? Optional.empty() : Optional.of(login.substring(colon + 1)));
    }

    private void refused(EximLine line, EximEvent.Refused refused, Place first) {
        var turn = turn(line, refused.peer(), first);
        var conversation = turn.conversation();
        var sender = refused.sender();
        // a refused recipient goes with those before it; without a closing line a change of sender tells them
        // apart
        boolean goesOn = sender.isPresent() ? conversation.isOf(sender) : conversation.isInTransaction();
        if (!goesOn) conversation.begin(sender);
        Decision decision = decision(line, refused.stage(), refused.temporary(), refused.why());
        if (refused.ends()) conversation.finish(decision, Optional.empty(), OptionalLong.empty());
        else conversation.refused(decision, refused.recipient());
        if (refused.why().startsWith("SMTP synchronization")) end(turn.key(), line, refused.peer());
    }

    private void connectionRefused(EximLine line, EximEvent.ConnectionRefused refused, Place first) {
        if (refused.stage() == Stage.CONNECT) endOther(line, refused.peer());
        var turn = turn(line, refused.peer(), first);
        turn.conversation().connectionRefused(decision(line, refused.stage(), refused.temporary(), refused.why()));
        if (refused.ends()) end(turn.key(), line, refused.peer());
    }

    /// Nobody is let in twice: where nothing but the address tells connections apart, a refused one is the next one.
    private void endOther(EximLine line, Peer peer) {
        String key = key(line, peer);
        if (conversations.find(key).filter(Conversation::isUnderWay).isPresent()) end(key, line, peer);
    }

    private void incomplete(EximLine line, EximEvent.Incomplete incomplete, Place first) {
        var turn = turn(line, incomplete.peer(), first);
        var conversation = turn.conversation();
        var sender = Optional.of(incomplete.sender());
        if (!conversation.isOf(sender)) conversation.begin(sender);
        incomplete.accepted().forEach(r -> conversation.recipientAccepted(Optional.of(r)));
        conversation.endTransaction();
    }

    private void closed(EximLine line, Peer peer, boolean inData, Place first) {
        var before = ended.get(endKey(line, peer));
        String key = key(line, peer);
        boolean open = conversations.find(key).isPresent()
                || conversations.find(peer.key()).isPresent();
        if (before != null && line.micros() - before.micros() < ENDED_MICROS && !open) {
            conversations.mentioned(before.from(), line.place()); // "no MAIL in" repeats what the line before it said
            return;
        }
        var turn = turn(line, peer, first);
        if (inData && !turn.conversation().isInTransaction())
            turn.conversation().begin(Optional.empty());
        if (inData) turn.conversation().recipientAccepted(Optional.empty());
        end(turn.key(), line, peer);
    }

    private void end(String key, EximLine line, Peer peer) {
        var from = conversations.find(key).map(c -> c.opening().from()).orElse(line.place());
        conversations.end(key);
        ended.put(endKey(line, peer), new Ended(line.micros(), from));
    }

    private static String endKey(EximLine line, Peer peer) {
        return line.pid() + ' ' + peer.key();
    }

    private Decision decision(EximLine line, Stage stage, boolean temporary, String why) {
        return judge.refused(
                new Answer(SERVER, stage, temporary, OptionalInt.empty(), Optional.empty(), why),
                line.micros(),
                line.ref());
    }
}
