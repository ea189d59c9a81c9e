package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every real client of `clients.md`, against a gateway that knows its hosts from real connections: captured,
/// published, judged and folded by the whole pipeline. Protocols whose connections are kept are asked through
/// the front.
class RealClientsTest {

    private static final long HARNESSES_MINUTES = 15;

    /// Each must run: one that is left out for lack of a program is a failure here.
    private static final List<String> EXPECTED = List.of(
            "v3_conformance",
            "qpsmtpd_v3",
            "haraka_client",
            "haraka_server",
            "rspamd_p0f",
            "v2_conformance",
            "qpsmtpd_v2",
            "amavis_p0f",
            "amavis_full",
            "plugin_proto",
            "postfix_policy",
            "dns_zone",
            "postscreen_dnsbl",
            "spamassassin_dns",
            "rspamd_rbl",
            "mimedefang_rbl",
            "exim",
            "plain_client");

    @TempDir
    private Path folder;

    @Test
    @Needs({
        Need.ROOT,
        Need.IPROUTE2,
        Need.TCPDUMP,
        Need.P0F,
        Need.PYTHON,
        Need.CORPUS,
        Need.POSTFIX,
        Need.QPSMTPD,
        Need.HARAKA,
        Need.RSPAMD,
        Need.AMAVIS,
        Need.SPAMASSASSIN,
        Need.MIMEDEFANG,
        Need.EXIM,
        Need.DIG
    })
    void passesItsHarness() throws Exception {
        Path config = folder.resolve("synoptic.yaml");
        int plugin = FreePort.tcp();
        int amavis = FreePort.udp();
        int dns = FreePort.udp();
        int text = FreePort.tcp(); // Exim is another user, whom no socket file of ours lets in
        try (var lab = MailLab.open(Files.createDirectory(folder.resolve("lab")))) {
            Files.writeString(config, """
                    broker: {folder: %1$s/broker, port: 0}
                    topics: {partitions: 4}
                    streams: {folder: %1$s/streams}
                    agent: {name: lab, site: lab, captures: [%2$s]}
                    gateway:
                      folder: %1$s/gateway
                      site: lab
                      socket: %1$s/gw-v3
                      http-port: 0
                      listeners:
                        - {protocol: policy, unix: %1$s/gw-policy}
                        - {protocol: p0f-v2, unix: %1$s/v2}
                        - {protocol: text, unix: %1$s/gw-text}
                        - {protocol: plugin, address: "127.0.0.1:%3$d"}
                        - {protocol: amavis, address: "127.0.0.1:%4$d"}
                        - {protocol: dns, address: "127.0.0.1:%5$d", dns: {zone: os.example}}
                    front:
                      sockets:
                        - {listen: %1$s/v3, protocol: v3, gateways: [%1$s/gw-v3]}
                        - {listen: "127.0.0.1:0", protocol: policy, gateways: [%1$s/gw-policy]}
                        - {listen: "127.0.0.1:%6$d", protocol: text, gateways: [%1$s/gw-text]}
                    """.formatted(folder, lab.capture(), plugin, amavis, dns, text));
            try (var up = SynopticProcess.start(folder.resolve("up.log"), "up", "--config", config.toString());
                    var front = SynopticProcess.start(
                            folder.resolve("front.log"), "front", "--config", config.toString())) {
                Eventually.until("the front knows the host", () -> {
                    if (!up.process().isAlive()) throw new AssertionError(up.said());
                    return V3Question.isKnown(folder.resolve("v3"), MailLab.KNOWN);
                });
                Eventually.until(
                        "amavisd's listener tells the system", () -> AmavisQuestion.isAnswered(amavis, MailLab.KNOWN));
                assertThat(harnesses(asked(Kept.policyAddress(front.said()), plugin, amavis, dns, text)))
                        .hasSize(EXPECTED.size())
                        .allMatch(row -> row.contains(" ok "));
            }
        }
    }

    private List<String> harnesses(Map<String, String> asked) throws Exception {
        Path log = folder.resolve("run_all.log");
        var builder = new ProcessBuilder(MailLab.clients().resolve("run_all.sh").toString());
        builder.environment().putAll(asked);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(HARNESSES_MINUTES, TimeUnit.MINUTES))
                .as("the harnesses end")
                .isTrue();
        System.out.println(Files.readString(log));
        return Files.readAllLines(log).stream()
                .filter(line -> EXPECTED.stream().anyMatch(name -> line.startsWith(name + " ")))
                .toList();
    }

    private Map<String, String> asked(String policy, int plugin, int amavis, int dns, int text) {
        return Map.ofEntries(
                Map.entry("KNOWN", MailLab.KNOWN),
                Map.entry("UNKNOWN", MailLab.UNKNOWN),
                Map.entry("KNOWN6", MailLab.KNOWN6),
                Map.entry("OS", "^Linux"),
                Map.entry("V3", folder.resolve("v3").toString()),
                Map.entry("V2", folder.resolve("v2").toString()),
                Map.entry("V2_WILD", "1"),
                Map.entry("TEXT", "127.0.0.1:" + text),
                Map.entry("POLICY", policy),
                Map.entry("PLUGIN", "127.0.0.1:" + plugin),
                Map.entry("UDP", "127.0.0.1:" + amavis),
                Map.entry("DNS", "127.0.0.1:" + dns),
                Map.entry("ZONE", "os.example"),
                Map.entry("CODE", "127.0.1.2"),
                Map.entry("SUB", "linux"),
                Map.entry("OUT", folder.resolve("out").toString()));
    }
}
