package dev.synoptic.verdict.haraka;

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
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Haraka: connections by UUID, transactions by their ordinal (a.7).
public final class HarakaDialect implements Dialect<HarakaLine> {

    private static final String SERVER = "haraka";
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final Pattern CONNECT =
            Pattern.compile("connect ip=(\\S+) port=(\\d{1,5})(?: local_ip=\\S+ local_port=(\\d{1,5}))?.*");
    private static final Pattern SENDER =
            Pattern.compile("sender <(.*)> code=([A-Z]+) msg=\"?(.*?)\"?(?: |$).*", Pattern.DOTALL);
    private static final Pattern RECIPIENT =
            Pattern.compile("recipient <(.*)> code=([A-Z]+) msg=(\".*?\"|\\S*)(?: sender=.*)?", Pattern.DOTALL);
    private static final Pattern HOOK = Pattern.compile(
            "hook=(\\S+) plugin=(\\S+) function=\\S+ params=.* retval=([A-Z]+) msg=\"?(.*?)\"?", Pattern.DOTALL);
    private static final Pattern MESSAGE =
            Pattern.compile("message mid=(.*) size=(\\d{1,18}) rcpts=.*", Pattern.DOTALL);
    private static final Pattern QUEUE = Pattern.compile("queue code=([A-Z]+) msg=\"?(.*?)\"?", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile(
            "disconnect ip=\\S+ rdns=(\\S*) helo=(.*) relay=[YN] early=.* tls=([YN]) .*txns=(\\d+) .*lr=\"?(.*?)\"? time=\\S+",
            Pattern.DOTALL);
    private static final Pattern PROXY =
            Pattern.compile("HAProxy proto=\\S+ src_ip=(\\S+):(\\d{1,5}) dst_ip=\\S+.*", Pattern.DOTALL);
    private static final Pattern REPLY =
            Pattern.compile("([45])(\\d\\d) (?:(\\d\\.\\d+\\.\\d+) )?(.*)", Pattern.DOTALL);

    private final Tally tally;
    private final Judge judge;
    private final Conversations conversations;
    private final HarakaEnvelope envelope;
    private final Recent<String, HarakaSession> sessions;
    private boolean hooksLogged;

    private HarakaDialect(ExtractorSettings settings, Tally tally, Conversations conversations) {
        this.tally = tally;
        this.conversations = conversations;
        judge = new Judge(settings.reasons(), tally);
        envelope = new HarakaEnvelope(settings);
        sessions = new Recent<>(settings.limits().sessions());
    }

    public static VerdictExtractor extractor(ExtractorSettings settings, VerdictSink sink) {
        return DialogueExtractor.of(settings, sink, IDLE, HarakaDialect::new);
    }

    @Override
    public Optional<HarakaLine> read(String line, RawRef ref) {
        return envelope.read(line, ref);
    }

    @Override
    public LogClock clock() {
        return envelope.clock();
    }

    @Override
    public void accept(HarakaLine line, Place first) {
        if (line.connection().equals("-")) {
            tally.count(Kind.FOREIGN);
            return;
        }
        Matcher connect = CONNECT.matcher(line.text());
        if (line.origin().equals("core") && connect.matches()) {
            connected(line, connect, first);
            return;
        }
        var conversation = conversations.find(line.connection());
        var session = sessions.get(line.connection());
        if (conversation.isEmpty() || session == null) {
            tally.count(Kind.ORPHANS);
            return;
        }
        session.conversation.heard(line);
        if (line.origin().equals("core")) core(line, session);
        else if (line.origin().equals("tls") && line.text().startsWith("secured")) session.conversation.secured();
    }

    private void connected(HarakaLine line, Matcher connect, Place first) {
        var address = Words.address(connect.group(1));
        if (address.isEmpty()) {
            tally.unknown(SERVER, line.text());
            return;
        }
        int port = Integer.parseInt(connect.group(2));
        var opening = new Conversation.Opening(
                line.host(),
                service(connect.group(3)),
                address.get(),
                port >>> 16 == 0 ? OptionalInt.of(port) : OptionalInt.empty(),
                "",
                line.micros(),
                line.precision(),
                first);
        sessions.put(line.connection(), new HarakaSession(conversations.begin(line.connection(), opening)));
    }

    private static String service(String port) {
        if (port == null) return "smtp";
        return switch (port) {
            case "25" -> "smtp";
            case "465" -> "smtps";
            case "587" -> "submission";
            default -> "port " + port;
        };
    }

    private void core(HarakaLine line, HarakaSession session) {
        String text = line.text();
        Matcher hook = HOOK.matcher(text);
        if (hook.matches()) {
            hooksLogged = true;
            hook(line, session, hook);
            return;
        }
        Matcher sender = SENDER.matcher(text);
        if (sender.matches()) {
            sender(line, session, sender);
            return;
        }
        Matcher recipient = RECIPIENT.matcher(text);
        if (recipient.matches()) {
            recipient(line, session, recipient);
            return;
        }
        Matcher message = MESSAGE.matcher(text);
        if (message.matches()) {
            session.conversation.identified(message.group(1));
            session.size(Long.parseLong(message.group(2)));
            return;
        }
        Matcher queue = QUEUE.matcher(text);
        if (queue.matches()) {
            queued(line, session, queue);
            return;
        }
        Matcher end = END.matcher(text);
        if (end.matches()) {
            ended(line, session, end);
            return;
        }
        Matcher proxy = PROXY.matcher(text);
        if (proxy.matches()) proxied(session, proxy);
    }

    /// V22, J8: the client is the one that the PROXY header names.
    private static void proxied(HarakaSession session, Matcher proxy) {
        int port = Integer.parseInt(proxy.group(2));
        Words.address(proxy.group(1))
                .ifPresent(client -> session.conversation.behindProxy(
                        client, port >>> 16 == 0 ? OptionalInt.of(port) : OptionalInt.empty()));
    }

    private void hook(HarakaLine line, HarakaSession session, Matcher hook) {
        String stage = hook.group(1);
        String answer = hook.group(3);
        if (stage.equals("rcpt") && answer.equals("OK")) session.recipientTaken();
        if (!answer.startsWith("DENY")) return;
        boolean temporary = answer.startsWith("DENYSOFT");
        String said = hook.group(4);
        session.explained(said);
        switch (stage) {
            case "connect", "connect_init", "lookup_rdns" -> refused(line, session, Stage.CONNECT, temporary, said);
            case "helo", "ehlo" -> refused(line, session, Stage.HELO, temporary, said);
            case "mail", "rcpt" -> session.refusedByHook(said); // the sender or recipient line follows
            case "data" -> finished(line, session, Stage.DATA, temporary, said);
            case "data_post", "max_data_exceeded", "queue", "queue_outbound" ->
                finished(line, session, Stage.EOM, temporary, said);
            default -> {} // AUTH and STARTTLS come as unrecognized commands, quit and reset do not matter
        }
    }

    private void refused(HarakaLine line, HarakaSession session, Stage stage, boolean temporary, String said) {
        session.conversation.connectionRefused(decision(line, stage, temporary, said));
    }

    private void finished(HarakaLine line, HarakaSession session, Stage stage, boolean temporary, String said) {
        if (!session.conversation.isInTransaction()) return;
        session.conversation.finish(decision(line, stage, temporary, said), Optional.empty(), session.size());
    }

    private void sender(HarakaLine line, HarakaSession session, Matcher sender) {
        session.isNew(line.transaction());
        session.conversation.begin(Optional.of(sender.group(1)));
        var hook = session.hookRefusal();
        if (!sender.group(2).startsWith("DENY")) return;
        String said = hook.orElse(sender.group(3));
        session.explained(said);
        boolean temporary = sender.group(2).startsWith("DENYSOFT");
        session.conversation.refused(decision(line, Stage.MAIL, temporary, said), Optional.empty());
    }

    private void recipient(HarakaLine line, HarakaSession session, Matcher recipient) {
        if (session.isNew(line.transaction()) || !session.conversation.isInTransaction()) {
            session.conversation.begin(Optional.empty());
        }
        boolean taken = session.wasRecipientTaken();
        var hook = session.hookRefusal();
        String code = recipient.group(2);
        var address = Optional.of(recipient.group(1));
        if (code.startsWith("DENY")) {
            String said = hook.orElse(unquoted(recipient.group(3)));
            session.explained(said);
            session.conversation.refused(decision(line, Stage.RCPT, code.startsWith("DENYSOFT"), said), address);
        } else if (hooksLogged && !taken) {
            // no plugin took it: the core refuses it, though the line says OK
            session.explained("I cannot deliver mail for <" + recipient.group(1) + ">");
            session.conversation.refused(decision(line, Stage.RCPT, false, "I cannot deliver mail for"), address);
        } else {
            session.conversation.recipientAccepted(address);
        }
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") && text.endsWith("\"") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private void queued(HarakaLine line, HarakaSession session, Matcher queue) {
        if (!session.conversation.isInTransaction()) return;
        if (queue.group(1).equals("OK")) {
            String id = line.connection() + "." + line.transaction();
            session.conversation.finish(Decision.accepted(line.micros(), line.ref()), Optional.of(id), session.size());
        } else if (queue.group(1).startsWith("DENY")) {
            finished(line, session, Stage.EOM, queue.group(1).startsWith("DENYSOFT"), queue.group(2));
        }
    }

    private void ended(HarakaLine line, HarakaSession session, Matcher end) {
        var conversation = session.conversation;
        if (!isNone(end.group(1)) && !end.group(1).equals("NXDOMAIN")) conversation.named(end.group(1));
        if (!isNone(end.group(2))) conversation.greeted(end.group(2));
        if (end.group(3).equals("Y")) conversation.secured();
        Matcher last = REPLY.matcher(end.group(5));
        if (last.matches()) lastReply(line, session, last, Integer.parseInt(cut(end.group(4))));
        conversations.end(line.connection());
        sessions.remove(line.connection());
    }

    private static boolean isNone(String word) {
        return word.isEmpty() || word.equals("\"\"");
    }

    private static String cut(String digits) {
        return digits.length() > 9 ? "999999999" : digits;
    }

    /// Some refusals show only as the last reply: a failed login, a message that is too big (a.7).
    private void lastReply(HarakaLine line, HarakaSession session, Matcher last, int transactions) {
        var conversation = session.conversation;
        int code = Integer.parseInt(last.group(1) + last.group(2));
        if (session.isExplained(last.group(4)) || code == 421) return;
        boolean size = last.group(4).startsWith("Message too big");
        if (conversation.isInTransaction() && conversation.hasAcceptedRecipients() && code != 500) {
            conversation.finish(reply(line, last, Stage.EOM), Optional.empty(), session.size());
        } else if (code == 535 || code == 454) {
            conversation.connectionRefused(reply(line, last, Stage.AUTH));
        } else if (size && transactions == 0) {
            conversation.begin(Optional.empty());
            conversation.finish(reply(line, last, Stage.MAIL), Optional.empty(), OptionalLong.empty());
        }
    }

    private Decision reply(HarakaLine line, Matcher last, Stage stage) {
        var code = OptionalInt.of(Integer.parseInt(last.group(1) + last.group(2)));
        return judge.refused(
                new Answer(SERVER, stage, code, Optional.ofNullable(last.group(3)), last.group(4)),
                line.micros(),
                line.ref());
    }

    private Decision decision(HarakaLine line, Stage stage, boolean temporary, String said) {
        return judge.refused(
                new Answer(SERVER, stage, temporary, OptionalInt.empty(), Optional.empty(), said),
                line.micros(),
                line.ref());
    }
}
