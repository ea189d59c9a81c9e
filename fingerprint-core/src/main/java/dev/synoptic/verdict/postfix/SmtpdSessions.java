package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.Judge.Answer;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.SessionNames;
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.postfix.SmtpdEvent.Limit;
import dev.synoptic.verdict.postfix.SmtpdSession.Opening;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// The sessions of all `smtpd` processes: open ones, and closed ones that wait for the fate of a message (V20).
final class SmtpdSessions {

    private final ExtractorSettings settings;
    private final Tally tally;
    private final Judge judge;
    private final SessionNames names;
    private final Messages messages;
    private final Handovers handovers;
    private final SessionVerdicts verdicts;
    private final Map<Key, SmtpdSession> open = new LinkedHashMap<>();
    private final Set<SmtpdSession> closing = new LinkedHashSet<>();

    /// A process serves one client at a time.
    private record Key(String host, String tag, String pid) {
        static Key of(SyslogLine line) {
            return new Key(line.host(), line.tag(), line.pid());
        }

        String text() {
            return tag + '[' + pid + ']';
        }
    }

    SmtpdSessions(
            ExtractorSettings settings,
            Tally tally,
            Judge judge,
            SessionNames names,
            Messages messages,
            Handovers handovers,
            SessionVerdicts verdicts) {
        this.settings = settings;
        this.tally = tally;
        this.judge = judge;
        this.names = names;
        this.messages = messages;
        this.handovers = handovers;
        this.verdicts = verdicts;
    }

    /// @param first the first line of the line's second
    void accept(SyslogLine line, Place first) {
        switch (SmtpdLines.parse(line.text())) {
            case SmtpdEvent.Connected(Peer peer) -> connected(line, peer, first);
            case SmtpdEvent.Disconnected(Peer peer, var commands) ->
                heard(line, peer).ifPresent(session -> disconnected(line, session, commands));
            case SmtpdEvent.MessageBegun begun ->
                heard(line, begun.peer()).ifPresent(session -> begun(line, session, begun));
            case SmtpdEvent.Refused refused ->
                heard(line, refused.peer()).ifPresent(session -> refused(line, session, refused));
            case SmtpdEvent.Limited(Limit limit, Peer peer) ->
                heard(line, peer).ifPresent(session -> add(session, limited(line, limit, peer), line));
            case SmtpdEvent.LoginFailed(Peer peer, boolean serversFault) ->
                heard(line, peer).ifPresent(session -> add(session, loginFailed(line, peer, serversFault), line));
            case SmtpdEvent.Ended(String after, Peer peer) ->
                heard(line, peer).ifPresent(session -> session.endedAfter(after));
            case SmtpdEvent.Secured(Peer peer) -> heard(line, peer).ifPresent(SmtpdSession::secured);
            case SmtpdEvent.TooBig(String id) ->
                messages.find(line.host(), id).ifPresent(m -> m.refusals.add(tooBig(line, m)));
            case SmtpdEvent.PutAside(var id, var told) -> putAside(line, id, told);
            case SmtpdEvent.Note() -> {}
            case SmtpdEvent.Unknown() -> tally.unknown("smtpd", line.text());
        }
    }

    private void connected(SyslogLine line, Peer told, Place first) {
        Key key = Key.of(line);
        var before = Optional.ofNullable(open.remove(key));
        before.ifPresent(this::cutShort); // its end was never logged
        if (open.size() + closing.size() >= settings.limits().sessions()) evictOldest();
        var screened = handovers.greeted(line.host(), told);
        Peer peer = screened.map(
                        p -> new Peer(told.name(), told.address(), p.peer().port()))
                .orElse(told);
        var opening = new Opening(
                line.host(),
                line.service(),
                peer,
                screened.map(Handovers.Pending::openMicros).orElse(line.micros()),
                line.precision(),
                screened.map(Handovers.Pending::from).orElse(first));
        var name = names.begin(line.host(), key.text(), line.micros());
        open.put(key, new SmtpdSession(opening, name, settings.proxiedServices().contains(line.service())));
    }

    private Optional<SmtpdSession> heard(SyslogLine line, Peer peer) {
        var session = Optional.ofNullable(open.get(Key.of(line)));
        session.ifPresentOrElse(
                s -> s.heard(withPort(peer, s.peer()), line.micros(), line.place()), () -> tally.count(Kind.ORPHANS));
        return session;
    }

    /// Where smtpd logs no ports, postscreen's stays with the client.
    private static Peer withPort(Peer told, Peer known) {
        boolean same = told.port().isEmpty() && told.address().equals(known.address());
        return same ? new Peer(told.name(), told.address(), known.port()) : told;
    }

    private void begun(SyslogLine line, SmtpdSession session, SmtpdEvent.MessageBegun begun) {
        session.loggedIn(begun.saslMethod(), begun.saslUser());
        var message = new Message(session, begun.queueId(), session.peer(), line.micros());
        messages.begin(message);
        session.takeAside().ifPresent(told -> message.putAside(aside(line, told)));
        if (hasRoom(session)) session.begun(message);
    }

    private void putAside(SyslogLine line, Optional<String> id, Aside.Told told) {
        if (id.isPresent()) messages.find(line.host(), id.get()).ifPresent(m -> m.putAside(aside(line, told)));
        else Optional.ofNullable(open.get(Key.of(line))).ifPresent(session -> session.nextAside(told));
    }

    private static Aside aside(SyslogLine line, Aside.Told told) {
        return new Aside(told, Decision.accepted(line.micros(), ref(line)));
    }

