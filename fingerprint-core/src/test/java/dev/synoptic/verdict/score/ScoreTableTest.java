package dev.synoptic.verdict.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.synoptic.flow.Origin;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.source.MailServer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Points are learnt from networks, held back by bounds, and given only where a label is apart from the rest.
class ScoreTableTest {

    private static final long DAY = 86_400_000_000L;
    private static final Verdict MODEL =
            MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz").verdicts().stream()
                    .filter(verdict -> verdict.outcome() == Outcome.ACCEPTED
                            && verdict.saslUser().isEmpty())
                    .findFirst()
                    .orElseThrow();

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
        assertThat(newest).isEqualTo(MODEL.micros());
        ScoredLabel windows = score(first, "Windows").label();

        for (Map.Entry<Long, Double> ago :
                Map.of(0L, 0.5, DAY / 24, 0.52, DAY, 1.0, 2 * DAY, 1.5).entrySet()) {
            var before = new PreviousPoints(Map.of(windows, 0.5), OptionalLong.of(newest - ago.getKey()));
            assertThat(score(learn(before), "Windows").points()).isEqualTo(ago.getValue());
        }
        var later = new PreviousPoints(Map.of(windows, 0.5), OptionalLong.of(newest + DAY));
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
        assertThat(ScoreFormat.JSON.write(table))
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
        String rules = ScoreFormat.SPAMASSASSIN.write(learn(Map.of()));

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
        for (int i = 0; i < 5_000; i++) add("Windows", "XP", address(250, i % 200), i % 3, true, MODEL);
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
                with(MODEL, address(1, 1), 0, true, Optional.of("plain"), Unit.TRANSACTION, Optional.empty())));
        guarded.add(joined(
                "Linux",
                "3.x",
                with(MODEL, address(1, 1), 0, true, Optional.empty(), Unit.CONNECTION, Optional.empty())));
        guarded.add(joined(
                "Linux",
                "3.x",
                with(MODEL, address(9, 9), 0, true, Optional.empty(), Unit.TRANSACTION, Optional.empty())));
        guarded.add(joined(
                "Linux",
                "3.x",
                with(MODEL, address(1, 1), 0, true, Optional.empty(), Unit.TRANSACTION, Optional.of("os_policy"))));
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
    }

    @Test
    void everyFormatNamesTheSameLabelsAndNothingBreaksOut() {
        networks("Windows", "XP", 100, 0.9);
        networks("Odd\n]] --'", "a(b)/c", 100, 0.9);
        networks("Linux", "3.x", 300, 0.1);
        ScoreTable table = learn(Map.of());
        String rules = ScoreFormat.SPAMASSASSIN.write(table);
        assertThat(rules)
                .contains("header   SYNOPTIC_OS_WINDOWS_XP X-OS-Fingerprint =~ /^Windows XP(?: \\(|$)/")
                .contains("header   SYNOPTIC_OS_WINDOWS X-OS-Fingerprint =~ /^Windows(?! (?:XP)(?: \\(|$))(?: |$)/")
                .contains("score    SYNOPTIC_OS_WINDOWS_XP 0.50")
                .contains(table.tests() + " labels tested together");
        assertThat(rules.lines()).allMatch(line -> line.isEmpty() || line.matches("(#|header|score|describe) .*"));
        assertThat(ScoreFormat.RSPAMD.write(table))
                .contains("config['regexp']['SYNOPTIC_OS_WINDOWS_XP'] = {")
                .contains("re = [[X-OS-Fingerprint=/^Windows XP(?: \\(|$)/{header}]],");
        assertThat(ScoreFormat.JSON.write(table))
                .contains("\"level\": \"signature\"")
                .contains("\"tests\": 9");
    }

    /// `mail.md` S4: a network is one voice, so that any part of the networks shows the same shares, with wider
    /// intervals.
    @Test
    void moreNetworksThanAreKeptAreASampleOfThemAndMemoryStaysTheSame() {
        var sample = new NetworkSample(4_000);
        var bounded = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD, sample);
        Strata strata = Strata.bySite(ScoreSettings.DEFAULT, OsNames.STANDARD, sample);
        for (int i = 0; i < 60_000; i++) {
            Verdict verdict = verdict(IpAddress.v4((11 << 24) + (i << 8)), i % 3, i % 10 < (i % 2 == 0 ? 9 : 1));
            JoinedVerdict joined = joined(i % 2 == 0 ? "Windows" : "Linux", "1", verdict);
            bounded.add(joined);
            strata.add(joined);
            assertThat(sample.votes()).isLessThanOrEqualTo(4_000);
        }

        assertThat(sample.oneIn()).isBetween(32L, 256L);
        assertThat(bounded.notSampled()).isPositive();
        ScoreTable table = ScoreTable.learn("mx", bounded, PreviousPoints.NONE, ScoreSettings.DEFAULT);
        assertThat(table.oneIn()).isEqualTo(sample.oneIn());
        assertThat(ScoreFormat.JSON.write(table)).contains("\"oneNetworkIn\": " + sample.oneIn());
        assertThat(table.base().networks()).isBetween(30_000 / sample.oneIn(), 90_000 / sample.oneIn());
        assertThat(score(table, "Windows").sample().share()).isBetween(0.8, 1.0);
        assertThat(score(table, "Windows").points()).isPositive();
        assertThat(score(table, "Linux").points()).isNegative();
        assertThat(RatioFormat.CSV.write(strata.table().grid()).lines()).hasSize(3);
    }

    /// A verdict may thin the sample itself, and its own network out of it: then it counts for no system either.
    @Test
    void aNetworkThatIsNotHeldCountsForNoSystem() {
        for (int votes = 10; votes < 40; votes++) {
            var evidence = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD, new NetworkSample(votes));
            for (int i = 0; i < 200; i++) {
                evidence.add(joined("Linux", "1", verdict(IpAddress.v4((11 << 24) + (i << 8)), 0, true)));
                long ofSystems = evidence.systems().values().stream()
                        .mapToLong(Sample::networks)
                        .sum();
                assertThat(ofSystems).isEqualTo(evidence.total().networks());
            }
        }
    }

    /// The networks that are sampled and those that no policy touches are chosen apart from each other.
    @Test
    void aSampleHoldsAsManyOfTheUntouchedNetworksAsOfTheOthers() {
        var sample = new NetworkSample(100);
        var bounded = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD, sample);
        for (int i = 0; i < 2_000; i++) bounded.add(joined("Linux", "1", verdict(address(i, 1), 0, false)));
        long untouched = 0;
        long held = 0;
        for (int i = 0; i < 400_000; i++) {
            var network = SenderNetwork.of(IpAddress.v4(i << 8));
            if (!HeldBack.isUntouched(network)) continue;
            untouched++;
            if (sample.holds(network)) held++;
        }
        assertThat(sample.oneIn()).isGreaterThan(16);
        assertThat(held * sample.oneIn()).isBetween(untouched / 2, untouched * 2);
    }

    /// At either site HP-UX is refused more often, over both Solaris is: what mail a site gets is not what a system
    /// does.
    @Test
    void anOrderThatPoolingReversesIsSaidOpenly() {
        Strata strata = Strata.bySite(ScoreSettings.DEFAULT, OsNames.STANDARD, new NetworkSample());
        part(strata, "calm", "HP-UX", 200, 0.2);
        part(strata, "calm", "Solaris", 40, 0.1);
        part(strata, "rough", "HP-UX", 40, 0.9);
        part(strata, "rough", "Solaris", 200, 0.8);
        StrataTable table = strata.table();

        assertThat(table.reversals())
                .extracting(Object::toString)
                .containsExactly(
                        "adding up reverses an order: Solaris is refused more often than HP-UX in all together,"
                                + " but less often at site calm, rough: read the parts, not the sum");
        assertThat(RatioFormat.CSV.write(table.grid()))
                .isEqualTo("os,all,calm,rough\nHP-UX,31.67%,20.00%,90.00%\nSolaris,68.33%,10.00%,80.00%\n");
    }

    @Test
    void anOrderThatHoldsInThePartsIsNotCalledReversed() {
        Strata strata = Strata.bySite(ScoreSettings.DEFAULT, OsNames.STANDARD, new NetworkSample());
        part(strata, "calm", "Windows", 100, 0.6);
        part(strata, "calm", "Linux", 100, 0.1);
        part(strata, "rough", "Windows", 20, 0.1);
        part(strata, "rough", "Linux", 20, 0.9);

        assertThat(strata.table().reversals())
                .as("too few networks at one site")
                .isEmpty();
        assertThat(RatioFormat.CSV.write(strata.table().grid())).contains("Linux,23.33%,10.00%,(90.00%)\n");
    }

    /// A stage is asked of what came so far: what RCPT refused never reached DATA.
    @Test
    void eachStageCountsWhatReachedIt() {
        Strata strata = Strata.byStage(ScoreSettings.DEFAULT, OsNames.STANDARD, new NetworkSample());
        for (int i = 0; i < 100; i++) {
            Stage stage = i < 40 ? Stage.RCPT : Stage.EOM;
            strata.add(joined("Linux", "3.x", staged(verdict(address(i, 1), 0, i < 40 || i < 55), "mx", stage)));
        }

        assertThat(RatioFormat.CSV.write(strata.table().grid()))
                .isEqualTo("os,all,MAIL,RCPT,DATA,EOM\nLinux,55.00%,0.00%,40.00%,0.00%,25.00%\n");
    }

    private void part(Strata strata, String site, String family, int networks, double rejected) {
        for (int i = 0; i < networks; i++) {
            Verdict verdict = verdict(address(i, site.length() + family.length()), 0, i < networks * rejected);
            strata.add(joined(family, "1", staged(verdict, site, Stage.EOM)));
        }
    }

    @Test
    void oneNetworkInTwentyIsLeftAlone() {
        long untouched = 0;
        for (int i = 0; i < 20_000; i++) {
            if (HeldBack.isUntouched(SenderNetwork.of(IpAddress.v4(i << 8)))) untouched++;
        }
        assertThat(untouched).isBetween(900L, 1_100L);
    }

    private ScoreTable learn(Map<ScoredLabel, Double> previous) {
        return learn(new PreviousPoints(previous, OptionalLong.empty()));
    }

    private ScoreTable learn(PreviousPoints previous) {
        return ScoreTable.learn("mx", evidence, previous, ScoreSettings.DEFAULT);
    }

    private static LabelScore score(ScoreTable table, String label) {
        return table.scores().stream()
                .filter(score -> score.label().text().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private void networks(String family, String flavor, int count, double rejected) {
        for (int i = 0; i < count; i++)
            add(family, flavor, address(i, family.length()), 0, i < count * rejected, MODEL);
    }

    private void add(String family, String flavor, IpAddress client, int day, boolean rejected, Verdict model) {
        evidence.add(joined(
                family,
                flavor,
                with(model, client, day, rejected, Optional.empty(), Unit.TRANSACTION, Optional.empty())));
    }

    private static Verdict verdict(IpAddress client, int day, boolean rejected) {
        return with(MODEL, client, day, rejected, Optional.empty(), Unit.TRANSACTION, Optional.empty());
    }

    private static IpAddress address(int network, int host) {
        return IpAddress.v4((10 << 24) | (network << 8) | (host & 0xff));
    }

    private static JoinedVerdict joined(String family, String flavor, Verdict verdict) {
        var partner = new Partner(
                new Origin("agent", "mx", "instance", 1),
                Optional.of(new Label(false, Optional.of("unix"), family, flavor)),
                Optional.empty(),
                OptionalInt.of(100 + family.length()),
                5,
                Optional.empty(),
                0,
                "db",
                "4:64:0:1460:*,0:mss:df:0",
                Optional.empty());
        return new JoinedVerdict(verdict, 0, How.EXACT, Optional.of(partner), Optional.empty());
    }

    private static Verdict with(
            Verdict model,
            IpAddress client,
            int day,
            boolean rejected,
            Optional<String> saslMethod,
            Unit unit,
            Optional<String> reason) {
        return SampleVerdict.like(model)
                .client(client)
                .at(model.openMicros() + day * DAY, model.micros() + day * DAY)
                .unit(unit)
                .outcome(rejected ? Outcome.REJECTED : Outcome.ACCEPTED)
                .stage(Stage.EOM)
                .reason(reason)
                .saslMethod(saslMethod)
                .verdict();
    }

    private static Verdict staged(Verdict of, String site, Stage stage) {
        return SampleVerdict.like(of).site(site).stage(stage).verdict();
    }
}
