package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.address;
import static dev.synoptic.gateway.join.Events.captureEnded;
import static dev.synoptic.gateway.join.Events.logEnded;
import static dev.synoptic.gateway.join.Events.syn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.policy.OwnAction;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.YearStart;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.score.Evidence;
import dev.synoptic.verdict.score.ScoreSettings;
import dev.synoptic.verdict.source.MailServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From lines of a mail log through the join to what is learnt: the tables count all that the article counts (`mail.md`
/// T1), scores leave out what says nothing of strangers' systems.
class LearningFromLogsTest {

    private static final int PORT = 40_000;

    private final JoinStand stand = new JoinStand(JoinSettings.DEFAULT, Events.enrolled("mx"));
    private int sessions;

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void whatAPolicyOfOursRefusedIsCountedAndNotLearntFrom() {
        play(refused("192.0.2.1", "Not from here today " + OwnAction.MARK), refused("192.0.2.2", "User unknown"));
        assertThat(stand.byFlavor().table().total().rejected()).isEqualTo(2);
        var joined = stand.joined();
        assertThat(reasons(joined))
                .containsEntry(address("192.0.2.1"), OwnAction.REASON)
                .doesNotContainEntry(address("192.0.2.2"), OwnAction.REASON);
        var learnt = learnt(joined);
        assertThat(learnt.leftOut()).isEqualTo(1);
        assertThat(learnt.total().networks()).isEqualTo(1);
        assertThat(learnt.total().rejected()).isEqualTo(1);
    }

    @Test
    void aClientThatSaysTheWordItselfIsLearntFrom() {
        play(refused("192.0.2.1", "User unknown", "helo" + OwnAction.MARK));
        assertThat(learnt(stand.joined()).leftOut()).isZero();
    }

    @Test
    void whoLoggedInIsCountedAndNotLearntFrom() {
        play(accepted("192.0.2.1", ", sasl_method=PLAIN, sasl_username=alice"), accepted("192.0.2.2", ""));
        assertThat(stand.byFlavor().table().total().accepted()).isEqualTo(2);
        var learnt = learnt(stand.joined());
        assertThat(learnt.leftOut()).isEqualTo(1);
        assertThat(learnt.total().networks()).isEqualTo(1);
    }

    @Test
    void whoNeverBeganAMessageIsLeftOut() {
        play(List.of(peer("192.0.2.1", "connect from "), peer("192.0.2.1", "disconnect from ") + " commands=0/0"));
        assertThat(learnt(stand.joined()).leftOut()).isEqualTo(1);
    }

    private List<String> refused(String client, String why) {
        return refused(client, why, "c");
    }

    private List<String> refused(String client, String why, String helo) {
        return List.of(
                peer(client, "connect from "),
                peer(client, "NOQUEUE: reject: RCPT from ")
                        + ": 554 5.7.1 <x@lab.example>: Recipient address rejected: " + why
                        + "; from=<a@b.example> to=<x@lab.example> proto=ESMTP helo=<" + helo + ">",
                peer(client, "disconnect from ") + " ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4");
    }

    private List<String> accepted(String client, String login) {
        String id = "%010X".formatted(0xA0000000L + sessions++);
        return List.of(
                peer(client, "connect from "),
                peer(client, id + ": client=") + login,
                peer(client, "disconnect from ") + " ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5",
                "qmgr[2]: " + id + ": from=<a@b.example>, size=1000, nrcpt=1 (queue active)");
    }

    private static String peer(String client, String text) {
        return "smtpd[1]: " + text + "unknown[" + client + "]:" + PORT;
    }

    /// Sessions a second apart, each behind its SYN.
    @SafeVarargs
    private void play(List<String>... logs) {
        var verdicts = new ArrayList<Verdict>();
        var settings = ExtractorSettings.of("agent-mx", "mx", new YearStart.Known(1970));
        var extractor = MailServer.POSTFIX.extractor(settings, (verdict, _) -> verdicts.add(verdict));
        for (int i = 0; i < logs.length; i++) {
            for (String line : logs[i]) {
                extractor.feed(
                        "1970-01-01T00:01:%02d.100000+00:00 mx postfix/%s".formatted(10 + i, line), RawRef.NOWHERE);
            }
        }
        extractor.close();
        for (Verdict each : verdicts)
            stand.tell(syn("mx", each.client(), PORT, each.openMicros() / 1e6 - 0.1, "Linux"));
        verdicts.forEach(stand::tell);
        stand.tellAll(logEnded("mx"), captureEnded("mx"));
    }

    private static Map<IpAddress, String> reasons(List<JoinedVerdict> joined) {
        return joined.stream()
                .map(JoinedVerdict::verdict)
                .collect(Collectors.toMap(Verdict::client, each -> each.reason().orElse("")));
    }

    private static Evidence learnt(List<JoinedVerdict> joined) {
        var evidence = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD);
        joined.forEach(evidence::add);
        return evidence;
    }
}
