package dev.synoptic.verdict.exim;

import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.exim.EximEvent.Accepted;
import dev.synoptic.verdict.exim.EximEvent.BornHere;
import dev.synoptic.verdict.exim.EximEvent.Closed;
import dev.synoptic.verdict.exim.EximEvent.Completed;
import dev.synoptic.verdict.exim.EximEvent.Connected;
import dev.synoptic.verdict.exim.EximEvent.ConnectionRefused;
import dev.synoptic.verdict.exim.EximEvent.Delivered;
import dev.synoptic.verdict.exim.EximEvent.Incomplete;
import dev.synoptic.verdict.exim.EximEvent.Note;
import dev.synoptic.verdict.exim.EximEvent.Refused;
import dev.synoptic.verdict.exim.EximEvent.Unknown;
import dev.synoptic.verdict.exim.Peer.Found;
import dev.synoptic.verdict.log.Delivery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the texts of Exim's main log (a.6). Each form is anchored at its fixed head (V15).
final class EximLines {

    /// `X=…`, `CV=…`, `SNI=…`, `DN="…"` and their like between peer and message.
    private static final String FIELDS = "(?: (?!F=)[A-Z]+=(?:\"[^\"]*\"|\\S+))*";

    private static final Pattern OF_RECIPIENT = Pattern.compile(
            FIELDS + "(?: F=<(.*?)>)?(?: A=\\S+)? (temporarily )?rejected RCPT <?(.*?)>?(?:: (.*))?", Pattern.DOTALL);
    private static final Pattern OF_SENDER =
            Pattern.compile(FIELDS + " (temporarily )?rejected MAIL <?(.*?)>?(?:: (.*))?", Pattern.DOTALL);
    private static final Pattern OF_DATA = Pattern.compile(
            FIELDS
                    + "(?: F=<(.*?)>)?(?: A=\\S+)? (temporarily )?rejected (after DATA|DATA|PRDR|BDAT|during MIME ACL checks)(?: <(.*?)>)?(?:: (.*))?",
            Pattern.DOTALL);
    private static final Pattern OF_GREETING = Pattern.compile(
            FIELDS + " (temporarily )?rejected (EHLO or HELO|HELO|EHLO|connection|STARTTLS|AUTH)(?: (.*))?",
            Pattern.DOTALL);
    private static final Pattern OF_SIZE = Pattern.compile("rejected MAIL FROM:<?(.*?)>? H=(?=\\S)", Pattern.DOTALL);
    private static final Pattern OF_READ_SIZE = Pattern.compile("rejected from <(.*?)> H=(?=\\S)", Pattern.DOTALL);
    private static final Pattern SYNTAX = Pattern.compile("rejected (?:EHLO|HELO) from ");
    private static final Pattern SYNC = Pattern.compile(
            "SMTP protocol synchronization error \\((?:next )?input sent [^:]*(?:: [^)]*)?\\): rejected (connection from|\"?[^\"]*\"?) H=",
            Pattern.DOTALL);
    private static final Pattern INCOMPLETE = Pattern.compile(
            FIELDS + " incomplete transaction \\(([^)]*)\\) from <(.*?)>(?: for (.*))?", Pattern.DOTALL);
    private static final Pattern LOGIN = Pattern.compile("\\S+ authenticator failed for ");
    private static final Pattern LOGIN_CODE = Pattern.compile(":? (\\d)\\d\\d ");
    private static final Pattern REFUSED_CONNECTION = Pattern.compile("(?:Connection from|refused connection from) ");
    private static final Pattern ENDED = Pattern.compile(
            "(SMTP connection from|unexpected disconnection while reading SMTP command from|SMTP command timeout on (?:TLS )?connection from"
                    + "|SMTP data timeout \\(message abandoned\\) on connection from|SMTP call from|no MAIL in SMTP connection from"
                    + "|no MAIL in TLS SMTP connection from|TLS error on connection from|SMTP protocol violation: .*? from) ");
    private static final Pattern NOTE = Pattern.compile(
            "no host name found|no IP address found|exim \\S+ daemon started|Start queue run|End queue run|SMTP syntax error in"
                    + "|SMTP protocol error in|Warning: |daemon|cwd=|SIGHUP|pid \\d+:|\\d+ args|Received|login authenticator|TLS |"
                    + "host name alias|rDNS|DNS |DKIM|SPF|DMARC|PRDR|removed by|frozen|Frozen|Unfrozen|retry|ident |Spool|queue_run|"
                    + "malware|spam acl|log:|Error in|failed to|unqualified");

