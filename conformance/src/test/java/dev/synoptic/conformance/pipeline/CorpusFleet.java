package dev.synoptic.conformance.pipeline;

import dev.synoptic.standalone.fleet.FleetFile;
import dev.synoptic.standalone.fleet.FleetPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// All hosts of the mail corpus, as a fleet file names them.
final class CorpusFleet {

    static final List<String> HOSTS = List.of("mx1", "mx2", "mx3", "mx4", "mx5", "mx6");

    private static final List<String> CAPTURES = List.of("mx1", "mx2", "mx3", "mx4", "mx5", "mx6", "px");
    private static final List<String> LOGS =
            List.of("mx3/mainlog.gz", "mx4/haraka.log.gz", "mx5/current.gz", "mx6/maillog.gz");

    private CorpusFleet() {}

    /// The fleet with the logs in their usual forms.
    static FleetPlan unpack(Path folder) throws IOException {
        return unpack(folder, "maillog.gz", "maillog.rfc3339.gz");
    }

    /// The fleet with these copies of the logs of the two hosts that have several.
    static FleetPlan unpack(Path folder, String logOfMx1, String logOfMx2) throws IOException {
        for (String host : CAPTURES) copy(host + "/capture.pcap.gz", folder);
        for (String log : LOGS) copy(log, folder);
        copy("mx1/" + logOfMx1, folder);
        copy("mx2/" + logOfMx2, folder);
        return FleetFile.read(Files.writeString(folder.resolve("fleet.yaml"), file(logOfMx1, logOfMx2)));
    }

    private static String file(String logOfMx1, String logOfMx2) {
        return """
            sites:
              - {name: mx1, addresses: [203.0.113.10, "2001:db8:25::10"], captures: mx1/capture.pcap.gz, proxies: px,
                 logs: {file: mx1/%1$s, server: postfix}}
              - {name: mx2, addresses: [203.0.113.20, "2001:db8:25::20"], captures: mx2/capture.pcap.gz,
                 logs: {file: mx2/%2$s, server: postfix}}
              - {name: mx3, addresses: [203.0.113.30, "2001:db8:25::30"], captures: mx3/capture.pcap.gz,
                 logs: {file: mx3/mainlog.gz, server: exim}}
              - {name: mx4, addresses: [203.0.113.40, "2001:db8:25::40"], captures: mx4/capture.pcap.gz,
                 logs: {file: mx4/haraka.log.gz, server: haraka}}
              - {name: mx5, addresses: [203.0.113.50], captures: mx5/capture.pcap.gz,
                 logs: {file: mx5/current.gz, server: qpsmtpd}}
              - {name: mx6, addresses: [203.0.113.60, "2001:db8:25::60"], captures: mx6/capture.pcap.gz,
                 logs: {file: mx6/maillog.gz, server: opensmtpd}}
              - {name: px, addresses: [203.0.113.90], captures: px/capture.pcap.gz}
            """.formatted(logOfMx1, logOfMx2);
    }

    /// What the corpus expects: `expected-ratios.tsv` and the like.
    static List<TableRow> expected(String table) throws IOException {
        return TableRow.parse(MailHost.resource("/mail/" + table));
    }

    private static void copy(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream in = MailHost.open("/mail/" + name)) {
            Files.copy(in, target);
        }
    }
}
