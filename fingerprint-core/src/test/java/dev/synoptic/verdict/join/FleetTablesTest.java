package dev.synoptic.verdict.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.Origin;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.GoldenSyns;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioDetail;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.ratio.RatioTable;
import dev.synoptic.verdict.source.MailServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// From the logs of a fleet of different mail servers, and p0f's word on each SYN, to all its tables (`mail.md`
/// (h) 2).
class FleetTablesTest {

    private static final JoinSettings SETTINGS = JoinSettings.DEFAULT.behind(Map.of("mx1", Set.of("px")), Set.of());

    /// A mail host and its log.
    enum Host {
        MX1(MailServer.POSTFIX, "maillog.gz"),
        MX2(MailServer.POSTFIX, "maillog.rfc3339.gz"),
        MX3(MailServer.EXIM, "mainlog.gz"),
        MX4(MailServer.HARAKA, "haraka.log.gz"),
        MX5(MailServer.QPSMTPD, "current.gz"),
        MX6(MailServer.OPENSMTPD, "maillog.gz");

        private final MailServer server;
        private final String log;

        Host(MailServer server, String log) {
            this.server = server;
            this.log = log;
        }

        String site() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<Host, List<JoinedVerdict>> JOINED = new HashMap<>();

    private static final Map<Origin, Connection> SYNS = new HashMap<>();

    @BeforeAll
    static void join() {
        List<Fingerprint> syns = new ArrayList<>(GoldenSyns.read("px", "px/capture.p0f.log.gz"));
        List<Verdict> verdicts = new ArrayList<>();
        for (Host host : Host.values()) {
            syns.addAll(GoldenSyns.read(host.site(), host.site() + "/capture.p0f.log.gz"));
            verdicts.addAll(MailCorpus.read(host.server, host.site(), host.site() + '/' + host.log)
                    .verdicts());
        }
        for (Fingerprint syn : syns) SYNS.put(syn.origin(), syn.connection());
        for (JoinedVerdict each : PostfixTablesTest.join(verdicts, syns, SETTINGS)) {
            Host host = Host.valueOf(each.verdict().site().toUpperCase(Locale.ROOT));
            JOINED.computeIfAbsent(host, h -> new ArrayList<>()).add(each);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_host(Host host) {
        assertThat(lines(RatioTable.byFamily(of(host), OsNames.STANDARD)))
                .isEqualTo(MailCorpus.columns(host.site() + "/expected-ratios.tsv", 4));
    }

    @Test
    void the_fleet_by_family() {
        assertThat(lines(RatioTable.byFamily(all(), OsNames.STANDARD)))
                .isEqualTo(MailCorpus.columns("expected-ratios.tsv", 4));
    }

    /// S1, S3, to the six and four decimals of the corpus.
    @Test
    void intervals_and_lifts_of_the_fleet_by_family() {
        List<String> rows = RatioDetail.of(RatioTable.byFamily(all(), OsNames.STANDARD), Map.of()).stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "%s\t%.6f\t%.6f\t%s",
                        row.row().name(),
                        row.interval().low(),
                        row.interval().high(),
                        row.lift().isPresent()
                                ? String.format(Locale.ROOT, "%.4f", row.lift().getAsDouble())
                                : "n/a"))
                .toList();
        assertThat(rows)
                .isEqualTo(MailCorpus.rows("expected-ratios.tsv").stream()
                        .map(row -> String.join(
                                "\t", row.get("os"), row.get("wilson_low"), row.get("wilson_high"), row.get("lift")))
                        .toList());
    }

    /// Every verdict found the SYN of its own session: by what really sent that, the table is the intended one.
    @Test
    void the_fleet_by_what_was_really_used() {
        Map<String, String> used = new HashMap<>();
        for (var row : MailCorpus.rows("truth.tsv.gz")) {
            used.put(client(row.get("client_ip"), row.get("client_port")), row.get("os_family"));
        }
        var table = RatioTable.by(all(), joined -> used.getOrDefault(sender(joined), "nobody"));
        assertThat(lines(table)).isEqualTo(MailCorpus.columns("expected-ratios-intended.tsv", 4));
    }

    private static String sender(JoinedVerdict joined) {
        Verdict verdict = joined.verdict();
        int port = joined.partner()
                .map(partner ->
                        Objects.requireNonNull(SYNS.get(partner.origin())).clientPort())
                .orElseGet(() -> verdict.clientPort().orElse(0));
        return client(verdict.client().text(), Integer.toString(port));
    }

    private static String client(String address, String port) {
        return IpAddress.parse(address).orElseThrow().text() + ' ' + port;
    }

    @Test
    void the_fleet_by_flavor() {
        var table = RatioTable.by(
                all(), joined -> OsNames.STANDARD.of(joined.label()).text());
        assertThat(lines(table)).isEqualTo(MailCorpus.columns("expected-ratios-flavor.tsv", 4));
    }

    @Test
    void one_family_by_flavor() {
        assertThat(lines(RatioTable.byFlavor(all(), OsNames.STANDARD, "Windows")))
                .isEqualTo(MailCorpus.columns("expected-ratios-windows.tsv", 4));
    }

    @Test
    void every_join_with_a_port_is_with_a_SYN_of_that_port_and_none_is_without_cause() {
        assertThat(all()).allMatch(j -> j.label().isPresent() != j.unknown().isPresent());
        assertThat(all())
                .filteredOn(j -> j.how() == How.EXACT)
                .hasSizeGreaterThan(1_000)
                .allMatch(j -> j.verdict().clientPort().isPresent());
        // the clients that XCLIENT names sent their SYNs to nobody we watch
        assertThat(all())
                .filteredOn(j -> j.unknown().equals(Optional.of(UnknownCause.NO_SYN)))
                .hasSize(6)
                .allMatch(j -> j.verdict().via() == Verdict.Via.XCLIENT);
    }

    private static List<JoinedVerdict> of(Host host) {
        return JOINED.getOrDefault(host, List.of());
    }

    private static List<JoinedVerdict> all() {
        return JOINED.values().stream().flatMap(List::stream).toList();
    }

    private static List<String> lines(RatioTable table) {
        return RatioFormat.TSV.write(table).lines().toList();
    }
}
