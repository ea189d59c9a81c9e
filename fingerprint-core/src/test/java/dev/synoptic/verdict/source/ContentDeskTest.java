package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.Told;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Postfix's log and rspamd's of the same real sessions: one verdict for each transaction (`mail.md` V5, V30).
class ContentDeskTest {

    private static final List<String> MAIL_LOG = MailCorpus.lines("mx1/maillog.gz");
    private static final List<String> RSPAMD_LOG = MailCorpus.lines("mx1/rspamd.log.gz");
    private static final Pattern SCORE = Pattern.compile("qid: <(\\w+)>.* \\(default: [^\\[]*\\[(-?[\\d.]+/[\\d.]+)]");
    private static final List<Verdict> SERVERS_OWN =
            MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz").verdicts();

    /// Lines of both logs, a piece of one after a piece of the other; pieces of any length.
    private static List<Verdict> read(VerdictSource decides, List<String> rspamd, Random pieces) {
        var crowdedOut = new AtomicInteger();
        var desk = ContentDesk.pairing(decides, crowdedOut::incrementAndGet);
        List<Verdict> told = new ArrayList<>();
        var server = desk.extractor(MailServer.POSTFIX, MailCorpus.settings("mx1"), (v, line) -> told.add(v));
        var filter = desk.extractor(MailServer.RSPAMD, MailCorpus.settings("mx1"), (v, line) -> told.add(v));
        int ofServer = 0;
        int ofFilter = 0;
        while (ofServer < MAIL_LOG.size() || ofFilter < rspamd.size()) {
            ofServer = feed(server, MAIL_LOG, ofServer, pieces.nextInt(4_000));
            ofFilter = feed(filter, rspamd, ofFilter, pieces.nextInt(4_000));
        }
        server.close();
        filter.close();
        assertThat(crowdedOut).hasValue(0);
        return MailCorpus.newest(told);
    }

    private static int feed(VerdictExtractor reader, List<String> lines, int from, int count) {
        int to = Math.min(lines.size(), from + count);
        for (int i = from; i < to; i++) reader.feed(lines.get(i), new RawRef("log", i, 1));
        return to;
    }

    private static Map<String, Outcome> outcomes(List<Verdict> verdicts) {
        return verdicts.stream()
                .collect(Collectors.toMap(Verdict::eventId, Verdict::outcome, (a, b) -> b, LinkedHashMap::new));
    }

    @Test
    void beside_the_servers_word_an_opinion_only_adds_a_reason_and_a_score_V30() {
        var both = read(VerdictSource.SERVER, RSPAMD_LOG, new Random(1));

        assertThat(outcomes(both)).containsExactlyInAnyOrderEntriesOf(outcomes(SERVERS_OWN));
        assertThat(both)
                .filteredOn(v -> v.reason().equals(Optional.of("greylist")) && v.outcome() == Outcome.DEFERRED)
                .isNotEmpty();
        assertThat(both).filteredOn(v -> v.revision() % 2 == 1).isNotEmpty();
        assertThat(both)
                .filteredOn(v -> v.revision() % 2 == 1)
                .allMatch(v -> v.score().isPresent());
    }

    /// Of what was accepted as of what was refused, and the same whichever log is read first.
    @Test
    void each_message_that_rspamd_saw_has_the_score_of_its_own_line_V30() {
        Map<String, String> logged = new LinkedHashMap<>();
        for (String line : RSPAMD_LOG) {
            Matcher task = SCORE.matcher(line);
            if (task.find()) logged.put(task.group(1), task.group(2));
        }
        for (VerdictSource decides : VerdictSource.values()) {
            for (long seed = 1; seed <= 2; seed++) {
                Map<String, String> told = new LinkedHashMap<>();
                Set<Outcome> outcomes = new HashSet<>();
                for (Verdict each : read(decides, RSPAMD_LOG, new Random(seed))) {
                    each.score().ifPresent(score -> {
                        told.put(each.queueId().orElseThrow(), text(score));
                        outcomes.add(each.outcome());
                    });
                }
                assertThat(told).as("%s, seed %d", decides, seed).hasSizeGreaterThan(400);
                assertThat(logged).as("%s, seed %d", decides, seed).containsAllEntriesOf(told);
                assertThat(outcomes).contains(Outcome.ACCEPTED, Outcome.REJECTED, Outcome.DEFERRED);
            }
        }
    }

