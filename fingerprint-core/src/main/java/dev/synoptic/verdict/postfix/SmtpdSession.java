package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.SessionNames.SessionName;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One client served by one `smtpd` process, from `connect from` to `disconnect from`.
final class SmtpdSession {

    /// What happened, in the order logged.
    sealed interface Item {
        record Begun(Message message) implements Item {}

        record Refused(Refusal refusal) implements Item {}
    }

    final String host;
    final String service;
    final SessionName name;
    final long openMicros;
    final Precision precision;
    final List<Item> items = new ArrayList<>();

    private final Peer first;
    private final boolean proxied;
    private Place from;
    private Peer peer;
    private boolean tls;
    private Optional<String> saslMethod = Optional.empty();
    private Optional<String> saslUser = Optional.empty();
    private Optional<String> helo = Optional.empty();
    private Optional<String> endedAfter = Optional.empty();
    private Optional<Aside.Told> nextAside = Optional.empty();
    private @Nullable Decision atGreeting;
    private @Nullable Decision atHelo;
    private @Nullable Decision atTls;
    private @Nullable Decision atLogin;
    private Optional<Commands> commands = Optional.empty();
    private OptionalLong closeMicros = OptionalLong.empty();
    private long lastMicros;
    private Place last;

    /// @param opening  how the session began
    /// @param name     what it is called
    /// @param proxied  whether a proxy tells who the client is
    SmtpdSession(Opening opening, SessionName name, boolean proxied) {
        this.host = opening.host();
        this.service = opening.service();
        this.from = opening.from();
        this.openMicros = opening.openMicros();
        this.precision = opening.precision();
        this.name = name;
        this.first = opening.peer();
        this.peer = opening.peer();
        this.proxied = proxied;
        this.lastMicros = opening.openMicros();
        this.last = opening.from();
    }

    /// How a session began.
    ///
    /// @param host       mail host
    /// @param service    of Postfix
    /// @param peer       who connected
    /// @param openMicros when, as first logged by whoever took the connection
    /// @param precision  of that time
    /// @param from       the first line that is needed to read the session again
    record Opening(String host, String service, Peer peer, long openMicros, Precision precision, Place from) {}

    /// The first line that is needed to read it again.
    Place from() {
        return from;
    }

    /// A line of another process that belongs to it may stand before its own.
    void isNeededFrom(Place place) {
        if (place.serial() < from.serial()) from = place;
    }

    /// Every line of the session comes by here.
    void heard(Peer now, long micros, Place place) {
        peer = now;
        lastMicros = micros;
        last = place;
    }

    void secured() {
        tls = true;
    }

    void loggedIn(Optional<String> method, Optional<String> user) {
        if (method.isPresent()) {
            saslMethod = method;
            saslUser = user;
        }
    }

    void add(Refusal refusal) {
        helo = refusal.helo().or(() -> helo);
        switch (refusal.decision().stage()) {
            case CONNECT -> atGreeting = refusal.decision();
            case HELO -> atHelo = refusal.decision();
            case STARTTLS -> atTls = refusal.decision();
            case AUTH -> atLogin = refusal.decision();
            default -> items.add(new Item.Refused(refusal));
        }
    }

    void begun(Message message) {
        items.add(new Item.Begun(message));
    }

    /// The message that begins next will not come to the queue.
    void nextAside(Aside.Told told) {
        nextAside = Optional.of(told);
    }

    /// Whether the message that begins now will not; asked once.
    Optional<Aside.Told> takeAside() {
        var taken = nextAside;
        nextAside = Optional.empty();
        return taken;
    }

    /// Whether the end of a message's data was answered well, where no proof of the queue is to be had: as many were as
    /// the session counts, in order. Where it counts none, only the last can have been given up.
    boolean hasTaken(Message message) {
        var taken = items.stream()
                .flatMap(item -> item instanceof Item.Begun(Message each) ? Stream.of(each) : Stream.empty())
                .filter(each -> each.acceptance().isPresent()
                        || each.aside().isPresent() && each.ownRefusals().isEmpty())
                .toList();
        int ended = commands.map(counts -> counts.succeeded("data")).orElse(0);
        if (ended > 0) return taken.indexOf(message) < ended;
        boolean countsNoData = commands.map(counts -> counts.tried("data") == 0).orElse(true);
        return countsNoData && !(message == taken.getLast() && abandonedAt() == Stage.DATA);
    }

    void endedAfter(String stage) {
        endedAfter = Optional.of(stage);
    }

    void closed(Optional<Commands> counts, long micros) {
        commands = counts;
        closeMicros = OptionalLong.of(micros);
        lastMicros = micros;
        boolean loggedInAtLast = counts.map(c -> c.succeeded("auth") > 0).orElse(false);
        if (loggedInAtLast) atLogin = null; // V4 asks for the last login: it succeeded, so no other could follow
    }

    /// What was refused before any transaction, the first that applies (V4).
    Optional<Decision> connectionRefusal() {
        return Optional.ofNullable(atGreeting)
                .or(() -> Optional.ofNullable(atHelo))
                .or(() -> Optional.ofNullable(atTls))
                .or(() -> Optional.ofNullable(atLogin));
    }

    /// MAIL commands given; empty where the log does not count commands, or the session was cut short.
    OptionalInt mails() {
        return commands.map(c -> OptionalInt.of(c.tried("mail"))).orElse(OptionalInt.empty());
    }

    /// Where a message was given up that nobody refused.
    Stage abandonedAt() {
        boolean inData = endedAfter
                .filter(after -> after.startsWith("DATA") || after.startsWith("BDAT") || after.startsWith("END"))
                .isPresent();
        return inData ? Stage.DATA : Stage.RCPT;
    }

    /// Whether no message's fate needs to be waited for.
    boolean isDecided() {
        return items.stream().allMatch(item -> switch (item) {
            case Item.Begun(Message message) -> message.isDecided();
            case Item.Refused(Refusal refusal) -> true;
        });
    }

    Peer peer() {
        return peer;
    }

    /// V22: after XCLIENT the client is another than who connected.
    Via viaOf(Peer client) {
        if (proxied) return Via.PROXY;
        return client.isSameAs(first) ? Via.DIRECT : Via.XCLIENT;
    }

    boolean isSecured() {
        return tls;
    }

    Optional<String> saslMethod() {
        return saslMethod;
    }

    Optional<String> saslUser() {
        return saslUser;
    }

    Optional<String> helo() {
        return helo;
    }

    OptionalLong closeMicros() {
        return closeMicros;
    }

    long lastMicros() {
        return lastMicros;
    }

    Place last() {
        return last;
    }

    /// The serial of the last line that says something of it, of whatever process.
    long lastSerial() {
        long ofMessages = items.stream()
                .mapToLong(item -> item instanceof Item.Begun(Message message) ? message.lastSerial() : 0)
                .max()
                .orElse(0);
        return Math.max(last.serial(), ofMessages);
    }
}
