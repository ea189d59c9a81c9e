package dev.synoptic.verdict.dialogue;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.log.Emission;
import dev.synoptic.verdict.log.Entry;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.SessionNames.SessionName;
import dev.synoptic.verdict.log.VerdictDraft;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One session as a server tells it: transactions one after the other, each judged when it ends (V1 to V4).
public final class Conversation {

    private final ExtractorSettings settings;
    private final Emission out;
    private final SessionName name;
    private final Opening opening;
    private final Map<Stage, Decision> refusals = new EnumMap<>(Stage.class);

    private IpAddress client;
    private OptionalInt clientPort;
    private Via via;
    private String clientName;
    private Optional<String> helo = Optional.empty();
    private boolean announced;
    private boolean tls;
    private Optional<String> saslMethod = Optional.empty();
    private Optional<String> saslUser = Optional.empty();
    private @Nullable Transaction current;
    private int transactions;
    private long lastMicros;
    private Place last;

    public Conversation(ExtractorSettings settings, Emission out, SessionName name, Opening opening) {
        this.settings = settings;
        this.out = out;
        this.name = name;
        this.opening = opening;
        this.client = opening.client();
        this.clientPort = opening.port();
        this.via = settings.proxiedServices().contains(opening.service()) ? Via.PROXY : Via.DIRECT;
        this.clientName = opening.clientName();
        this.lastMicros = opening.micros();
        this.last = opening.from();
    }

    /// How a session began.
    ///
    /// @param host       mail host
    /// @param service    that took the connection
    /// @param client     who connected
    /// @param port       from where; empty where not logged
    /// @param clientName reverse name; empty where not known yet
    /// @param micros     when, microseconds since 1970, UTC
    /// @param precision  of that time
    /// @param from       the first line that is needed to read the session again
    public record Opening(
            String host,
            String service,
            IpAddress client,
            OptionalInt port,
            String clientName,
            long micros,
            Precision precision,
            Place from) {}

    public Opening opening() {
        return opening;
    }

    /// The server told its beginning, so it will tell its end.
    public void announced() {
        announced = true;
    }

    public boolean isAnnounced() {
        return announced;
    }

    /// Every line of the session comes by here.
    public void heard(Entry line) {
        lastMicros = Math.max(lastMicros, line.micros());
        last = line.place();
    }

    public long lastMicros() {
        return lastMicros;
    }

    /// The last line of the session so far.
    Place last() {
        return last;
    }

    /// Who connected is a proxy, and tells who its client is (V22).
    public void behindProxy(IpAddress told, OptionalInt port) {
        client = told;
        clientPort = port;
        via = Via.PROXY;
    }

    public void named(String reverseName) {
        clientName = reverseName;
    }

    public void greeted(String heloName) {
        helo = Optional.of(heloName);
    }

    public void secured() {
        tls = true;
    }

    public void loggedIn(Optional<String> method, Optional<String> user) {
        refusals.remove(Stage.AUTH); // V4 asks for the last login
        saslMethod = method;
        saslUser = user;
    }

    /// A MAIL command; what was going on before is over.
    public void begin(Optional<String> sender) {
        endTransaction();
        current = new Transaction(sender);
    }

    /// The transaction that goes on turns out to be of this sender; where none goes on, one begins.
    public void continueAs(Optional<String> sender) {
        current = current == null ? new Transaction(sender) : current.of(sender);
    }

    public boolean isInTransaction() {
        return current != null;
    }

    /// Whether transactions were judged already.
    public boolean hasTransactions() {
        return transactions > 0;
    }

    /// Whether the transaction that goes on is of this sender.
    public boolean isOf(Optional<String> sender) {
        return current != null && current.sender.equals(sender);
    }

    public boolean hasRefusals() {
        return current != null && current.hasRefusals();
    }

    public boolean hasAcceptedRecipients() {
        return current != null && current.accepted() > 0;
    }

    /// A refusal: of the transaction that goes on, or of the connection where there is none.
    public void refused(Decision decision, Optional<String> recipient) {
        if (current == null) refusals.put(decision.stage(), decision);
        else current.refused(decision, recipient);
    }

    /// A refusal that is about the connection, whatever goes on.
    public void connectionRefused(Decision decision) {
        refusals.put(decision.stage(), decision);
    }

    /// Whether anything was decided yet, or is about to be.
    public boolean isUnderWay() {
        return transactions > 0 || current != null || !refusals.isEmpty();
    }

    public void recipientAccepted(Optional<String> recipient) {
        if (current != null) current.recipientAccepted(recipient);
    }

    /// V30: the id by which other logs may tell of the message that is being sent.
    public void identified(String messageId) {
        if (current != null) current.identified(messageId);
    }

    /// The end of the message was answered, or the transaction was ended by an answer.
    public void finish(Decision decision, Optional<String> queueId, OptionalLong size) {
        var ended = current == null ? new Transaction(Optional.empty()) : current;
        current = null;
        emit(ended, decision, queueId, size);
    }

    /// The transaction ended without an answer at its end: RSET, a new greeting, the end of the session (V3).
    public void endTransaction() {
        var ended = current;
        if (ended == null) return;
        current = null;
        emit(ended, ended.unfinished(lastMicros, last.resume().line()), Optional.empty(), OptionalLong.empty());
    }

    private void emit(Transaction ended, Decision decision, Optional<String> queueId, OptionalLong size) {
        var verdict = draft(OptionalLong.empty())
                .message(queueId, ended.sender, size)
                .recipients(ended.accepted(), ended.refused(), ended.recipients)
                .transaction(++transactions, decision);
        out.verdict(verdict, decision, ended.messageId());
    }

    /// The session is over.
    public void close() {
        endTransaction();
        if (transactions > 0) return;
        Decision decision = Stream.of(Stage.CONNECT, Stage.HELO, Stage.STARTTLS, Stage.AUTH)
                .flatMap(stage -> Optional.ofNullable(refusals.get(stage)).stream())
                .findFirst()
                .orElseGet(() -> Decision.aborted(
                        Stage.CONNECT, lastMicros, last.resume().line()));
        out.verdict(draft(OptionalLong.of(lastMicros)).connection(decision), decision);
    }

    private VerdictDraft draft(OptionalLong closeMicros) {
        return new VerdictDraft(settings, name, client, opening.micros(), opening.precision())
                .at(opening.host(), opening.service(), via)
                .from(clientPort, clientName, helo)
                .closed(closeMicros)
                .secured(tls, saslMethod, saslUser);
    }
}