    /// Nearly all mail has a score: where it is known in time, nothing has to be told twice for it.
    @Test
    void a_score_alone_makes_a_revision_only_of_what_was_told_before() {
        for (boolean filterFirst : List.of(true, false)) {
            List<Verdict> told = new ArrayList<>();
            var desk = ContentDesk.pairing(VerdictSource.SERVER, () -> {});
            var server = desk.extractor(MailServer.POSTFIX, MailCorpus.settings("mx1"), (v, line) -> told.add(v));
            var filter = desk.extractor(MailServer.RSPAMD, MailCorpus.settings("mx1"), (v, line) -> told.add(v));
            if (filterFirst) feed(filter, RSPAMD_LOG, 0, RSPAMD_LOG.size());
            feed(server, MAIL_LOG, 0, MAIL_LOG.size());
            server.close();
            if (!filterFirst) feed(filter, RSPAMD_LOG, 0, RSPAMD_LOG.size());

            assertThat(told)
                    .filteredOn(
                            v -> v.outcome() == Outcome.ACCEPTED && v.score().isPresent())
                    .hasSizeGreaterThan(300)
                    .allMatch(v -> v.revision() % 2 == (filterFirst ? 0 : 1));
        }
    }

    /// V30: `discard` and `quarantine` leave a message accepted; that is what became of it.
    @Test
    void what_rspamd_discards_or_puts_aside_is_told_of_the_message_whichever_log_is_read_first() {
        List<String> aside = RSPAMD_LOG.stream()
                .map(line -> line.replace("(no action)", line.hashCode() % 2 == 0 ? "(quarantine)" : "(discard)"))
                .toList();
        for (boolean filterFirst : List.of(true, false)) {
            var told = new Told();
            var desk = ContentDesk.pairing(VerdictSource.SERVER, () -> {});
            var server = desk.extractor(MailServer.POSTFIX, MailCorpus.settings("mx1"), told);
            var filter = desk.extractor(MailServer.RSPAMD, MailCorpus.settings("mx1"), told);
            if (filterFirst) feed(filter, aside, 0, aside.size());
            feed(server, MAIL_LOG, 0, MAIL_LOG.size());
            server.close();
            if (!filterFirst) feed(filter, aside, 0, aside.size());

            assertThat(told.deliveries().stream().map(Delivery::outcome))
                    .contains(Delivery.Outcome.HELD, Delivery.Outcome.DISCARDED);
            var accepted = MailCorpus.newest(told.verdicts()).stream()
                    .filter(v -> v.outcome() == Outcome.ACCEPTED && v.score().isPresent())
                    .map(v -> v.server() + v.queueId().orElseThrow())
                    .collect(Collectors.toSet());
            assertThat(told.deliveries().stream()
                            .filter(each -> each.outcome() == Delivery.Outcome.HELD
                                    || each.outcome() == Delivery.Outcome.DISCARDED)
                            .map(each -> each.server() + each.queueId())
                            .collect(Collectors.toSet()))
                    .isEqualTo(accepted);
        }
    }

    private static String text(ContentScore score) {
        return String.format(
                Locale.ROOT, "%.2f/%.2f", score.points(), score.limit().orElseThrow());
    }

    /// A filter behind the queue: Postfix had accepted what rspamd then would not have.
    @Test
    void where_the_content_decides_what_was_accepted_is_what_rspamd_made_of_it_V5() {
        List<String> accepted = SERVERS_OWN.stream()
                .filter(v -> v.outcome() == Outcome.ACCEPTED)
                .flatMap(v -> v.queueId().stream())
                .limit(90)
                .toList();
        List<String> behindTheQueue = RSPAMD_LOG.stream()
                .map(line -> accepted.stream().anyMatch(id -> line.contains("qid: <" + id + ">"))
                        ? line.replace(
                                "(no action)",
                                switch (line.hashCode() & 3) {
                                    case 0 -> "(reject)";
                                    case 1 -> "(soft reject)";
                                    case 2 -> "(greylist)";
                                    default -> "(quarantine)";
                                })
                        : line)
                .toList();
        Map<String, Outcome> own = outcomes(SERVERS_OWN);

        for (long seed = 1; seed <= 2; seed++) {
            var both = read(VerdictSource.CONTENT, behindTheQueue, new Random(seed));

            assertThat(outcomes(both)).as("seed %d", seed).hasSameSizeAs(own);
            long rejected = of(behindTheQueue, accepted, "(reject)");
            long soft = of(behindTheQueue, accepted, "(soft reject)");
            assertThat(rejected).isPositive();
            assertThat(soft).isPositive();
            assertThat(moved(own, both, Outcome.REJECTED)).as("seed %d", seed).isEqualTo(rejected);
            assertThat(moved(own, both, Outcome.DEFERRED)).as("seed %d", seed).isEqualTo(soft);
            assertThat(moved(own, both, Outcome.GREYLISTED)
                            + moved(own, both, Outcome.ABORTED)
                            + moved(own, both, Outcome.ACCEPTED))
                    .as("seed %d", seed)
                    .isZero();
        }
    }

