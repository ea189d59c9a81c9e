package dev.synoptic.verdict.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.Origin;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.SessionNames;
import dev.synoptic.verdict.log.VerdictDraft;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.log.YearStart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Seconds here are those of an arbitrary day; all sessions are of one client (`mail.md` b.1 to b.4).
class JoinRulesTest extends OneClient {

    @ParameterizedTest
    @CsvSource({"0.1,EXACT", "9.9,EXACT", "10.1,NONE", "-1.9,EXACT", "-2.1,NONE"})
    void by_port_within_the_window_J1(double after, How how) {
        var joined = settle(JoinSettings.DEFAULT, List.of(session(100, 7)), List.of(syn(100 - after, 7, LINUX)))
                .joined();
        assertThat(joined).hasSize(1).first().matches(j -> j.how() == how);
    }

    @Test
    void the_window_is_wider_where_the_greeting_is_held_back_J1() {
        var screened = session(100, 7, "smtpd", Via.DIRECT);
        assertThat(outcome(screened, syn(71, 7, LINUX))).containsOnly("EXACT Linux");
        assertThat(outcome(screened, syn(69, 7, LINUX))).containsOnly("NONE - no_syn");
    }

    @Test
    void another_port_is_another_connection_J1() {
        assertThat(outcome(List.of(session(100, 7)), syn(99.9, 8, LINUX))).containsExactly("NONE - no_syn");
    }

    @Test
    void the_last_of_several_SYNs_before_the_session_wins_J5() {
        assertThat(outcome(List.of(session(100, 7)), syn(92, 7, WINDOWS), syn(99.9, 7, LINUX), syn(101, 7, WINDOWS)))
                .containsExactly("EXACT Linux");
    }

    @Test
    void the_mail_log_itself_proves_the_handshake_where_the_port_is_known() {
        assertThat(outcome(List.of(session(100, 7)), unanswered(syn(99.9, 7, LINUX))))
                .containsExactly("EXACT Linux");
        assertThat(outcome(List.of(session(100, 0)), unanswered(syn(99.9, 7, LINUX))))
                .containsExactly("NONE - no_syn");
    }

    @Test
    void every_transaction_of_a_session_inherits_its_SYN_J4() {
        var both = session(100, 7, "smtpd", Via.DIRECT);
        assertThat(outcome(both, syn(99.9, 7, LINUX))).containsExactly("EXACT Linux", "EXACT Linux");
    }

    @Test
    void a_verdict_hours_later_inherits_too_J4() {
        var both = session(100, 0, "smtpd", Via.DIRECT);
        var rules = new JoinRules(JoinSettings.DEFAULT);
        var first = rules.settle(
                List.of(both.getFirst()), List.of(), List.of(HeldSyn.free(syn(99.9, 7, LINUX))), Long.MAX_VALUE);
        var later = rules.settle(List.of(both.getLast()), List.of(), first.taken(), Long.MAX_VALUE);
        assertThat(later.joined()).extracting(OneClient::text).containsExactly("IP_SAME Linux");
        var given = first.taken().getFirst();
        assertThat(rules.isForgotten(given, DAY + hours(23))).isFalse();
        assertThat(rules.isForgotten(given, DAY + hours(25))).isTrue();
    }

    @Test
    void the_SYN_of_a_session_that_was_closed_is_kept_for_an_hour_J4() {
        var verdict = session(100, 7);
        var closed = SampleVerdict.like(verdict).closed(DAY + hours(3)).verdict();
        var rules = new JoinRules(JoinSettings.DEFAULT);
        var open = rules.settle(List.of(verdict), List.of(), List.of(HeldSyn.free(syn(99.9, 7, LINUX))), Long.MAX_VALUE)
                .taken();
        var ended =
                rules.settle(List.of(closed), List.of(), open, Long.MAX_VALUE).taken();

        assertThat(rules.isForgotten(open.getFirst(), DAY + hours(23))).isFalse();
        assertThat(rules.isForgotten(ended.getFirst(), DAY + hours(4))).isFalse();
        assertThat(rules.isForgotten(ended.getFirst(), DAY + hours(4) + 1)).isTrue();
        assertThat(new JoinRules(JoinSettings.DEFAULT.caching(Duration.ofHours(6)))
                        .isForgotten(ended.getFirst(), DAY + hours(4) + 1))
                .as("it may stand in for others (J3)")
                .isFalse();
    }

    private static long hours(int hours) {
        return Duration.ofHours(hours).toNanos() / 1_000;
    }

