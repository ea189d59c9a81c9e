package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.VerdictExtractor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Postfix's log and rspamd's of the same real sessions: one verdict for each transaction (`mail.md` V5, V30).
class ContentDeskTest {

    private static final List<String> MAIL_LOG = MailCorpus.lines("mx1/maillog.gz");
    private static final List<String> RSPAMD_LOG = MailCorpus.lines("mx1/rspamd.log.gz");
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
    void beside_the_servers_word_an_opinion_only_adds_a_reason_V30() {
        var both = read(VerdictSource.SERVER, RSPAMD_LOG, new Random(1));

        assertThat(outcomes(both)).containsExactlyInAnyOrderEntriesOf(outcomes(SERVERS_OWN));
        assertThat(both)
                .filteredOn(v -> v.reason().equals(Optional.of("greylist")) && v.outcome() == Outcome.DEFERRED)
                .isNotEmpty();
        assertThat(both).filteredOn(v -> v.revision() % 2 == 1).isNotEmpty();
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
                .map(v -> v.eventId() + ' ' + v.outcome() + ' ' + v.reason())
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
