package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.standalone.fleet.FleetFile;
import dev.synoptic.standalone.fleet.FleetPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Postfix host's log and that of its rspamd, through the whole pipeline: each transaction counts once (`mail.md` V5,
/// V30).
class RspamdLogTest {

    private static final Pattern QUEUED = Pattern.compile("]: ([0-9A-F]{6,}): from=<.*nrcpt=\\d+ \\(queue active\\)");
    private static final Pattern CLIENT = Pattern.compile("]: ([0-9A-F]{6,}): client=");
    private static final Pattern JUDGED = Pattern.compile("qid: <([0-9A-F]+)>");

    @TempDir
    Path folder;

    @Test
    void besideTheServersLogNothingCountsTwiceAndTheServersWordStands() throws Exception {
        CorpusFleet.unpack(folder);
        Files.write(folder.resolve("mx1/rspamd.log"), octets("mx1/rspamd.log.gz"));
        var table = tables(plan("""
            logs: [{file: mx1/maillog.gz, server: postfix}, {file: mx1/rspamd.log, server: rspamd}]"""));

        assertThat(table).isEqualTo(CorpusFleet.expected("mx1/expected-ratios.tsv"));
    }

    /// As a filter behind the queue would have it: Postfix accepted these messages, rspamd then refused them.
    @Test
    void whereTheContentDecidesWhatItRefusedIsRejectedOnce() throws Exception {
        CorpusFleet.unpack(folder);
        Set<String> accepted = acceptedOfClients();
        Set<String> refused = new HashSet<>();
        String behindTheQueue = new String(octets("mx1/rspamd.log.gz"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> {
                    var id = JUDGED.matcher(line);
                    boolean turned = id.find() && accepted.contains(id.group(1)) && refused.size() < 40;
                    if (turned) refused.add(id.group(1));
                    return turned ? line.replace("(default: F (no action)", "(default: T (reject)") : line;
                })
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(folder.resolve("mx1/rspamd.log"), behindTheQueue);
        List<TableRow> own = CorpusFleet.expected("mx1/expected-ratios.tsv");

        var table = tables(plan("""
            logs: [{file: mx1/maillog.gz, server: postfix},
                   {file: mx1/rspamd.log, server: rspamd, verdict-source: content}]"""));

        assertThat(refused).hasSize(40);
        assertThat(accepted(table)).isEqualTo(accepted(own) - 40);
        assertThat(rejected(table)).isEqualTo(rejected(own) + 40);
    }

    /// Of a host whose mail server's log nobody reads.
    @Test
    void aloneItsActionsAreTheVerdicts() throws Exception {
        CorpusFleet.unpack(folder);
        Files.write(folder.resolve("mx1/rspamd.log.gz"), packed("mx1/rspamd.log.gz"));
        var log = new String(octets("mx1/rspamd.log.gz"), StandardCharsets.UTF_8);
        long tasks =
                log.lines().filter(line -> line.contains("write_log: id: ")).count();
        long soft =
                log.lines().filter(line -> line.contains(" (soft reject): ")).count();
        long refused = log.lines().filter(line -> line.contains(" (reject): ")).count();

        var table = tables(plan("logs: {file: mx1/rspamd.log.gz, server: rspamd}"));

        assertThat(rejected(table)).isEqualTo(refused).isPositive();
        assertThat(accepted(table)).isEqualTo(tasks - soft - refused);
        assertThat(table).anyMatch(row -> row.os().equals("Windows"));
        assertThat(table).filteredOn(row -> row.os().equals("Unknown")).allMatch(row -> row.accepted() < tasks / 4);
    }

    private static Set<String> acceptedOfClients() throws IOException {
        String log = new String(octets("mx1/maillog.gz"), StandardCharsets.UTF_8);
        Set<String> clients = found(log, CLIENT);
        Set<String> queued = found(log, QUEUED);
        queued.retainAll(clients);
        return queued;
    }

    private static Set<String> found(String log, Pattern pattern) {
        return pattern.matcher(log).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private FleetPlan plan(String logs) throws IOException {
        return FleetFile.read(Files.writeString(folder.resolve("fleet.yaml"), """
            sites:
              - {name: mx1, addresses: [203.0.113.10, "2001:db8:25::10"], captures: mx1/capture.pcap.gz, proxies: px,
                 %s}
              - {name: px, addresses: [203.0.113.90], captures: px/capture.pcap.gz}
            """.formatted(logs)));
    }

    private List<TableRow> tables(FleetPlan plan) throws Exception {
        try (var fleet = Fleet.of(folder.resolve("fleet"), plan)) {
            fleet.play(plan);
            return fleet.table(RatioQuery.of(By.OS).at("mx1"));
        }
    }

    private static long accepted(List<TableRow> table) {
        return table.stream().mapToLong(TableRow::accepted).sum();
    }

    private static long rejected(List<TableRow> table) {
        return table.stream().mapToLong(TableRow::rejected).sum();
    }

    private static byte[] packed(String name) throws IOException {
        try (InputStream in = MailHost.open("/mail/" + name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] octets(String name) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed(name)))) {
            return in.readAllBytes();
        }
    }
}