    @Test
    void without_a_port_sessions_and_SYNs_go_in_order_J2() {
        assertThat(outcome(
                        List.of(session(103, 0), session(100, 0), session(106, 0)),
                        syn(105.9, 3, LINUX),
                        syn(99.9, 1, LINUX),
                        syn(102.9, 2, WINDOWS)))
                .containsExactly("IP_SAME Linux", "IP_SAME Windows", "IP_SAME Linux");
    }

    @Test
    void without_a_port_one_SYN_is_of_one_session_J2() {
        assertThat(outcome(List.of(session(100, 0), session(101, 0)), syn(99.9, 1, LINUX)))
                .containsExactly("IP_SAME Linux", "NONE - no_syn");
    }

    @Test
    void several_stacks_behind_one_address_are_not_told_apart_by_guessing_J2() {
        var verdicts = List.of(session(100, 0), session(100.2, 0));
        var syns = new Fingerprint[] {syn(99.8, 1, LINUX), syn(99.9, 2, WINDOWS)};
        assertThat(outcome(verdicts, syns)).containsExactly("IP_AMBIGUOUS - ambiguous", "IP_AMBIGUOUS - ambiguous");
        assertThat(outcome(JoinSettings.DEFAULT.takingNewest(), verdicts, syns))
                .containsExactly("IP_SAME Windows", "IP_SAME Linux");
    }

    @Test
    void what_was_last_known_of_an_address_stands_in_only_where_that_is_wanted_J3() {
        var verdicts = List.of(session(100, 7), session(5_000, 8), session(20_000, 9));
        var syns = new Fingerprint[] {syn(99.9, 7, LINUX)};
        assertThat(outcome(verdicts, syns)).containsExactly("EXACT Linux", "NONE - no_syn", "NONE - no_syn");
        assertThat(outcome(JoinSettings.DEFAULT.caching(Duration.ofHours(2)), verdicts, syns))
                .containsExactly("EXACT Linux", "CACHE Linux", "NONE - no_syn");
    }

    @Test
    void nothing_that_came_later_is_known_before_J3() {
        assertThat(outcome(
                        JoinSettings.DEFAULT.caching(Duration.ofHours(2)),
                        List.of(session(100, 7)),
                        syn(150, 8, LINUX)))
                .containsExactly("NONE - no_syn");
    }

    @Test
    void a_retransmitted_SYN_is_no_second_connection_J5() {
        var first = syn(97, 1, LINUX);
        var again = new Fingerprint(
                new Origin("agent-mx", "mx", "capture", 99),
                first.connection(),
                DAY + 98_000_000,
                first.sequenceNumber(),
                true,
                first.judgement(),
                first.link(),
                first.databaseVersion(),
                first.rawSignature(),
                first.seen(),
                first.sharedAddress());
        assertThat(outcome(List.of(session(98.1, 0), session(99, 0)), first, again))
                .containsExactly("IP_SAME Linux", "NONE - no_syn");
    }

    @Test
    void why_an_operating_system_is_unknown_b4() {
        var tool = Optional.of(new Label(false, Optional.empty(), "NMap", "SYN scan"));
        assertThat(outcome(List.of(session(100, 7)), syn(99.9, 7, Optional.empty())))
                .containsExactly("EXACT - no_match");
        assertThat(outcome(List.of(session(100, 7)), syn(99.9, 7, tool))).containsExactly("EXACT - tool");
        assertThat(outcome(List.of(session(100, 0)), syn(99.8, 6, Optional.empty()), syn(99.9, 7, Optional.empty())))
                .containsExactly("IP_SAME - no_match");
    }

    @Test
    void behind_a_proxy_the_SYN_was_seen_there_J8() {
        var settings = JoinSettings.DEFAULT.behind(Map.of("mx", Set.of("px")), Set.of());
        assertThat(outcome(settings, session(100, 7, "smtpd", Via.PROXY), syn("px", 99.9, 7, LINUX)))
                .containsOnly("EXACT Linux");
        assertThat(outcome(
                        settings,
                        session(100, 0, "smtpd", Via.PROXY),
                        syn("px", 99.9, 7, LINUX),
                        syn(99.9, 8, WINDOWS)))
                .containsOnly("IP_SAME Linux");
        assertThat(outcome(settings, session(100, 0, "smtpd", Via.DIRECT), syn("px", 99.9, 7, LINUX)))
                .containsOnly("IP_SAME Linux");
        assertThat(outcome(
                        settings,
                        session(100, 0, "smtpd", Via.DIRECT),
                        syn("px", 99.9, 7, WINDOWS),
                        syn(99.8, 8, LINUX)))
                .containsOnly("IP_SAME Linux");
        assertThat(outcome(session(100, 7, "smtpd", Via.PROXY), syn("elsewhere", 99.9, 7, LINUX)))
                .containsOnly("NONE - no_syn");
    }

