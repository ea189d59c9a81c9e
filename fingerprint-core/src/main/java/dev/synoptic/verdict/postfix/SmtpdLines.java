package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.postfix.Peer.Found;
import dev.synoptic.verdict.postfix.SmtpdEvent.Connected;
import dev.synoptic.verdict.postfix.SmtpdEvent.Disconnected;
import dev.synoptic.verdict.postfix.SmtpdEvent.Ended;
import dev.synoptic.verdict.postfix.SmtpdEvent.Limit;
import dev.synoptic.verdict.postfix.SmtpdEvent.Limited;
import dev.synoptic.verdict.postfix.SmtpdEvent.LoginFailed;
import dev.synoptic.verdict.postfix.SmtpdEvent.MessageBegun;
import dev.synoptic.verdict.postfix.SmtpdEvent.Note;
import dev.synoptic.verdict.postfix.SmtpdEvent.PutAside;
import dev.synoptic.verdict.postfix.SmtpdEvent.Refused;
import dev.synoptic.verdict.postfix.SmtpdEvent.Secured;
import dev.synoptic.verdict.postfix.SmtpdEvent.TooBig;
import dev.synoptic.verdict.postfix.SmtpdEvent.Unknown;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads lines of `smtpd` (a.4). Each form is anchored at its fixed head (V15).
final class SmtpdLines {

    private static final Set<String> REFUSALS = Set.of("reject", "milter-reject");
    private static final Set<String> ACTIONS = Set.of(
            "warn",
            "hold",
            "discard",
            "filter",
            "redirect",
            "prepend",
            "info",
            "bcc",
            "delay",
            "milter-hold",
            "milter-discard",
            "replace",
            "strip",
            "reject_warning",
            "trace");
    private static final Map<String, Limit> LIMITS = Map.of(
            "Connection rate", Limit.CONNECTIONS,
            "Connection concurrency", Limit.CONNECTIONS,
            "Message delivery request rate", Limit.MESSAGES,
            "Recipient address rate", Limit.RECIPIENTS,
            "New TLS session rate", Limit.TLS_SESSIONS,
            "AUTH command rate", Limit.LOGINS);
    private static final Pattern LIMIT = Pattern.compile("(.{8,40}?) limit exceeded: \\d+ from ");
    private static final Pattern LOGIN = Pattern.compile(": SASL \\S+ authentication failed: (.*)", Pattern.DOTALL);
    private static final Pattern SYNTAX =
            Pattern.compile("Illegal address syntax from (?=\\S+ in (MAIL|RCPT) command: )");

    private SmtpdLines() {}

    static SmtpdEvent parse(String text) {
        if (text.startsWith("connect from ")) return with(text, "connect from ", f -> new Connected(f.peer()));
        if (text.startsWith("disconnect from ")) return disconnected(text);
        if (text.startsWith("warning: ")) return warning(text.substring("warning: ".length()));
        if (text.startsWith("NOQUEUE: ")) return action(Optional.empty(), text.substring("NOQUEUE: ".length()));
        var id = QueueId.leading(text);
        if (id.isPresent()) return ofMessage(id.get(), text.substring(id.get().length() + 2));
        if (text.startsWith("lost connection after ")) return ended(text, "lost connection after ");
        if (text.startsWith("timeout after ")) return ended(text, "timeout after ");
        if (text.startsWith("too many errors after ")) return ended(text, "too many errors after ");
        int tls = text.indexOf(" TLS connection established from ");
        if (tls > 0 && text.lastIndexOf(' ', tls - 1) < 0) {
            return with(text, text.substring(0, tls) + " TLS connection established from ", f -> new Secured(f.peer()));
        }
        return isNote(text) ? new Note() : new Unknown();
    }

    private static SmtpdEvent with(String text, String head, Function<Found, SmtpdEvent> made) {
        return Peer.at(text, head.length()).map(made).orElseGet(Unknown::new);
    }