    private void refused(SyslogLine line, SmtpdSession session, SmtpdEvent.Refused refused) {
        if (refused.queueId().isEmpty()) session.takeAside(); // the recipient was refused after all
        Optional<Stage> stage = stage(refused.stage());
        if (stage.isEmpty()) return; // VRFY, ETRN: not about mail
        var said = refused.line();
        Decision decision = judge.refused(
                new Answer("postfix", stage.get(), said.code(), said.enhanced(), said.text()),
                line.micros(),
                ref(line));
        var refusal = new Refusal(session.peer(), decision, said.sender(), said.recipient(), said.helo(), fold(line));
        var message = refused.queueId().flatMap(id -> messages.find(line.host(), id));
        if (message.isPresent()) message.get().refusals.add(refusal);
        else add(session, refusal, line);
    }

    private void add(SmtpdSession session, Refusal refusal, SyslogLine line) {
        for (int i = 0; i < line.repeat() && hasRoom(session); i++) session.add(refusal);
    }

    private boolean hasRoom(SmtpdSession session) {
        boolean room = session.items.size() < settings.limits().itemsPerSession();
        if (!room) tally.count(Kind.EVICTED);
        return room;
    }

    private Refusal limited(SyslogLine line, Limit limit, Peer peer) {
        var answer = new Answer(
                "postfix",
                limit.stage,
                OptionalInt.of(limit.code),
                Optional.empty(),
                "too many connections, rate limit exceeded");
        return new Refusal(
                peer,
                judge.refused(answer, line.micros(), ref(line)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                fold(line));
    }

    /// V4: 535 is the client's fault, 454 the server's.
    private Refusal loginFailed(SyslogLine line, Peer peer, boolean serversFault) {
        var answer = new Answer(
                "postfix",
                Stage.AUTH,
                OptionalInt.of(serversFault ? 454 : 535),
                Optional.empty(),
                "authentication failed");
        return new Refusal(
                peer,
                judge.refused(answer, line.micros(), ref(line)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                fold(line));
    }

    private Refusal tooBig(SyslogLine line, Message message) {
        var answer =
                new Answer("postfix", Stage.EOM, OptionalInt.of(552), Optional.of("5.3.4"), "message file too big");
        return new Refusal(
                message.peer,
                judge.refused(answer, line.micros(), ref(line)),
                message.sender(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private void disconnected(SyslogLine line, SmtpdSession session, Optional<Commands> commands) {
        open.remove(Key.of(line));
        session.closed(commands, line.micros());
        closing(session);
    }

    private void cutShort(SmtpdSession session) {
        session.closed(Optional.empty(), session.lastMicros());
        closing(session);
    }

    private void closing(SmtpdSession session) {
        if (session.isDecided()) verdicts.settle(session);
        else closing.add(session);
    }

    /// A message's fate is known: its session may have waited for that alone.
    void decided(Message message) {
        SmtpdSession session = message.session;
        if (closing.contains(session) && session.isDecided()) {
            closing.remove(session);
            verdicts.settle(session);
        }
    }

    /// Settles sessions whose messages have been waited for long enough (V20), or that have lasted too long.
    void advanceTo(long nowMicros) {
        long waited = nowMicros - PostfixExtractor.micros(settings.limits().openMessage());
        while (!closing.isEmpty() && oldest(closing).closeMicros().orElse(0) < waited) {
            verdicts.settle(removeOldest(closing));
        }
        long lasted = nowMicros - PostfixExtractor.micros(settings.limits().session());
        while (!open.isEmpty() && oldest(open.values()).openMicros < lasted) evictOldest();
    }

    private static SmtpdSession oldest(Collection<SmtpdSession> sessions) {
        return sessions.iterator().next();
    }

    private static SmtpdSession removeOldest(Collection<SmtpdSession> sessions) {
        Iterator<SmtpdSession> each = sessions.iterator();
        SmtpdSession session = each.next();
        each.remove();
        return session;
    }

    private void evictOldest() {
        tally.count(Kind.EVICTED);
        if (!closing.isEmpty()) {
            verdicts.settle(removeOldest(closing));
            return;
        }
        SmtpdSession session = removeOldest(open.values());
        session.closed(Optional.empty(), session.lastMicros());
        verdicts.settle(session);
    }

    /// Postfix began anew: no session of that host goes on.
    void restarted(String host) {
        List<SmtpdSession> gone =
                open.values().stream().filter(s -> s.host.equals(host)).toList();
        open.values().removeAll(gone);
        gone.forEach(this::cutShort);
    }

    void close() {
        new ArrayList<>(open.values()).forEach(s -> s.closed(Optional.empty(), s.lastMicros()));
        Stream.concat(closing.stream(), open.values().stream()).forEach(verdicts::settle);
        closing.clear();
        open.clear();
    }

    Optional<Place> needed() {
        return Stream.concat(open.values().stream(), closing.stream())
                .map(SmtpdSession::from)
                .min(Comparator.comparingLong(Place::serial));
    }

    long oldestMicros() {
        return Stream.concat(open.values().stream(), closing.stream())
                .mapToLong(s -> s.openMicros)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static Optional<Stage> stage(String name) {
        return switch (name) {
            case "CONNECT" -> Optional.of(Stage.CONNECT);
            case "HELO", "EHLO" -> Optional.of(Stage.HELO);
            case "STARTTLS" -> Optional.of(Stage.STARTTLS);
            case "AUTH" -> Optional.of(Stage.AUTH);
            case "MAIL" -> Optional.of(Stage.MAIL);
            case "RCPT" -> Optional.of(Stage.RCPT);
            case "DATA", "BDAT" -> Optional.of(Stage.DATA);
            case "END-OF-MESSAGE", "EOH" -> Optional.of(Stage.EOM);
            default -> Optional.empty();
        };
    }

    private static RawRef ref(SyslogLine line) {
        return line.place().resume().line();
    }

    private static long fold(SyslogLine line) {
        return line.repeat() > 1 ? line.place().serial() + 1 : 0;
    }
}