    /// rspamd asked without a queue id: the message's own id, its client and the time make the same pairs.
    @Test
    void without_queue_ids_the_messages_ids_make_the_pairs_V30() {
        List<String> bare = RSPAMD_LOG.stream()
                .map(line -> line.replaceFirst(" qid: <[^>]*>,", ""))
                .toList();
        var told = essence(read(VerdictSource.SERVER, RSPAMD_LOG, new Random(1)));
        var own = essence(SERVERS_OWN);
        assertThat(told).isNotEqualTo(own);
        for (long seed = 1; seed <= 2; seed++) {
            assertThat(essence(read(VerdictSource.SERVER, bare, new Random(seed))))
                    .as("seed %d", seed)
                    .isEqualTo(told);
        }
    }

    /// Every server that tells the ids of the messages that it takes.
    @ParameterizedTest
    @CsvSource({
        "POSTFIX, mx2, mx2/maillog.rfc3339.gz",
        "EXIM, mx3, mx3/mainlog.gz",
        "HARAKA, mx4, mx4/haraka.log.gz",
        "QPSMTPD, mx5, mx5/current.gz"
    })
    void what_any_server_accepted_is_paired_by_the_messages_id_V30(MailServer server, String host, String log) {
        Map<String, Verdict> ids = new LinkedHashMap<>();
        var listening = server.extractor(MailCorpus.settings(host), new VerdictSink() {
            @Override
            public void verdict(Verdict verdict, RawRef decidedBy) {}

            @Override
            public void verdict(Verdict verdict, RawRef decidedBy, Optional<String> messageId) {
                if (verdict.outcome() == Outcome.ACCEPTED) messageId.ifPresent(id -> ids.put(id, verdict));
            }
        });
        MailCorpus.lines(log).forEach(line -> listening.feed(line, RawRef.NOWHERE));
        listening.close();
        var own = MailCorpus.read(server, host, log).verdicts();
        assertThat(ids.values().stream().map(Verdict::eventId))
                .containsExactlyInAnyOrderElementsOf(own.stream()
                        .filter(v -> v.outcome() == Outcome.ACCEPTED)
                        .map(Verdict::eventId)
                        .toList());

        for (boolean filterFirst : new boolean[] {false, true}) {
            List<Verdict> told = new ArrayList<>();
            var desk = ContentDesk.pairing(VerdictSource.CONTENT, () -> {});
            Runnable filter = () -> {
                var reader = desk.extractor(MailServer.RSPAMD, MailCorpus.settings(host), (v, line) -> told.add(v));
                ids.forEach((id, verdict) -> reader.feed(rejected(id, verdict), RawRef.NOWHERE));
            };
            if (filterFirst) filter.run();
            var reader = desk.extractor(server, MailCorpus.settings(host), (v, line) -> told.add(v));
            MailCorpus.lines(log).forEach(line -> reader.feed(line, RawRef.NOWHERE));
            reader.close();
            if (!filterFirst) filter.run();
            var both = MailCorpus.newest(told);
            assertThat(both).hasSameSizeAs(own).noneMatch(v -> v.outcome() == Outcome.ACCEPTED);
            assertThat(moved(outcomes(own), both, Outcome.REJECTED)).isEqualTo(ids.size());
        }
    }

