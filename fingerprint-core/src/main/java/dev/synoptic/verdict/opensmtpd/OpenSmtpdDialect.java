package dev.synoptic.verdict.opensmtpd;

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
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.SyslogReader;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import dev.synoptic.verdict.log.Words;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// OpenSMTPD: sessions by id; neither port nor successful MAIL is logged (a.7).
public final class OpenSmtpdDialect implements Dialect<SyslogLine> {

    private static final String SERVER = "opensmtpd";
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final Pattern SESSION = Pattern.compile("([0-9a-f]{16}) (smtp|mda|mta) (.*)", Pattern.DOTALL);
    private static final Pattern CONNECTED = Pattern.compile("connected address=(\\S+) host=(\\S+).*");
    private static final Pattern FAILED = Pattern.compile(
            "failed-command command=\"(.*)\" result=\"(\\d{3}) (?:(\\d\\.\\d+\\.\\d+) )?(.*)\"", Pattern.DOTALL);
    private static final Pattern BAD_INPUT =
            Pattern.compile("bad-input result=\"(\\d{3}) (?:(\\d\\.\\d+\\.\\d+) )?(.*)\"", Pattern.DOTALL);
    private static final Pattern LOGIN = Pattern.compile("authentication user=(.*) result=(\\S+).*", Pattern.DOTALL);
    private static final Pattern MESSAGE =
            Pattern.compile("message msgid=([0-9a-f]{8}) size=(\\d{1,18}) nrcpt=(\\d{1,9}).*");
    private static final Pattern ENVELOPE =
            Pattern.compile("envelope evpid=\\S+ from=<(.*?)> to=<(.*)>", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("[^<]*<([^>]*)>.*", Pattern.DOTALL);

    private final Tally tally;
    private final Judge judge;
    private final Conversations conversations;
    private final SyslogReader reader;
    private final Recent<String, OpenSmtpdSession> sessions;

    private OpenSmtpdDialect(ExtractorSettings settings, Tally tally, Conversations conversations) {
        this.tally = tally;
        this.conversations = conversations;
        judge = new Judge(settings.reasons(), tally);
        reader = new SyslogReader(settings, text -> OptionalLong.empty());
        sessions = new Recent<>(settings.limits().sessions());
    }

    public static VerdictExtractor extractor(ExtractorSettings settings, VerdictSink sink) {
        return DialogueExtractor.of(settings, sink, IDLE, OpenSmtpdDialect::new);
    }

    @Override
    public Optional<SyslogLine> read(String line, RawRef ref) {
        return reader.read(line, ref);
    }

    @Override
    public LogClock clock() {
        return reader.clock();
    }

    @Override
    public void accept(SyslogLine line, Place first) {
        Matcher session = SESSION.matcher(line.text());
        if (!line.tag().equals("smtpd") || !session.matches()) {
            tally.count(Kind.FOREIGN);
        } else if (session.group(2).equals("smtp")) {
            smtp(line, session.group(1), session.group(3), first);
        }
    }

    private void smtp(SyslogLine line, String id, String text, Place first) {
        Matcher connected = CONNECTED.matcher(text);
        if (connected.matches()) {
            connected(line, id, connected, first);
            return;
        }
        var session = sessions.get(id);
        if (session == null || conversations.find(id).isEmpty()) {
            if (!text.startsWith("connected")) tally.count(Kind.ORPHANS); // "local connected" is the host itself (V6)
            return;
        }
        session.conversation.heard(line);
        for (int i = 0; i < line.repeat(); i++) said(line, id, session, text);
    }

    private void connected(SyslogLine line, String id, Matcher connected, Place first) {
        var address = Words.address(connected.group(1));
        if (address.isEmpty()) return; // "local": the host itself (V6)
        String name = connected.group(2).equals("<unknown>") ? "" : connected.group(2);
        var opening = new Conversation.Opening(
                line.host(), "smtp", address.get(), OptionalInt.empty(), name, line.micros(), line.precision(), first);
        sessions.put(id, new OpenSmtpdSession(conversations.begin(id, opening)));
    }

    private void said(SyslogLine line, String id, OpenSmtpdSession session, String text) {
        Matcher failed = FAILED.matcher(text);
        Matcher bad = BAD_INPUT.matcher(text);
        Matcher login = LOGIN.matcher(text);
        Matcher message = MESSAGE.matcher(text);
        Matcher envelope = ENVELOPE.matcher(text);
        if (failed.matches()) {
            accepted(session, Optional.empty(), Optional.empty());
            failed(line, session, failed);
        } else if (bad.matches()) {
            badInput(line, session, bad);
        } else if (login.matches()) {
            login(line, session, login);
        } else if (message.matches()) {
            accepted(session, Optional.empty(), Optional.empty());
            var at = new OpenSmtpdSession.SyslogPlace(line.micros(), line.ref());
            session.taken(new OpenSmtpdSession.Message(
                    at,
                    message.group(1),
                    OptionalLong.of(Long.parseLong(message.group(2))),
                    Integer.parseInt(message.group(3))));
        } else if (envelope.matches()) {
            accepted(session, Optional.of(envelope.group(1)), Optional.of(envelope.group(2)));
        } else if (text.startsWith("disconnected")) {
            accepted(session, Optional.empty(), Optional.empty());
            conversations.end(id);
            sessions.remove(id);
        } else if (text.startsWith("tls ") || text.startsWith("starttls")) {
            session.conversation.secured();
        } else {
            tally.unknown(SERVER, text);
        }
    }

    /// A message was taken; refused recipients before it were its own (a.7).
    private static void accepted(OpenSmtpdSession session, Optional<String> sender, Optional<String> recipient) {
        session.waiting().ifPresent(message -> {
            var conversation = session.conversation;
            if (!conversation.isInTransaction() || sender.isPresent()) conversation.continueAs(sender);
            for (int i = 0; i < Math.min(message.recipients(), 1_000); i++) {
                conversation.recipientAccepted(i == 0 ? recipient : Optional.empty());
            }
            conversation.finish(
                    Decision.accepted(message.at().micros(), message.at().line()),
                    Optional.of(message.id()),
                    message.size());
        });
    }

    private void failed(SyslogLine line, OpenSmtpdSession session, Matcher failed) {
        var conversation = session.conversation;
        String command = failed.group(1);
        String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
            case "MAIL" -> {
                conversation.begin(address(command));
                conversation.finish(refusal(line, failed, Stage.MAIL), Optional.empty(), OptionalLong.empty());
            }
            case "RCPT" -> {
                if (!conversation.isInTransaction()) conversation.begin(Optional.empty());
                conversation.refused(refusal(line, failed, Stage.RCPT), address(command));
            }
            case "DATA", "." -> {
                if (!conversation.isInTransaction()) conversation.begin(Optional.empty());
                conversation.finish(refusal(line, failed, Stage.EOM), Optional.empty(), OptionalLong.empty());
            }
            case "HELO", "EHLO" -> conversation.connectionRefused(refusal(line, failed, Stage.HELO));
            case "AUTH" -> conversation.connectionRefused(refusal(line, failed, Stage.AUTH));
            case "STARTTLS" -> conversation.connectionRefused(refusal(line, failed, Stage.STARTTLS));
            case "" -> byFilter(line, session, failed);
            default -> {} // nonsense and what is not about mail
        }
    }