    private static SmtpdEvent disconnected(String text) {
        return with(text, "disconnect from ", f -> new Disconnected(f.peer(), Commands.parse(text.substring(f.end()))));
    }

    private static SmtpdEvent ended(String text, String head) {
        int from = text.indexOf(" from ", head.length());
        if (from < 0) return new Unknown();
        String after = text.substring(head.length(), from);
        int bytes = after.indexOf(" (");
        String stage = bytes < 0 ? after : after.substring(0, bytes);
        return with(text, text.substring(0, from) + " from ", f -> new Ended(stage, f.peer()));
    }

    private static SmtpdEvent ofMessage(String id, String rest) {
        if (!rest.startsWith("client=")) return action(Optional.of(id), rest);
        return with(rest, "client=", f -> {
            String more = rest.substring(f.end());
            return new MessageBegun(
                    id, f.peer(), attribute(more, ", sasl_method="), attribute(more, ", sasl_username="));
        });
    }

    private static Optional<String> attribute(String text, String name) {
        int at = text.indexOf(name);
        if (at < 0) return Optional.empty();
        int end = text.indexOf(", ", at + 2);
        return Optional.of(text.substring(at + name.length(), end < 0 ? text.length() : end));
    }

    /// `reject: STAGE from PEER: …`, `hold: …`
    private static SmtpdEvent action(Optional<String> id, String rest) {
        int colon = rest.indexOf(": ");
        String action = colon < 0 ? "" : rest.substring(0, colon);
        if (ACTIONS.contains(action)) {
            return Aside.read(rest)
                    .<SmtpdEvent>map(told -> new PutAside(id, told))
                    .orElseGet(Note::new);
        }
        if (!REFUSALS.contains(action)) return new Unknown();
        int from = rest.indexOf(" from ", colon);
        if (from < 0) return new Unknown();
        String stage = rest.substring(colon + 2, from);
        return with(
                rest,
                rest.substring(0, from) + " from ",
                f -> new Refused(
                        id, stage, f.peer(), RefusalLine.parse(rest.substring(Math.min(f.end() + 2, rest.length())))));
    }

    private static SmtpdEvent warning(String text) {
        if (text.startsWith("hostname ")) return new Note(); // most warnings are of names that do not resolve
        if (text.startsWith("non-SMTP command from ")) {
            return with(text, "non-SMTP command from ", f -> new Ended("COMMAND", f.peer()));
        }
        Matcher limit = LIMIT.matcher(text);
        if (limit.lookingAt()) {
            Limit kind = LIMITS.get(limit.group(1));
            if (kind != null) return with(text, text.substring(0, limit.end()), f -> new Limited(kind, f.peer()));
        }
        var id = QueueId.leading(text);
        if (id.isPresent()) {
            return text.endsWith(": queue file size limit exceeded") ? new TooBig(id.get()) : new Note();
        }
        Matcher syntax = SYNTAX.matcher(text);
        if (syntax.lookingAt()) {
            return with(text, text.substring(0, syntax.end()), f -> illegalAddress(f.peer(), syntax.group(1)));
        }
        return Peer.at(text, 0).map(f -> ofPeer(text, f)).orElseGet(() -> isNote(text) ? new Note() : new Unknown());
    }

    /// Postfix answers 501 5.1.7 or 5.1.3 and logs this warning alone.
    private static SmtpdEvent illegalAddress(Peer peer, String command) {
        return new Refused(
                Optional.empty(),
                command,
                peer,
                new RefusalLine(
                        OptionalInt.of(501),
                        Optional.of("MAIL".equals(command) ? "5.1.7" : "5.1.3"),
                        "Bad address syntax",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static SmtpdEvent ofPeer(String text, Found found) {
        Matcher login = LOGIN.matcher(text).region(found.end(), text.length());
        if (!login.lookingAt()) return new Note();
        return new LoginFailed(found.peer(), login.group(1).startsWith("Connection lost to authentication server"));
    }

    private static boolean isNote(String text) {
        return Notes.SMTPD.matcher(text).lookingAt();
    }
}