    private EximLines() {}

    static EximEvent parse(EximLine line) {
        String text = line.text();
        if (!line.id().isEmpty()) return ofMessage(text);
        if (text.startsWith("H=")) return peer(text, 2, found -> ofPeer(text, found));
        Matcher login = LOGIN.matcher(text);
        if (login.lookingAt()) return peer(text, login.end(), found -> login(text, found));
        Matcher sync = SYNC.matcher(text);
        if (sync.lookingAt()) return peer(text, sync.end(), found -> synchronization(sync.group(1), found.peer()));
        Matcher size = OF_SIZE.matcher(text);
        if (size.lookingAt()) return peer(text, size.end(), found -> tooBig(Stage.MAIL, size.group(1), found, text));
        Matcher syntax = SYNTAX.matcher(text);
        if (syntax.lookingAt()) {
            return peer(
                    text,
                    syntax.end(),
                    f -> new ConnectionRefused(
                            f.peer(), Stage.HELO, false, false, "syntactically invalid argument(s)"));
        }
        Matcher refused = REFUSED_CONNECTION.matcher(text);
        if (refused.lookingAt()) return peer(text, refused.end(), found -> refusedConnection(text, found));
        Matcher ended = ENDED.matcher(text);
        if (ended.lookingAt()) return peer(text, ended.end(), found -> ended(ended.group(1), text, found));
        return NOTE.matcher(text).lookingAt() ? new Note() : new Unknown();
    }

    private static EximEvent peer(String text, int at, Function<Found, EximEvent> made) {
        return Peer.at(text, at).map(made).orElseGet(Unknown::new);
    }

    private static EximEvent ofMessage(String text) {
        if (text.startsWith("<= ")) return accepted(text);
        if (text.startsWith("=> ") || text.startsWith("-> ") || text.startsWith(">> ")) {
            return new Delivered(Delivery.Outcome.SENT);
        }
        if (text.startsWith("== ")) return new Delivered(Delivery.Outcome.DEFERRED);
        if (text.startsWith("** ")) return new Delivered(Delivery.Outcome.BOUNCED);
        if (text.startsWith("Completed")) return new Completed();
        if (text.startsWith("H=")) return peer(text, 2, found -> ofPeer(text, found));
        Matcher size = OF_READ_SIZE.matcher(text);
        if (size.lookingAt()) return peer(text, size.end(), found -> tooBig(Stage.EOM, size.group(1), found, text));
        return new Note();
    }

