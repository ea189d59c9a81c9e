package dev.synoptic.verdict.score;

import static dev.synoptic.verdict.score.ScoredMail.DAY;
import static dev.synoptic.verdict.score.ScoredMail.MICROS;
import static dev.synoptic.verdict.score.ScoredMail.address;
import static dev.synoptic.verdict.score.ScoredMail.joined;
import static dev.synoptic.verdict.score.ScoredMail.mail;
import static dev.synoptic.verdict.score.ScoredMail.score;
import static dev.synoptic.verdict.score.ScoredMail.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.OsNames;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Points are learnt from networks, held back by bounds, and given only where a label is apart from the rest.
class ScoreTableTest {

    private final Evidence evidence = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD);

    @Test
    void a_label_refused_far_more_often_gets_points_but_one_days_bound_at_most() {
        networks("Windows", "XP", 100, 0.9);
        networks("Linux", "3.x", 300, 0.1);
        ScoreTable table = learn(Map.of());
        LabelScore windows = score(table, "Windows");
        assertThat(windows.wanted()).isGreaterThan(1);
        assertThat(windows.points()).isEqualTo(0.5);
        assertThat(windows.why()).contains("moved from 0.00");
        assertThat(score(table, "Linux").points()).isEqualTo(-0.5);
        assertThat(table.tests()).as("two systems, two flavors, two signatures").isEqualTo(6);

        ScoreTable next = learn(Map.of(windows.label(), windows.points()));
        assertThat(score(next, "Windows").points()).isEqualTo(1.0);
    }

    /// However often points are learnt anew, a day moves them by its bound, and a week by seven times as much.
    @Test
    void pointsMoveByTheTimeThatWentByNotByTheTimesTheyWereLearnt() {
        networks("Windows", "XP", 100, 0.9);
        networks("Linux", "3.x", 300, 0.1);
        ScoreTable first = learn(PreviousPoints.NONE);
        long newest = first.learntToMicros().orElseThrow();
        assertThat(newest).isEqualTo(MICROS);
        ScoredLabel windows = score(first, "Windows").label();

        for (Map.Entry<Long, Double> ago :
                Map.of(0L, 0.5, DAY / 24, 0.520833, DAY, 1.0, 2 * DAY, 1.5).entrySet()) {
            var before = new PreviousPoints(Map.of(windows, 0.5), OptionalLong.of(newest - ago.getKey()));
            assertThat(score(learn(before), "Windows").points()).isEqualTo(ago.getValue());
        }
        double often = 0.5;
        for (int minutes = 0; minutes < 24 * 60; minutes += 10) {
            var before = new PreviousPoints(Map.of(windows, often), OptionalLong.of(newest - DAY / 144));
            often = score(learn(before), "Windows").points();
        }
        assertThat(often).as("learnt every ten minutes for a day").isCloseTo(1.0, within(0.001));
        var later = new PreviousPoints(Map.of(windows, 0.5), OptionalLong.of(newest + DAY));
        assertThat(later.isAsNewAs(first)).isTrue();
        assertThat(new PreviousPoints(Map.of(), OptionalLong.of(newest - 1)).isAsNewAs(first))
                .isFalse();
        assertThat(score(learn(later), "Windows").points())
                .as("from the future")
                .isEqualTo(0.5);
        var longAgo = new PreviousPoints(Map.of(windows, -9.0), OptionalLong.of(0));
        assertThat(score(learn(longAgo), "Windows").points()).isBetween(1.0, 2.5);
    }

    /// A line of another signature file is another row: they are neither added up nor compared.
    @Test
    void rowsOfTheNewestSignatureFileAloneAreScored() {
        for (int i = 0; i < 300; i++) {
            boolean old = i < 150;
            Verdict verdict = verdict(address(i, 1), old ? 0 : 1, i % 10 < (i % 2 == 0 ? 9 : 1));
            evidence.add(judgedBy(old ? "old" : "new", joined(i % 2 == 0 ? "Windows" : "Linux", "1", verdict)));
        }
        var gone = ScoredLabel.signature(new OsName("Windows", "1"), 107, "old");
        ScoreTable table = learn(Map.of(gone, 2.0));

        assertThat(table.signatures()).isEqualTo("new");
        assertThat(table.scores())
                .filteredOn(score -> score.label().level() == ScoredLabel.Level.SIGNATURE)
                .hasSize(2)
                .allSatisfy(score -> {
                    assertThat(score.label().signatures()).isEqualTo("new");
                    assertThat(score.sample().networks()).isEqualTo(75);
                });
        assertThat(score(table, "Windows").sample().networks())
                .as("systems have all")
                .isEqualTo(150);
        assertThat(ScoreFormat.JSON.write(table, Optional.empty()))
                .contains("\"signatures\": \"new\"")
                .contains("\"learntTo\": \"20");
    }

    private static JoinedVerdict judgedBy(String signatures, JoinedVerdict joined) {
        Partner seen = joined.partner().orElseThrow();
        var partner = new Partner(
                seen.origin(),
                seen.label(),
                seen.quality(),
                seen.line(),
                seen.distance(),
                seen.link(),
                seen.differenceMicros(),
                signatures,
                seen.rawSignature(),
                seen.sharedAddress());
        return new JoinedVerdict(joined.verdict(), 0, How.EXACT, Optional.of(partner), Optional.empty());
    }

    @Test
    void rulesKnowEverySpellingAndNoneReplacesAnother() {
        networks("Mac OS X", "10.x", 100, 0.9);
        networks("Linux", "3.x", 300, 0.1);
        networks("Linux", "3 x", 100, 0.9);
        String rules = ScoreFormat.SPAMASSASSIN.write(learn(Map.of()), Optional.empty());

        assertThat(rules).contains("=~ /^(?:Mac OS X|MacOS X) 10\\.x(?: \\(|$)/");
        assertThat(rules.lines().filter(line -> line.startsWith("header")).map(line -> line.split(" +")[1]))
                .doesNotHaveDuplicates()
                .contains("SYNOPTIC_OS_LINUX_3_X", "SYNOPTIC_OS_LINUX_3_X_N2");
    }

    @Test
    void whatIsNotApartFromTheRestGetsNothing() {
        networks("Windows", "XP", 200, 0.3);
        networks("Linux", "3.x", 200, 0.3);
        assertThat(learn(Map.of()).scores()).noneMatch(LabelScore::isGiven);
    }

    /// A thousand messages of one network are one voice: no label rests on a few loud ones.
    @Test
    void oneLoudNetworkProvesNothing() {
        networks("Linux", "3.x", 200, 0.1);
        for (int i = 0; i < 5_000; i++) add("Windows", "XP", address(250, i % 200), i % 3, true);
        ScoreTable table = learn(Map.of());
        assertThat(table.tests())
                .as("against one network nothing can be tested")
                .isZero();
        assertThat(table.scores()).noneMatch(LabelScore::isGiven);
    }

    @Test
    void pointsFadeWhereALabelIsNoLongerSeen() {
        networks("Linux", "3.x", 100, 0.1);
        ScoredLabel gone = ScoredLabel.os(new OsName("Windows", ""));
        assertThat(learn(Map.of(gone, 2.0)).scores())
                .filteredOn(score -> score.label().equals(gone))
                .singleElement()
                .extracting(LabelScore::points)
                .isEqualTo(1.5);
    }

    @Test
    void authenticatedMailProbesRelaysAndOurOwnDoingTeachNothing() {
        var settings = ScoreSettings.DEFAULT.without(Set.of(address(9, 9)));
        var guarded = new Evidence(settings, OsNames.STANDARD);
        guarded.add(joined(
                "Linux",
                "3.x",
                mail(address(1, 1), 0, true).saslMethod(Optional.of("plain")).verdict()));
        guarded.add(joined(
                "Linux",
                "3.x",
                mail(address(1, 1), 0, true).unit(Unit.CONNECTION).verdict()));
        guarded.add(joined("Linux", "3.x", mail(address(9, 9), 0, true).verdict()));
        guarded.add(joined(
                "Linux",
                "3.x",
                mail(address(1, 1), 0, true).reason(Optional.of("os_policy")).verdict()));
        assertThat(guarded.leftOut()).isEqualTo(4);
        assertThat(guarded.total().weight()).isZero();
    }

    @Test
    void qualityIsToldOnWhatCameLater() {
        networks("Windows", "XP", 100, 0.9);
        networks("Linux", "3.x", 300, 0.1);
        ScoreTable table = learn(Map.of());
        var later = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD);
        for (int i = 0; i < 100; i++) later.add(joined("Windows", "XP", verdict(address(i, 1), 7, i % 10 != 0)));
        for (int i = 100; i < 200; i++) later.add(joined("Linux", "3.x", verdict(address(i, 1), 7, i % 10 == 0)));
        ScoreQuality quality = table.on(later);
        assertThat(quality.labels()).isEqualTo(6);
        assertThat(quality.held()).isEqualTo(6);
        assertThat(quality.acceptedHit()).isCloseTo(0.1, within(1e-9));
        assertThat(quality.rejectedHit()).isCloseTo(0.9, within(1e-9));

        String told = "in the week after: 6 of 6 labels held their side; positive points for 10.00% of accepted,"
                + " 90.00% of rejected mail of 200 networks";
        assertThat(ScoreFormat.SPAMASSASSIN.write(table, Optional.of(quality))).contains("\n# How they did " + told);
        assertThat(ScoreFormat.RSPAMD.write(table, Optional.of(quality))).contains("\n-- How they did " + told);
        assertThat(ScoreFormat.JSON.write(table, Optional.of(quality)))
                .contains("\"weekAfter\": {\"networks\": 200, \"labels\": 6, \"held\": 6, \"acceptedHit\": 0.1000,")
                .contains("\"why\": \"learnt 2.50, moved from 0.00 by the bound of 0.5 a day\"");
        assertThat(ScoreFormat.JSON.write(table, Optional.empty())).contains("\"weekAfter\": null");
    }

    @Test
    void everyFormatNamesTheSameLabelsAndNothingBreaksOut() {
        networks("Windows", "XP", 100, 0.9);
        networks("Odd\n]] --'", "a(b)/c", 100, 0.9);
        networks("Linux", "3.x", 300, 0.1);
        ScoreTable table = learn(Map.of());
        String rules = ScoreFormat.SPAMASSASSIN.write(table, Optional.empty());
        assertThat(rules)
                .contains("header   SYNOPTIC_OS_WINDOWS_XP X-OS-Fingerprint =~ /^Windows XP(?: \\(|$)/")
                .contains("header   SYNOPTIC_OS_WINDOWS X-OS-Fingerprint =~ /^Windows(?! (?:XP)(?: \\(|$))(?: |$)/")
                .contains("score    SYNOPTIC_OS_WINDOWS_XP 0.50")
                .contains(table.tests() + " labels tested together");
        assertThat(rules.lines()).allMatch(line -> line.isEmpty() || line.matches("(#|header|score|describe) .*"));
        assertThat(ScoreFormat.RSPAMD.write(table, Optional.empty()))
                .contains("config['regexp']['SYNOPTIC_OS_WINDOWS_XP'] = {")
                .contains("re = [[X-OS-Fingerprint=/^Windows XP(?: \\(|$)/{header}]],");
        assertThat(ScoreFormat.JSON.write(table, Optional.empty()))
                .contains("\"level\": \"signature\"")
                .contains("\"tests\": 9");
    }

    private ScoreTable learn(Map<ScoredLabel, Double> previous) {
        return learn(new PreviousPoints(previous, OptionalLong.empty()));
    }

    private ScoreTable learn(PreviousPoints previous) {
        return ScoreTable.learn("mx", evidence, previous, ScoreSettings.DEFAULT);
    }

    private void networks(String family, String flavor, int count, double rejected) {
        for (int i = 0; i < count; i++) add(family, flavor, address(i, family.length()), 0, i < count * rejected);
    }

    private void add(String family, String flavor, IpAddress client, int day, boolean rejected) {
        evidence.add(joined(family, flavor, verdict(client, day, rejected)));
    }
}
