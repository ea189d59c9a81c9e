package dev.synoptic.verdict.rspamd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.rspamd.Opinion.Action;
import dev.synoptic.verdict.source.MailServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// rspamd's log beside that of the Postfix host it served (`mail.md` a.8).
class OpinionTest {

    private static final String HEAD =
            "2026-11-20 16:39:16 #508(rspamd_proxy) <ab656b>; proxy; rspamd_task_write_log: ";

    private static Optional<Opinion> read(String line) {
        return new RspamdEnvelope(MailCorpus.settings("mx1"))
                .own(line)
                .filter(RspamdLine::isTask)
                .flatMap(OpinionReader::read);
    }

    private static List<Opinion> opinions() {
        return MailCorpus.lines("mx1/rspamd.log.gz").stream()
                .flatMap(line -> read(line).stream())
                .toList();
    }

    @Test
    void every_message_that_Postfix_queued_or_refused_at_its_end_for_the_content_has_an_opinion_V30() {
        var opinions = new Opinions();
        opinions().forEach(opinions::add);
        var verdicts =
                MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz").verdicts();
        var judged = verdicts.stream().filter(v -> opinions.of(v).isPresent()).toList();
        assertThat(judged).hasSizeGreaterThan(400);
        for (Verdict each : judged) {
            var action = opinions.of(each).orElseThrow().action();
            if (action == Action.REJECT) assertThat(each.outcome()).isEqualTo(Outcome.REJECTED);
            if (action == Action.SOFT_REJECT) assertThat(each.outcome()).isEqualTo(Outcome.DEFERRED);
        }
        assertThat(judged)
                .filteredOn(v -> opinions.of(v).orElseThrow().action() == Action.REJECT)
                .hasSize(8);
    }

    @Test
    void its_own_word_on_the_system_is_a_second_opinion() {
        assertThat(opinions()).anyMatch(o -> o.system().equals(Optional.of("Linux 2.2.x-3.x (barebone)")));
    }

    @Test
    void greylist_alone_is_only_an_opinion_V30() {
        assertThat(opinion("greylist", "X(1.00){}").reason()).isEmpty();
        assertThat(opinion("soft reject", "GREYLIST(0.00){greylisted;}").reason())
                .contains("greylist");
        assertThat(opinion("soft reject", "RATELIMIT_CHECK(0.00){x}").reason()).contains("rate_limit");
        assertThat(opinion("soft reject", "Y(0.00){}").reason()).contains("content_defer");
        assertThat(opinion("reject", "").reason()).contains("content");
    }

    @Test
    void a_message_without_a_queue_id_is_found_by_its_own_id_within_a_minute_V30() {
        var opinions = new Opinions();
        Opinion opinion = opinion("reject", "");
        opinions.add(opinion);
        var client = opinion.client().orElseThrow();
        assertThat(opinions.of("a@b", client, opinion.micros() + 59_000_000))
                .map(Opinion::action)
                .contains(Action.REJECT);
        assertThat(opinions.of("a@b", client, opinion.micros() + 61_000_000)).isEmpty();
        assertThat(opinions.of("other", client, opinion.micros())).isEmpty();
    }

    /// Asked behind one server, rspamd may know its queue id though that server's log does not tell it.
    @Test
    void a_verdict_without_a_queue_id_finds_an_opinion_with_one_by_the_messages_id_V30() {
        var opinions = new Opinions();
        Opinion opinion = read(HEAD + "id: <a@b>, qid: <4ABC>, ip: 198.51.100.7, from: <c@d>, (default: T (reject):"
                        + " [20.00/15.00] [X(20.00){}]), len: 5, time: 1ms, dns req: 0, digest: <x>")
                .orElseThrow();
        opinions.add(opinion);
        assertThat(opinions.of("a@b", opinion.client().orElseThrow(), opinion.micros()))
                .map(Opinion::action)
                .contains(Action.REJECT);
    }

    @Test
    void what_made_room_and_is_not_known_by_a_queue_id_either_is_told() {
        List<Opinion> forgotten = new ArrayList<>();
        var opinions = new Opinions(Opinions.OPINIONS_MAX, forgotten::add);
        for (int i = 0; i < Opinions.BY_MESSAGE_MAX + 3; i++) opinions.add(numbered(i, " qid: <Q" + i + ">,"));
        assertThat(forgotten).isEmpty();
        for (int i = 0; i < Opinions.BY_MESSAGE_MAX + 3; i++) opinions.add(numbered(i, ""));
        assertThat(forgotten).hasSize(3);
    }

    private static Opinion numbered(int number, String queueId) {
        String line = HEAD + "id: <" + number + "@" + queueId.length() + ">," + queueId + " ip: 198.51.100.7,"
                + " from: <c@d>, (default: T (reject): [20.00/15.00] [X(20.00){}]), len: 5, time: 1ms, dns req: 0,"
                + " digest: <x>";
        return read(line).orElseThrow();
    }

    /// P2, and the memory of a mail host: what is remembered says as much of its verdict, and no more.
    @Test
    void what_is_remembered_is_what_a_verdict_needs() {
        for (String symbols : List.of("GREYLIST(0.00){greylisted;}", "RATELIMIT_CHECK(0.00){x}", "Y(0.00){}")) {
            for (String action : List.of("soft reject", "reject", "add header", "quarantine")) {
                Opinion whole = opinion(action, "A(1.00){},P0F(0.00){Linux;},B(1.00){}," + symbols + ",C(0.00){}");
                Opinion gist = whole.gist();
                assertThat(gist.outcome()).isEqualTo(whole.outcome());
                assertThat(gist.reason()).isEqualTo(whole.reason());
                assertThat(gist.score()).isEqualTo(whole.score());
                assertThat(gist.client()).isEqualTo(whole.client());
                assertThat(gist.micros()).isEqualTo(whole.micros());
                assertThat(gist.symbols()).hasSizeLessThan(2);
                assertThat(gist.messageId()
                                + gist.system().orElse("")
                                + gist.envelope().sender())
                        .isEmpty();
            }
        }
    }

    private static Opinion opinion(String action, String symbols) {
        String line = HEAD + "id: <a@b>, ip: 198.51.100.7, from: <c@d>, (default: T (" + action + "): [7.50/15.00] ["
                + symbols + "]), len: 5, time: 1ms, dns req: 0, digest: <x>";
        return read(line).orElseThrow();
    }

    @Test
    void a_score_may_be_below_zero_and_have_no_limit_V30() {
        assertThat(opinion("reject", "").score()).isEqualTo(new ContentScore(7.5, OptionalDouble.of(15)));
        for (String limit : List.of("nan", "inf", "")) {
            assertThat(scored("-1.03/" + limit)).contains(new ContentScore(-1.03, OptionalDouble.empty()));
        }
        assertThat(scored("1.2.3/15.00")).isEmpty();
        assertThat(scored("9".repeat(400) + "/15.00")).isEmpty();
    }

    private static Optional<ContentScore> scored(String result) {
        return read(HEAD + "id: <a@b>, ip: 198.51.100.7, from: <c@d>, (default: F (no action): [" + result + "] []),"
                        + " len: 5, time: 1ms, dns req: 0, digest: <x>")
                .map(Opinion::score);
    }

    @Test
    void other_lines_say_nothing() {
        assertThat(read(HEAD + "id: <a>")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(read("2026-11-20 16:39:16 #508(main) <x>; cfg; loaded")).isEmpty();
    }
}
