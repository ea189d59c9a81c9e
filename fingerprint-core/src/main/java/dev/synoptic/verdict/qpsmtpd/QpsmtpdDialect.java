package dev.synoptic.verdict.qpsmtpd;

import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.dialogue.Conversation;
import dev.synoptic.verdict.dialogue.Conversations;
import dev.synoptic.verdict.dialogue.Dialect;
import dev.synoptic.verdict.dialogue.DialogueExtractor;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.Judge.Answer;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.Recent;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import dev.synoptic.verdict.log.Words;
import dev.synoptic.verdict.qpsmtpd.QpsmtpdSession.Awaited;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// qpsmtpd: the dialogue itself is logged, one process for each client (a.7).
public final class QpsmtpdDialect implements Dialect<QpsmtpdLine> {

    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final Pattern CONNECTION = Pattern.compile("Connection from (\\S*) \\[([^\\]]+)].*");
    private static final Pattern CLEANED = Pattern.compile("cleaning up after (\\d{1,10})");
    private static final String SERVER = "qpsmtpd";
    private static final Pattern COMMAND = Pattern.compile("dispatching (\\S+) ?(.*)", Pattern.DOTALL);
    private static final Pattern REPLY = Pattern.compile("(\\d)(\\d\\d) (?:(\\d\\.\\d+\\.\\d+) )?(.*)", Pattern.DOTALL);
    private static final Pattern FAILED = Pattern.compile("(?:\\([a-z_]+\\) )?(\\S+): fail(.*)", Pattern.DOTALL);
    private static final Pattern ADDRESS =
            Pattern.compile("(?:FROM|TO):\\s*<?([^>]*)>?.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String QUEUED = "Queued! ";

    private final Tally tally;
    private final Judge judge;
    private final Conversations conversations;
    private final QpsmtpdEnvelope envelope;
    private final Recent<String, QpsmtpdSession> sessions;

    private QpsmtpdDialect(ExtractorSettings settings, Tally tally, Conversations conversations) {
        this.tally = tally;
        this.conversations = conversations;
        judge = new Judge(settings.reasons(), tally);
        envelope = new QpsmtpdEnvelope(settings);
        sessions = new Recent<>(settings.limits().sessions());
    }

    public static VerdictExtractor extractor(ExtractorSettings settings, VerdictSink sink) {
        return DialogueExtractor.of(settings, sink, IDLE, QpsmtpdDialect::new);
    }

    @Override
    public Optional<QpsmtpdLine> read(String line, RawRef ref) {
        return envelope.read(line, ref);
    }

    @Override
    public LogClock clock() {
        return envelope.clock();
    }

    @Override
    public void accept(QpsmtpdLine line, Place first) {
        Matcher connection = CONNECTION.matcher(line.text());
        Matcher cleaned = CLEANED.matcher(line.text());
        if (connection.matches()) {
            connected(line, connection, first);
        } else if (cleaned.matches()) {
            end(cleaned.group(1)); // the process is gone, whatever it logged last
        } else {
            var session = sessions.get(line.pid());
            if (session != null && conversations.find(line.pid()).isPresent()) said(line, session);
            else tally.count(Kind.FOREIGN);
        }
    }

    private void connected(QpsmtpdLine line, Matcher connection, Place first) {
        var address = Words.address(connection.group(2));
        if (address.isEmpty()) {
            tally.unknown(SERVER, line.text());
            return;
        }
        String name = connection.group(1).equalsIgnoreCase("Unknown") ? "" : connection.group(1);
        var opening = new Conversation.Opening(
                line.host(), "smtp", address.get(), OptionalInt.empty(), name, line.micros(), line.precision(), first);
        sessions.put(line.pid(), new QpsmtpdSession(conversations.begin(line.pid(), opening)));
    }

    private void said(QpsmtpdLine line, QpsmtpdSession session) {
        session.conversation.heard(line);
        Matcher command = COMMAND.matcher(line.text());
        Matcher reply = REPLY.matcher(line.text());
        Matcher failed = FAILED.matcher(line.text());
        if (command.matches()) command(session, command.group(1).toUpperCase(Locale.ROOT), command.group(2));
        else if (reply.matches()) reply(line, session, reply);
        else if (line.text().startsWith("click, disconnecting")) end(line.pid());
        else if (failed.matches()) session.failed(failed.group(1) + failed.group(2));
    }

    private void end(String pid) {
        conversations.end(pid);
        sessions.remove(pid);
    }

    private static void command(QpsmtpdSession session, String verb, String rest) {
        var conversation = session.conversation;
        switch (verb) {
            case "HELO", "EHLO" -> {
                conversation.endTransaction();
                conversation.greeted(rest);
                session.command(Awaited.HELO, Optional.empty());
            }
            case "MAIL" -> {
                conversation.begin(address(rest));
                session.command(Awaited.MAIL, address(rest));
            }
            case "RCPT" -> session.command(Awaited.RCPT, address(rest));
            case "DATA" -> session.command(Awaited.DATA, Optional.empty());
            case "STARTTLS" -> session.command(Awaited.STARTTLS, Optional.empty());
            case "AUTH" -> {
                session.command(Awaited.AUTH, Optional.empty());
                session.login(rest.split(" ")[0].toUpperCase(Locale.ROOT));
            }
            case "RSET", "QUIT" -> {
                conversation.endTransaction();
                session.command(Awaited.OTHER, Optional.empty());
            }
            default -> session.command(Awaited.OTHER, Optional.empty());
        }
    }

    private static Optional<String> address(String rest) {
        Matcher address = ADDRESS.matcher(rest);
        return address.matches() ? Optional.of(address.group(1).strip()) : Optional.empty();
    }

    private void reply(QpsmtpdLine line, QpsmtpdSession session, Matcher reply) {
        boolean refused = reply.group(1).equals("4") || reply.group(1).equals("5");
        var conversation = session.conversation;
        switch (session.awaited()) {
            case GREETING -> {
                if (refused) conversation.connectionRefused(refusal(line, session, reply, Stage.CONNECT));
                session.await(Awaited.OTHER);
            }
            case HELO -> {
                if (refused) conversation.connectionRefused(refusal(line, session, reply, Stage.HELO));
            }
            case MAIL -> {
                if (refused) conversation.refused(refusal(line, session, reply, Stage.MAIL), Optional.empty());
            }
            case RCPT -> {
                if (!conversation.isInTransaction()) return; // RCPT without MAIL is no transaction
                if (refused) conversation.refused(refusal(line, session, reply, Stage.RCPT), session.address());
                else conversation.recipientAccepted(session.address());
            }
            case DATA -> {
                if (reply.group(1).equals("3")) session.await(Awaited.MESSAGE);
                else if (refused && conversation.isInTransaction()) data(line, session, reply);
            }
            case MESSAGE -> message(line, session, reply);
            case STARTTLS -> {
                if (reply.group(1).equals("2")) conversation.secured();
            }
            case AUTH -> {
                if (refused) conversation.connectionRefused(refusal(line, session, reply, Stage.AUTH));
                else if (reply.group(1).equals("2")) conversation.loggedIn(session.saslMethod(), Optional.empty());
            }
            case OTHER -> {}
        }
    }

    /// DATA refused; where no recipient stood accepted, the refusals of recipients say more (V3).
    private void data(QpsmtpdLine line, QpsmtpdSession session, Matcher reply) {
        var conversation = session.conversation;
        if (conversation.hasRefusals() && !conversation.hasAcceptedRecipients()) return;
        conversation.finish(refusal(line, session, reply, Stage.DATA), Optional.empty(), OptionalLong.empty());
    }

    private void message(QpsmtpdLine line, QpsmtpdSession session, Matcher reply) {
        var conversation = session.conversation;
        session.await(Awaited.OTHER);
        if (!conversation.isInTransaction()) return;
        if (reply.group(4).startsWith("Incomplete DATA")) {
            // the client left in the middle
            conversation.finish(
                    Decision.aborted(Stage.DATA, line.micros(), line.ref()), Optional.empty(), OptionalLong.empty());
        } else if (reply.group(1).equals("2")) {
            if (reply.group(4).startsWith(QUEUED)) conversation.identified(queuedId(reply.group(4)));
            conversation.finish(Decision.accepted(line.micros(), line.ref()), Optional.empty(), OptionalLong.empty());
        } else {
            conversation.finish(refusal(line, session, reply, Stage.EOM), Optional.empty(), OptionalLong.empty());
        }
    }

    /// The reply tells the message's id (a.7), some queues their own number before it.
    private static String queuedId(String reply) {
        return reply.substring(Math.max(QUEUED.length(), reply.lastIndexOf(' ') + 1));
    }

    /// The plugin named before the reply often says what the reply does not.
    private Decision refusal(QpsmtpdLine line, QpsmtpdSession session, Matcher reply, Stage stage) {
        var code = OptionalInt.of(Integer.parseInt(reply.group(1) + reply.group(2)));
        String text = session.failed().isEmpty() ? reply.group(4) : reply.group(4) + " (" + session.failed() + ")";
        return judge.refused(
                new Answer(SERVER, stage, code, Optional.ofNullable(reply.group(3)), text), line.micros(), line.ref());
    }
}