    @Test
    void a_client_that_XCLIENT_names_is_never_joined_by_address_J8() {
        assertThat(outcome(session(100, 0, "smtpd", Via.XCLIENT), syn(99.9, 7, LINUX)))
                .containsOnly("NONE - no_syn");
    }

    @Test
    void a_relay_is_never_joined_by_address_J8() {
        var settings = JoinSettings.DEFAULT.behind(Map.of(), Set.of(CLIENT));
        assertThat(outcome(settings, List.of(session(100, 0)), syn(99.9, 7, LINUX)))
                .containsExactly("NONE - no_syn");
        assertThat(outcome(settings, List.of(session(100, 7)), syn(99.9, 7, LINUX)))
                .containsExactly("EXACT Linux");
    }

    @Test
    void a_known_server_is_not_joined_with_SYNs_to_another_J1() {
        var other = IpAddress.parse("203.0.113.20").orElseThrow();
        var settings = JoinSettings.DEFAULT.serving(Map.of("mx", Set.of(other)));
        assertThat(outcome(settings, List.of(session(100, 7)), syn(99.9, 7, LINUX)))
                .containsExactly("NONE - no_syn");
    }

    @Test
    void a_capture_clock_that_runs_ahead_is_corrected_J7() {
        var ahead = JoinSettings.DEFAULT.correcting(Map.of("agent-mx", Duration.ofMillis(3_500)));
        assertThat(outcome(List.of(session(100, 7)), syn(103.4, 7, LINUX))).containsExactly("NONE - no_syn");
        var joined = settle(ahead, List.of(session(100, 7)), List.of(syn(103.4, 7, LINUX)))
                .joined();
        assertThat(joined.getFirst().partner().orElseThrow().differenceMicros()).isEqualTo(100_000);
    }

    @Test
    void nothing_is_settled_before_its_window_has_passed() {
        var rules = new JoinRules(JoinSettings.DEFAULT);
        var verdict = session(100, 7);
        var early = rules.settle(List.of(verdict), List.of(), List.of(), DAY + 101_900_000);
        assertThat(early.joined()).isEmpty();
        assertThat(early.waiting()).containsExactly(verdict);
        assertThat(rules.isOpen(verdict, DAY + 101_900_000)).isTrue();
        assertThat(rules.settle(List.of(verdict), List.of(), List.of(), DAY + 102_000_000)
                        .joined())
                .hasSize(1);
        assertThat(rules.neededFromMicros(verdict)).isEqualTo(DAY + 90_000_000);
        assertThat(rules.neededToMicros(verdict)).isEqualTo(DAY + 102_000_000);
    }

    @Test
    void a_SYN_that_comes_late_corrects_J6() {
        var rules = new JoinRules(JoinSettings.DEFAULT);
        var verdict = session(100, 7);
        var without = rules.settle(List.of(verdict), List.of(), List.of(), Long.MAX_VALUE)
                .joined();
        var late = rules.settle(List.of(), without, List.of(HeldSyn.free(syn(99.9, 7, LINUX))), Long.MAX_VALUE)
                .joined();
        assertThat(late).hasSize(1);
        assertThat(late.getFirst().revision()).isEqualTo(1);
        assertThat(late.getFirst().supersedes(without.getFirst())).isTrue();
        assertThat(rules.settle(List.of(), without, List.of(), Long.MAX_VALUE).joined())
                .isEmpty();
        assertThat(rules.isFinal(without.getFirst(), DAY + 161_000_000)).isTrue();
        assertThat(rules.isFinal(without.getFirst(), DAY + 159_000_000)).isFalse();
    }

    @Test
    void of_two_revisions_of_a_verdict_the_higher_counts() {
        var first = session(100, 7);
        var settings = ExtractorSettings.of("agent-mx", "mx", new YearStart.Known(2026));
        var second = new VerdictDraft(
                        settings,
                        new SessionNames().begin("mx", "process 1", first.openMicros()),
                        CLIENT,
                        first.openMicros(),
                        Precision.MICROSECONDS)
                .at("mx", "smtpd", Via.DIRECT)
                .from(OptionalInt.of(7), "", Optional.empty())
                .revised(1)
                .transaction(1, Decision.accepted(first.openMicros(), RawRef.NOWHERE));
        assertThat(second.eventId()).isEqualTo(first.eventId());
        var joined = settle(JoinSettings.DEFAULT, List.of(second, first), List.of(syn(99.9, 7, LINUX)))
                .joined();
        assertThat(joined).hasSize(1);
        assertThat(joined.getFirst().verdict().outcome()).isEqualTo(Outcome.ACCEPTED);
    }
}