    private static EximEvent accepted(String text) {
        int at = text.indexOf(" H=", "<= ".length());
        if (at < 0 || text.contains(" P=local")) return new BornHere();
        return peer(text, at + 3, found -> {
            String rest = text.substring(found.end());
            if (rest.contains(" U=") && !rest.contains(" P=")) return new BornHere();
            return new Accepted(
                    found.peer(),
                    bare(text.substring("<= ".length(), at)),
                    field(rest, "S").map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty()),
                    field(rest, "id"),
                    field(rest, "A"),
                    field(rest, "X").isPresent(),
                    recipients(rest));
        });
    }

    private static Optional<String> field(String rest, String name) {
        int at = rest.indexOf(' ' + name + '=');
        if (at < 0) return Optional.empty();
        int start = at + name.length() + 2;
        int end = rest.indexOf(' ', start);
        String value = rest.substring(start, end < 0 ? rest.length() : end);
        return name.equals("S") && !value.matches("\\d{1,18}") ? Optional.empty() : Optional.of(value);
    }

    private static List<String> recipients(String rest) {
        int at = rest.lastIndexOf(" for ");
        return at < 0 ? List.of() : words(rest.substring(at + " for ".length()));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(w -> !w.isEmpty()).toList();
    }

    private static EximEvent ofPeer(String text, Found found) {
        String rest = text.substring(found.end());
        Peer peer = found.peer();
        Matcher recipient = OF_RECIPIENT.matcher(rest);
        if (recipient.matches()) {
            return new Refused(
                    peer,
                    Stage.RCPT,
                    recipient.group(2) != null,
                    Optional.ofNullable(recipient.group(1)),
                    Optional.of(recipient.group(3)),
                    false,
                    why(recipient.group(4)));
        }
        Matcher sender = OF_SENDER.matcher(rest);
        if (sender.matches()) {
            boolean temporary = sender.group(1) != null;
            return new Refused(
                    peer,
                    Stage.MAIL,
                    temporary,
                    Optional.of(sender.group(2)),
                    Optional.empty(),
                    true,
                    why(sender.group(3)));
        }
        Matcher data = OF_DATA.matcher(rest);
        if (data.matches()) {
            boolean before = data.group(3).equals("DATA") || data.group(3).equals("BDAT");
            return new Refused(
                    peer,
                    before ? Stage.DATA : Stage.EOM,
                    data.group(2) != null,
                    Optional.ofNullable(data.group(1)),
                    Optional.empty(),
                    true,
                    why(data.group(5)));
        }
        return ofConnection(rest, peer);
    }

    private static EximEvent ofConnection(String rest, Peer peer) {
        Matcher incomplete = INCOMPLETE.matcher(rest);
        if (incomplete.matches()) {
            if (incomplete.group(1).equals("sync failure")) return new Note(); // the next line tells the same again
            return new Incomplete(
                    peer,
                    incomplete.group(2),
                    incomplete.group(3) == null ? List.of() : words(incomplete.group(3)),
                    !incomplete.group(1).equals("RSET") && !incomplete.group(1).equals("QUIT"));
        }
        Matcher greeting = OF_GREETING.matcher(rest);
        if (!greeting.matches()) return new Note(); // Warning:, sender verify fail for …, and what access lists write
        Stage stage = switch (greeting.group(2)) {
            case "connection" -> Stage.CONNECT;
            case "STARTTLS" -> Stage.STARTTLS;
            case "AUTH" -> Stage.AUTH;
            default -> Stage.HELO;
        };
        String said = why(greeting.group(3));
        int colon = said.indexOf(": ");
        return new ConnectionRefused(
                peer,
                stage,
                greeting.group(1) != null,
                stage == Stage.CONNECT,
                colon < 0 ? said : said.substring(colon + 2));
    }

    private static EximEvent tooBig(Stage stage, String sender, Found found, String text) {
        String rest = text.substring(found.end());
        String said = rest.startsWith(": ") ? rest.substring(2) : rest;
        return new Refused(found.peer(), stage, false, Optional.of(sender), Optional.empty(), true, said);
    }

    /// The client spoke out of turn; Exim breaks the connection off.
    private static EximEvent synchronization(String rejected, Peer peer) {
        String why = "SMTP synchronization error";
        String command = rejected.replace("\"", "");
        if (command.startsWith("MAIL")) {
            return new Refused(peer, Stage.MAIL, false, Optional.of(sender(command)), Optional.empty(), true, why);
        }
        if (command.startsWith("RCPT") || command.startsWith("DATA")) {
            Stage stage = command.startsWith("RCPT") ? Stage.RCPT : Stage.DATA;
            return new Refused(peer, stage, false, Optional.empty(), Optional.empty(), true, why);
        }
        Stage stage = command.startsWith("connection") ? Stage.CONNECT : Stage.HELO;
        return new ConnectionRefused(peer, stage, false, true, why);
    }

    private static String sender(String command) {
        int open = command.indexOf('<');
        int close = command.indexOf('>', open);
        return open < 0 || close < 0 ? "" : command.substring(open + 1, close);
    }

    private static EximEvent login(String text, Found found) {
        Matcher code = LOGIN_CODE.matcher(text).region(found.end(), text.length());
        boolean temporary = code.lookingAt() && code.group(1).equals("4");
        return new ConnectionRefused(found.peer(), Stage.AUTH, temporary, false, "authentication failed");
    }

    private static EximEvent refusedConnection(String text, Found found) {
        String rest = text.substring(found.end());
        boolean tooMany = rest.contains("too many");
        if (text.startsWith("Connection from") && !rest.contains("refused")) return new Note();
        return new ConnectionRefused(
                found.peer(), Stage.CONNECT, tooMany, true, tooMany ? "too many connections" : "access denied");
    }

    private static EximEvent ended(String head, String text, Found found) {
        String rest = text.substring(found.end());
        if (head.equals("SMTP connection from") && rest.startsWith(" (TCP/IP connection count")) {
            return new Connected(found.peer());
        }
        if (head.startsWith("TLS error")) return new Note();
        boolean inData = rest.contains("lost while reading message data") || head.startsWith("SMTP data timeout");
        return new Closed(found.peer(), inData);
    }

    private static String why(String said) {
        return said == null ? "" : said;
    }

    private static String bare(String address) {
        return address.equals("<>") ? "" : address;
    }
}
