package dev.synoptic.verdict.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.GoldenSyns;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioFormat;
import dev.synoptic.verdict.ratio.RatioTable;
import dev.synoptic.verdict.source.MailServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// From a mail log and p0f's word on each SYN to the table per operating system (`mail.md` (h) 2).
class PostfixTablesTest {

    @Test
    void the_table_of_a_host_that_logs_ports_with_a_proxy_before_it() {
        var syns = Stream.concat(
                        GoldenSyns.read("mx1", "mx1/capture.p0f.log.gz").stream(),
                        GoldenSyns.read("px", "px/capture.p0f.log.gz").stream())
                .toList();
        var settings = JoinSettings.DEFAULT.behind(Map.of("mx1", Set.of("px")), Set.of());
        assertThat(table("mx1", "mx1/maillog.gz", syns, settings)).isEqualTo(expected("mx1"));
        assertThat(table("mx1", "mx1/maillog.rfc3339.gz", syns, settings)).isEqualTo(expected("mx1"));
    }

    @Test
    void captures_of_host_and_proxy_may_be_of_one_site() {
        var syns = Stream.concat(
                        GoldenSyns.read("mx1", "mx1/capture.p0f.log.gz").stream(),
                        GoldenSyns.read("mx1", "px/capture.p0f.log.gz").stream())
                .toList();
        assertThat(table("mx1", "mx1/maillog.gz", syns, JoinSettings.DEFAULT)).isEqualTo(expected("mx1"));
    }

    @Test
    void the_table_of_a_host_that_logs_no_ports() {
        var syns = GoldenSyns.read("mx2", "mx2/capture.p0f.log.gz");
        assertThat(table("mx2", "mx2/maillog.rfc3339.gz", syns, JoinSettings.DEFAULT))
                .isEqualTo(expected("mx2"));
    }

    static List<String> table(String host, String log, List<Fingerprint> syns, JoinSettings settings) {
        var verdicts = MailCorpus.read(MailServer.POSTFIX, host, log).verdicts();
        var table = RatioTable.byFamily(join(verdicts, syns, settings), OsNames.STANDARD);
        return RatioFormat.TSV.write(table).lines().toList();
    }

    static List<JoinedVerdict> join(List<Verdict> verdicts, List<Fingerprint> syns, JoinSettings settings) {
        var rules = new JoinRules(settings);
        Map<IpAddress, List<Verdict>> byClient = verdicts.stream().collect(Collectors.groupingBy(Verdict::client));
        Map<IpAddress, List<HeldSyn>> synsByClient = syns.stream()
                .collect(Collectors.groupingBy(
                        s -> s.connection().client(), Collectors.mapping(HeldSyn::free, Collectors.toList())));
        List<JoinedVerdict> joined = new ArrayList<>();
        byClient.forEach((client, of) ->
                joined.addAll(rules.settle(of, List.of(), synsByClient.getOrDefault(client, List.of()), Long.MAX_VALUE)
                        .joined()));
        return joined;
    }

    private static List<String> expected(String host) {
        return MailCorpus.columns(host + "/expected-ratios.tsv", 4);
    }
}