    /// A filter refuses without a command: at connect while nothing else was said, else at the end of data
    /// (a.7).
    private void byFilter(SyslogLine line, OpenSmtpdSession session, Matcher failed) {
        var conversation = session.conversation;
        if (conversation.hasTransactions() || conversation.isInTransaction()) {
            if (!conversation.isInTransaction()) conversation.begin(Optional.empty());
            conversation.finish(refusal(line, failed, Stage.EOM), Optional.empty(), OptionalLong.empty());
        } else {
            conversation.connectionRefused(refusal(line, failed, Stage.CONNECT));
        }
    }

    private void badInput(SyslogLine line, OpenSmtpdSession session, Matcher bad) {
        var answer = new Answer(
                SERVER,
                Stage.HELO,
                OptionalInt.of(Integer.parseInt(bad.group(1))),
                Optional.ofNullable(bad.group(2)),
                bad.group(3));
        session.conversation.connectionRefused(judge.refused(answer, line.micros(), line.ref()));
    }

    private void login(SyslogLine line, OpenSmtpdSession session, Matcher login) {
        String result = login.group(2);
        if (result.equals("ok")) {
            session.conversation.loggedIn(Optional.empty(), Optional.of(login.group(1)));
            return;
        }
        boolean temporary = result.startsWith("temp");
        var answer = new Answer(
                SERVER, Stage.AUTH, OptionalInt.of(temporary ? 454 : 535), Optional.empty(), "authentication failed");
        session.conversation.connectionRefused(judge.refused(answer, line.micros(), line.ref()));
    }

    private static Optional<String> address(String command) {
        Matcher address = ADDRESS.matcher(command);
        return address.matches() ? Optional.of(address.group(1)) : Optional.empty();
    }

    private Decision refusal(SyslogLine line, Matcher failed, Stage stage) {
        var answer = new Answer(
                SERVER,
                stage,
                OptionalInt.of(Integer.parseInt(failed.group(2))),
                Optional.ofNullable(failed.group(3)),
                failed.group(4));
        return judge.refused(answer, line.micros(), line.ref());
    }
}