    private static String rejected(String id, Verdict verdict) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                        .format(second(verdict).atOffset(ZoneOffset.UTC))
                + " #1(normal) <abcdef>; task; rspamd_task_write_log: id: <" + id + ">, ip: "
                + verdict.client().text() + ", from: <a@b>, (default: T (reject): [20.00/15.00] [X(20.00){}]), len: 5,"
                + " time: 1.0ms, dns req: 0, digest: <0>";
    }

    private static Instant second(Verdict verdict) {
        return Instant.EPOCH.plusSeconds(Math.floorDiv(verdict.micros(), 1_000_000L));
    }

    /// Two tries to deliver one message have one message id and two queue ids: each is paired with its own.
    @Test
    void two_tries_to_deliver_one_message_are_never_mixed_up_V30() {
        var desk = ContentDesk.pairing(VerdictSource.CONTENT, () -> {});
        List<Verdict> told = new ArrayList<>();
        var server = desk.extractor(MailServer.POSTFIX, MailCorpus.settings("mx"), (v, line) -> told.add(v));
        var filter = desk.extractor(MailServer.RSPAMD, MailCorpus.settings("mx"), (v, line) -> told.add(v));
        filter.feed(
                "2026-11-20 10:00:00 #1(normal) <abcdef>; task; rspamd_task_write_log: id: <m@h>, qid: <AAAAAAAA>,"
                        + " ip: 198.51.100.7, from: <a@b>, (default: T (reject): [20.00/15.00] [X(20.00){}]), len: 5,"
                        + " time: 1.0ms, dns req: 0, digest: <0>",
                RawRef.NOWHERE);
        for (String line : List.of(
                "smtpd[1]: connect from h.example[198.51.100.7]",
                "smtpd[1]: BBBBBBBB: client=h.example[198.51.100.7]",
                "cleanup[2]: BBBBBBBB: message-id=<m@h>",
                "qmgr[3]: BBBBBBBB: from=<a@b>, size=10, nrcpt=1 (queue active)",
                "smtpd[1]: disconnect from h.example[198.51.100.7] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5")) {
            server.feed("Nov 20 10:00:20 mx postfix/" + line, RawRef.NOWHERE);
        }
        server.close();
        assertThat(told).singleElement().extracting(Verdict::outcome).isEqualTo(Outcome.ACCEPTED);
    }

    private static long of(List<String> log, List<String> ids, String action) {
        return log.stream()
                .filter(line ->
                        line.contains(action) && ids.stream().anyMatch(id -> line.contains("qid: <" + id + ">")))
                .count();
    }

    private static long moved(Map<String, Outcome> before, List<Verdict> after, Outcome to) {
        return after.stream()
                .filter(v -> v.outcome() == to && before.get(v.eventId()) != to)
                .count();
    }

    /// Both logs are read again from where their checkpoints would say, by a process that remembers nothing. Both were
    /// read about as far.
    @Test
    void a_restart_at_any_line_changes_nothing() {
        var whole = read(VerdictSource.SERVER, RSPAMD_LOG, new Random(1));
        var random = new Random(20261122);
        for (int round = 0; round < 3; round++) {
            List<Verdict> told = new ArrayList<>();
            double far = random.nextDouble();
            int[] from = run(told, 0, 0, (int) (far * MAIL_LOG.size()), (int) (far * RSPAMD_LOG.size()));
            run(told, from[0], from[1], MAIL_LOG.size(), RSPAMD_LOG.size());
            var newest = MailCorpus.newest(told);
            assertThat(essence(newest)).as("round %d", round).isEqualTo(essence(whole));
        }
    }

    private static Set<String> essence(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(v -> v.eventId() + ' ' + v.outcome() + ' ' + v.reason() + ' ' + v.score())
                .collect(Collectors.toSet());
    }

    /// @return where to go on after a restart
    private static int[] run(List<Verdict> told, int mailFrom, int filterFrom, int mailTo, int filterTo) {
        var desk = ContentDesk.pairing(VerdictSource.SERVER, () -> {});
        var server = desk.extractor(MailServer.POSTFIX, MailCorpus.settings("mx1"), (v, line) -> told.add(v));
        var filter = desk.extractor(MailServer.RSPAMD, MailCorpus.settings("mx1"), (v, line) -> told.add(v));
        feed(server, MAIL_LOG, mailFrom, Math.max(0, mailTo - mailFrom));
        feed(filter, RSPAMD_LOG, filterFrom, Math.max(0, filterTo - filterFrom));
        if (mailTo == MAIL_LOG.size()) server.close();
        return new int[] {resume(server, mailTo), resume(filter, filterTo)};
    }

    private static int resume(VerdictExtractor reader, int next) {
        return reader.resumePoint().map(point -> (int) point.line().offset()).orElse(next);
    }

    /// One log read as a whole before the other, with room for few.
    @Test
    void what_has_to_make_room_while_the_other_log_may_still_tell_of_it_is_counted() {
        for (boolean serverFirst : List.of(true, false)) {
            var crowdedOut = new AtomicInteger();
            var desk = ContentDesk.pairing(VerdictSource.CONTENT, crowdedOut::incrementAndGet, 100, 100);
            var server = desk.extractor(MailServer.POSTFIX, MailCorpus.settings("mx1"), (v, line) -> {});
            var filter = desk.extractor(MailServer.RSPAMD, MailCorpus.settings("mx1"), (v, line) -> {});
            if (serverFirst) feed(server, MAIL_LOG, 0, MAIL_LOG.size());
            else feed(filter, RSPAMD_LOG, 0, RSPAMD_LOG.size());
            assertThat(crowdedOut.get()).as("server first: %s", serverFirst).isGreaterThan(300);
        }
    }
}
