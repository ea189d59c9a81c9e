package dev.synoptic.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.corpus.GoldenSyns;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.join.ClockSkew;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.source.MailServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fleet of the corpus, its captures' clocks seconds away from those of its logs, each by another time (`mail.md`
/// J7).
class ClocksOfTheCorpusTest {

    private static final String PROXY = "px";
    private static final JoinSettings RULES = JoinSettings.DEFAULT.behind(Map.of("mx1", Set.of(PROXY)), Set.of());

    /// Between two marks of progress, and behind what was read last.
    private static final double MARK_SECONDS = 10;

    private enum Host {
        MX1(MailServer.POSTFIX, "maillog.gz", 4),
        MX2(MailServer.POSTFIX, "maillog.rfc3339.gz", -3),
        MX3(MailServer.EXIM, "mainlog.gz", 5.5),
        MX4(MailServer.HARAKA, "haraka.log.gz", -7),
        MX5(MailServer.QPSMTPD, "current.gz", 3),
        MX6(MailServer.OPENSMTPD, "maillog.gz", -4.5);

        private final MailServer server;
        private final String log;
        private final double aheadSeconds;

        Host(MailServer server, String log, double aheadSeconds) {
            this.server = server;
            this.log = log;
            this.aheadSeconds = aheadSeconds;
        }

        String site() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<Verdict> verdicts() {
            var settings = MailCorpus.settings(site()).named(site()).proxied(Set.of("proxied"));
            return MailCorpus.read(server, settings, MailCorpus.octets(site() + '/' + log))
                    .verdicts();
        }
    }

    private record At(double seconds, Object message) {}

    /// @param times  by which the captures' clocks are ahead; 0 leaves them right
    /// @param marked whether progress is told while the day goes on, else all of it comes at its end
    @ParameterizedTest
    @CsvSource({"1, true", "-1, true", "1, false", "-1, false"})
    void onlySessionsOfACaptureThatSharesFewerThanTwentyAreLost(double times, boolean marked) {
        var right = play(0, true);
        var found = play(times, marked);

        assertThat(found.keySet()).isEqualTo(right.keySet());
        Predicate<JoinedVerdict> differs = each -> !each.label().equals(labelOf(right, each.verdict()));
        var differing = found.values().stream().filter(differs).toList();
        assertThat(differing)
                .as("those that came through the proxy are too few to measure its clock by (J7)")
                .hasSizeLessThan(ClockSkew.SAMPLES_MIN)
                .allMatch(each -> each.verdict().via() == Via.PROXY)
                .allMatch(each -> each.label().isEmpty());
    }

    private static Optional<Label> labelOf(Map<String, JoinedVerdict> joined, Verdict verdict) {
        return Objects.requireNonNull(joined.get(verdict.eventId())).label();
    }

    private static Map<String, JoinedVerdict> play(double times, boolean marked) {
        List<At> events = events(times);
        if (marked) events.sort(Comparator.comparingDouble(At::seconds));
        var joined = new TreeMap<String, JoinedVerdict>();
        try (var stand = new JoinStand(RULES, enrolled())) {
            double told = 0;
            for (At event : events) {
                stand.tell(event.message());
                if (marked && event.seconds() - told > MARK_SECONDS) {
                    told = event.seconds();
                    tell(stand, told - MARK_SECONDS);
                }
            }
            end(stand);
            for (JoinedVerdict each : stand.joined()) {
                joined.merge(each.verdict().eventId(), each, (a, b) -> b.supersedes(a) ? b : a);
            }
        }
        return joined;
    }

    private static List<At> events(double times) {
        var events = new ArrayList<At>();
        for (Host host : Host.values()) {
            for (Verdict each : host.verdicts()) {
                events.add(new At(each.closeMicros().orElse(each.micros()) / 1e6, each));
            }
            addSyns(events, host.site(), times * host.aheadSeconds);
        }
        addSyns(events, PROXY, times * 6);
        return events;
    }

    private static void addSyns(List<At> events, String site, double aheadSeconds) {
        for (Fingerprint seen : GoldenSyns.read(site, site + "/capture.p0f.log.gz")) {
            long micros = seen.capturedMicros() + Events.micros(aheadSeconds);
            var moved = new Fingerprint(
                    seen.origin(),
                    seen.connection(),
                    micros,
                    seen.sequenceNumber(),
                    seen.completed(),
                    seen.judgement(),
                    seen.link(),
                    seen.databaseVersion(),
                    seen.rawSignature(),
                    seen.seen(),
                    seen.sharedAddress());
            events.add(new At(micros / 1e6, new FingerprintMessage.Judged(moved)));
        }
    }

    private static List<EnrolledSource> enrolled() {
        var all = new ArrayList<EnrolledSource>();
        all.add(new EnrolledSource("agent-" + PROXY, Events.CAPTURE, PROXY));
        for (Host host : Host.values()) all.addAll(Events.enrolled(host.site()));
        return all;
    }

    private static void tell(JoinStand stand, double seconds) {
        stand.tell(Events.captured(PROXY, seconds));
        for (Host host : Host.values()) {
            stand.tellAll(Events.captured(host.site(), seconds), Events.logged(host.site(), seconds));
        }
    }

    private static void end(JoinStand stand) {
        stand.tell(Events.captureEnded(PROXY));
        for (Host host : Host.values()) {
            stand.tellAll(Events.captureEnded(host.site()), Events.logEnded(host.site()));
        }
    }
}
