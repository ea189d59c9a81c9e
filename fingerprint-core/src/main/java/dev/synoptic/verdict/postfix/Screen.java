package dev.synoptic.verdict.postfix;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.Judge.Answer;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.SessionNames;
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `postscreen` says of clients it does not pass on (a.5).
final class Screen {

    private static final Pattern PASSED = Pattern.compile("(PASS (NEW|OLD)|ALLOWLISTED|WHITELISTED) ");
    private static final Pattern FAILED =
            Pattern.compile("(PREGREET \\d+ after \\S+ from|DNSBL rank \\d+ for|DENYLISTED|BLACKLISTED) ");
    private static final Pattern HUNG_UP = Pattern.compile("HANGUP after \\S+ from ");
    private static final Pattern REJECTED = Pattern.compile("NOQUEUE: reject: (\\S+) from ");
    private static final String CONNECT = "CONNECT from ";
    private static final String DISCONNECT = "DISCONNECT ";

    private final ExtractorSettings settings;
    private final Tally tally;
    private final Judge judge;
    private final SessionNames names;
    private final Handovers handovers;
    private final ScreenVerdicts verdicts;
    private final Map<Key, ScreenSession> open = new LinkedHashMap<>();

    private record Key(String host, IpAddress address, int port) {
        static Key of(SyslogLine line, Peer peer) {
            return new Key(line.host(), peer.address(), peer.port().orElse(0));
        }

        String text() {
            return "postscreen " + address.text() + ' ' + port;
        }
    }

    Screen(
            ExtractorSettings settings,
            Tally tally,
            Judge judge,
            SessionNames names,
            Handovers handovers,
            ScreenVerdicts verdicts) {
        this.settings = settings;
        this.tally = tally;
        this.judge = judge;
        this.names = names;
        this.handovers = handovers;
        this.verdicts = verdicts;
    }

    /// @param first the first line of the line's second
    void accept(SyslogLine line, Place first) {
        String text = line.text();
        if (text.startsWith(CONNECT)) {
            peer(line, CONNECT.length()).ifPresent(peer -> connected(line, peer, first));
        } else if (text.startsWith(DISCONNECT)) {
            peer(line, DISCONNECT.length()).ifPresent(peer -> disconnected(line, peer));
        } else if (head(PASSED, text) > 0) {
            peer(line, head(PASSED, text)).ifPresent(peer -> passed(line, peer));
        } else if (head(FAILED, text) > 0) {
            session(line, head(FAILED, text)).ifPresent(session -> session.failedTest(line.micros(), line.place()));
        } else if (head(HUNG_UP, text) > 0) {
            session(line, head(HUNG_UP, text)).ifPresent(ScreenSession::hungUp);
        } else if (head(REJECTED, text) > 0) {
            session(line, head(REJECTED, text)).ifPresent(session -> rejected(line, session));
        } else if (!Notes.POSTSCREEN.matcher(text).lookingAt()) {
            tally.unknown("postscreen", text);
        }
    }

    private static int head(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.lookingAt() ? matcher.end() : 0;
    }

    private Optional<Peer> peer(SyslogLine line, int at) {
        var found = Peer.at(line.text(), at).map(Peer.Found::peer);
        if (found.isEmpty()) tally.unknown("postscreen", line.text());
        return found;
    }

    private Optional<ScreenSession> session(SyslogLine line, int at) {
        var session = peer(line, at).flatMap(peer -> Optional.ofNullable(open.get(Key.of(line, peer))));
        if (session.isEmpty()) tally.count(Kind.ORPHANS);
        return session;
    }

    private void connected(SyslogLine line, Peer peer, Place first) {
        var key = Key.of(line, peer);
        var before = open.remove(key);
        if (before != null) verdicts.settle(before);
        if (open.size() >= settings.limits().sessions()) evictOldest();
        var name = names.begin(line.host(), key.text(), line.micros());
        open.put(key, new ScreenSession(line, peer, name, first));
    }

    /// V23: after a refusal nothing is handed over.
    private void passed(SyslogLine line, Peer peer) {
        var session = open.get(Key.of(line, peer));
        if (session == null) {
            tally.count(Kind.ORPHANS);
        } else if (!session.isRefused()) {
            open.remove(Key.of(line, peer));
            handovers.passed(
                    new Handovers.Pending(line.host(), session.peer, session.openMicros, line.micros(), session.from));
        }
    }

    private void rejected(SyslogLine line, ScreenSession session) {
        Matcher head = REJECTED.matcher(line.text());
        if (!head.lookingAt()) return;
        Stage stage = "CONNECT".equals(head.group(1)) ? Stage.CONNECT : Stage.RCPT;
        int end = Peer.at(line.text(), head.end())
                .map(Peer.Found::end)
                .orElse(line.text().length());
        var said = RefusalLine.parse(
                line.text().substring(Math.min(end + 2, line.text().length())));
        var decision = judge.refused(
                new Answer("postscreen", stage, said.code(), said.enhanced(), said.text()),
                line.micros(),
                line.place().resume().line());
        var refusal = new Refusal(session.peer, decision, said.sender(), said.recipient(), said.helo(), 0);
        if (session.refusals.size() < settings.limits().itemsPerSession()) session.refused(refusal, stage);
        else tally.count(Kind.EVICTED);
    }

    private void disconnected(SyslogLine line, Peer peer) {
        var session = open.remove(Key.of(line, peer));
        if (session == null) {
            tally.count(Kind.ORPHANS);
            return;
        }
        session.closed(line.micros(), line.place());
        verdicts.settle(session);
    }

    void advanceTo(long nowMicros) {
        long lasted = nowMicros - PostfixExtractor.micros(settings.limits().session());
        while (!open.isEmpty() && open.values().iterator().next().openMicros < lasted) evictOldest();
    }

    private void evictOldest() {
        tally.count(Kind.EVICTED);
        Iterator<ScreenSession> oldest = open.values().iterator();
        ScreenSession session = oldest.next();
        oldest.remove();
        verdicts.settle(session);
    }

    void restarted(String host) {
        List<ScreenSession> gone =
                open.values().stream().filter(s -> s.host.equals(host)).toList();
        open.values().removeAll(gone);
        gone.forEach(verdicts::settle);
    }

    void close() {
        open.values().forEach(verdicts::settle);
        open.clear();
    }

    Optional<Place> needed() {
        return open.values().stream().map(s -> s.from).min(Comparator.comparingLong(Place::serial));
    }

    long oldestMicros() {
        return open.values().stream().mapToLong(s -> s.openMicros).min().orElse(Long.MAX_VALUE);
    }
}
