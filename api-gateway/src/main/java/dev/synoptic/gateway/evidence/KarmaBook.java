package dev.synoptic.gateway.evidence;

import dev.synoptic.gateway.policy.KarmaNumbers;
import dev.synoptic.gateway.policy.rule.Standing;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/// Karma of senders, by how their connections went (`mail.md` f.1).
///
/// A connection's karma is the sum over the verdicts of its session, whatever their order (finding 1), of the
/// points that rules give its system, once, and of the point that a good history has at connect; corrections
/// take back what they correct. What a connection was found to be is kept for its sender (finding 7), an
/// address of IPv4 or a /64 of IPv6. Not thread-safe.
final class KarmaBook {

    /// Sessions whose karma is remembered.
    static final int SESSIONS_MAX = 100_000;

    /// Senders whose history is remembered.
    static final int SENDERS_MAX = 200_000;

    private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1_000;

    private final KarmaNumbers numbers;
    private final Map<String, Session> sessions = Latest.most(SESSIONS_MAX);
    private final Map<IpAddress, Sender> senders = Latest.most(SENDERS_MAX);

    /// One connection.
    ///
    /// @param atConnect points of the sender's history
    /// @param events    points of what happened
    /// @param byRules   points of rules about its system, as it is known by now
    private record Session(int atConnect, int events, boolean signedIn, int byRules) {

        int karma() {
            return atConnect + events + byRules;
        }
    }

    /// One sender.
    private record Sender(int nice, int naughty, long penaltyEndMicros) {

        static final Sender NEW = new Sender(0, 0, Long.MIN_VALUE);

        int history() {
            return nice - naughty;
        }
    }

    private enum Found {
        NICE,
        NEUTRAL,
        NAUGHTY
    }

    KarmaBook(KarmaNumbers numbers) {
        this.numbers = numbers;
    }

    /// Adds what a verdict says of its connection, or takes it back.
    ///
    /// @param sign    1 or −1
    /// @param byRules points of rules about the connection's system
    void add(Verdict verdict, int sign, int byRules) {
        Session before = sessions.get(verdict.sessionId());
        Found foundBefore = before == null ? Found.NEUTRAL : found(before.karma());
        if (before == null) before = new Session(pointsAtConnect(verdict.client()), 0, false, 0);
        boolean signsIn = verdict.saslUser().isPresent() && !before.signedIn();
        var now = new Session(
                before.atConnect(),
                before.events()
                        + sign * numbers.points().of(verdict)
                        + (signsIn ? numbers.points().signedIn() : 0),
                before.signedIn() || signsIn,
                byRules);
        sessions.put(verdict.sessionId(), now);
        move(verdict, foundBefore, found(now.karma()));
    }

    private int pointsAtConnect(IpAddress client) {
        Sender sender = senders.get(key(client));
        return sender == null ? 0 : pointsAtConnect(sender);
    }

    private int pointsAtConnect(Sender sender) {
        return sender.history() > numbers.goodAbove() ? 1 : 0;
    }

    private Found found(int karma) {
        if (karma < numbers.naughtyBelow()) return Found.NAUGHTY;
        return karma > numbers.niceAbove() ? Found.NICE : Found.NEUTRAL;
    }

    private void move(Verdict verdict, Found before, Found now) {
        IpAddress key = key(verdict.client());
        Sender sender = senders.getOrDefault(key, Sender.NEW);
        senders.remove(key); // so that it becomes the youngest
        int nice = sender.nice() + count(now, Found.NICE) - count(before, Found.NICE);
        int naughty = sender.naughty() + count(now, Found.NAUGHTY) - count(before, Found.NAUGHTY);
        long end = sender.penaltyEndMicros();
        if (naughty > sender.naughty()) end = Math.max(end, penaltyEnd(nice, naughty, verdict.micros()));
        if (naughty == 0) end = Long.MIN_VALUE;
        senders.put(key, new Sender(nice, naughty, end));
    }

    private static int count(Found found, Found wanted) {
        return found == wanted ? 1 : 0;
    }

    private long penaltyEnd(int nice, int naughty, long micros) {
        int history = nice - naughty;
        if (history > -numbers.negative()) return Long.MIN_VALUE;
        long bonus = nice == 0 && history < numbers.bonusBelow() ? -history * DAY_MICROS : 0;
        return micros + numbers.penalty().toNanos() / 1_000 + bonus;
    }

    /// How this address stands.
    Standing standing(IpAddress address, long nowMicros) {
        Sender sender = senders.get(key(address));
        if (sender == null) return Standing.UNKNOWN;
        return new Standing(
                OptionalInt.of(sender.history()), nowMicros < sender.penaltyEndMicros(), pointsAtConnect(sender));
    }

    private static IpAddress key(IpAddress address) {
        return address.version() == 4 ? address : new IpAddress(6, address.high(), 0);
    }
}
