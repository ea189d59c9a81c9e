package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.log.Deliveries;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.Judge.Answer;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `cleanup`, `qmgr` and the delivery agents say of messages that `smtpd` took (a.4).
final class Queue {

    private static final Pattern ACTIVE =
            Pattern.compile("from=<(.*)>, size=(\\d{1,18}), nrcpt=(\\d{1,9}) \\(queue active\\)", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile(", delays=[\\d./]+, dsn=\\d\\.\\d+\\.\\d+, status=([a-z]+)");
    private static final Pattern BY_CONTENT = Pattern.compile(".*>: ([245]\\.\\d+\\.\\d+) (.*)", Pattern.DOTALL);
    private static final Pattern BY_MILTER =
            Pattern.compile("milter-reject: (\\S+) from \\S+: ([245]\\.\\d+\\.\\d+) (.*)", Pattern.DOTALL);

    private static final String MESSAGE_ID = "message-id=";

    private final Tally tally;
    private final Judge judge;
    private final Messages messages;
    private final SmtpdSessions sessions;
    private final SessionVerdicts verdicts;
    private final Deliveries deliveries;
    private final EarlyLines early;

    Queue(
            Tally tally,
            Judge judge,
            Messages messages,
            SmtpdSessions sessions,
            SessionVerdicts verdicts,
            Deliveries deliveries) {
        this.tally = tally;
        this.judge = judge;
        this.messages = messages;
        this.sessions = sessions;
        this.verdicts = verdicts;
        this.deliveries = deliveries;
        this.early = new EarlyLines(tally);
    }

    void cleanup(SyslogLine line) {
        String text = line.text();
        boolean warning = text.startsWith("warning: ");
        String body = warning ? text.substring("warning: ".length()) : text;
        var id = QueueId.leading(body);
        if (id.isEmpty()) {
            if (!warning) tally.unknown("cleanup", text);
            return;
        }
        String rest = body.substring(id.get().length() + 2);
        var message = messages.find(line.host(), id.get());
        var refusal = refusal(rest);
        var aside = Aside.read(rest);
        boolean tells = refusal.isPresent() || rest.startsWith(MESSAGE_ID) || aside.isPresent();
        if (tells && message.isEmpty()) {
            if (rest.startsWith(MESSAGE_ID)) deliveries.cameUnheard(line.host(), id.get());
            early.hold(id.get(), line);
        } else if (refusal.isPresent()) {
            message.ifPresent(m -> {
                m.mentioned(line.place().serial());
                m.refusals.add(refused(line, m, refusal.get()));
                sessions.decided(m);
            });
        } else if (rest.startsWith(MESSAGE_ID)) {
            message.ifPresent(m -> m.identified(rest.substring(MESSAGE_ID.length())));
        } else if (aside.isPresent()) {
            message.ifPresent(m -> {
                m.mentioned(line.place().serial());
                m.putAside(new Aside(aside.get(), Decision.accepted(line.micros(), ref(line))));
            });
        } else if (!warning && !Notes.CLEANUP.matcher(rest).lookingAt()) {
            tally.unknown("cleanup", text);
        }
    }

    /// A message has begun: what was said of it before is of some use now (V36).
    void begun(SyslogLine line) {
        var message = QueueId.leading(line.text()).flatMap(id -> messages.find(line.host(), id));
        if (message.isEmpty()) return;
        for (SyslogLine before : early.take(message.get())) {
            message.get().session.isNeededFrom(before.place());
            if (before.daemon().equals("cleanup")) cleanup(before);
            else manager(before);
        }
    }

    void forgetBefore(long micros) {
        early.forgetBefore(micros);
    }

    private static Optional<Answer> refusal(String rest) {
        if (rest.equals("queue file size limit exceeded")) {
            return Optional.of(new Answer(
                    "postfix", Stage.EOM, OptionalInt.of(552), Optional.of("5.3.4"), "message file too big"));
        }
        Matcher milter = BY_MILTER.matcher(rest);
        if (milter.matches()) {
            return Optional.of(new Answer(
                    "postfix",
                    Stage.EOM,
                    OptionalInt.empty(),
                    Optional.of(milter.group(2)),
                    RefusalLine.parse(milter.group(3)).text()));
        }
        if (!rest.startsWith("reject: ")) return Optional.empty();
        // the header's own text stands in the middle: the answer is what follows the last closing bracket (V15)
        Matcher content = BY_CONTENT.matcher(rest);
        return content.matches()
                ? Optional.of(new Answer(
                        "postfix", Stage.EOM, OptionalInt.empty(), Optional.of(content.group(1)), content.group(2)))
                : Optional.empty();
    }

    private Refusal refused(SyslogLine line, Message message, Answer answer) {
        return new Refusal(
                message.peer,
                judge.refused(answer, line.micros(), ref(line)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    void manager(SyslogLine line) {
        var id = QueueId.leading(line.text());
        if (id.isEmpty()) {
            if (!line.text().startsWith("warning: ")) tally.unknown("qmgr", line.text());
            return;
        }
        String rest = line.text().substring(id.get().length() + 2);
        Matcher active = ACTIVE.matcher(rest);
        if (active.matches()) {
            messages.find(line.host(), id.get())
                    .ifPresentOrElse(m -> active(line, m, active), () -> early.hold(id.get(), line));
        } else if (rest.equals("removed")) {
            removed(line, id.get());
        } else if (rest.contains(">, status=expired, ")) {
            deliver(line, id.get(), Delivery.Outcome.EXPIRED);
        } else if (!Notes.QMGR.matcher(rest).lookingAt()) {
            tally.unknown("qmgr", line.text());
        }
    }

    private void active(SyslogLine line, Message message, Matcher active) {
        boolean news = message.acceptance().isEmpty();
        message.mentioned(line.place().serial());
        message.queued(
                Decision.accepted(line.micros(), ref(line)),
                active.group(1),
                Long.parseLong(active.group(2)),
                Integer.parseInt(active.group(3)));
        sessions.decided(message);
        message.settled()
                .filter(s -> news && s.verdict().outcome() == Outcome.ABORTED)
                .ifPresent(s -> verdicts.correct(message, s));
    }

    /// A message that is gone before its session was settled stays known to it.
    private void removed(SyslogLine line, String id) {
        messages.end(line.host(), id);
    }

    void delivered(SyslogLine line) {
        var id = QueueId.leading(line.text());
        Matcher status = STATUS.matcher(line.text());
        if (id.isEmpty() || !status.find()) return;
        switch (status.group(1)) {
            case "sent" -> deliver(line, id.get(), Delivery.Outcome.SENT);
            case "deferred" -> deliver(line, id.get(), Delivery.Outcome.DEFERRED);
            case "bounced" -> deliver(line, id.get(), Delivery.Outcome.BOUNCED);
            case "expired" -> deliver(line, id.get(), Delivery.Outcome.EXPIRED);
            default -> {} // deliverable, undeliverable: probes of address verification
        }
    }

    private void deliver(SyslogLine line, String id, Delivery.Outcome outcome) {
        deliveries.outcome(line.host(), id, line.micros(), outcome);
    }

    private static RawRef ref(SyslogLine line) {
        return line.place().resume().line();
    }
}
