package dev.synoptic.conformance.pipeline;

import dev.synoptic.agent.CaptureInput;
import dev.synoptic.agent.LogInput;
import dev.synoptic.verdict.source.MailServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The Postfix hosts of the mail corpus: what was captured there, what they logged, what the table must be.
enum MailHost {
    /// Client ports in the log; some clients came through a proxy, whose own capture holds their SYNs.
    MX1("mx1", List.of("mx1/capture.pcap.gz", "px/capture.pcap.gz"), "mx1/maillog.gz"),
    /// The same log in the other form of time.
    MX1_RFC3339("mx1", List.of("mx1/capture.pcap.gz", "px/capture.pcap.gz"), "mx1/maillog.rfc3339.gz"),
    /// No ports in the log.
    MX2("mx2", List.of("mx2/capture.pcap.gz"), "mx2/maillog.rfc3339.gz");

    private final String host;
    private final List<String> captures;
    private final String log;

    MailHost(String host, List<String> captures, String log) {
        this.host = host;
        this.captures = captures;
        this.log = log;
    }

    /// Its name in the corpus.
    String host() {
        return host;
    }

    /// Puts its files into `folder`.
    Input unpack(Path folder) throws IOException {
        for (String name : Stream.concat(captures.stream(), Stream.of(log)).toList()) copy(name, folder);
        return new Input(captures.stream().map(folder::resolve).toList(), folder.resolve(log));
    }

    /// The table that the corpus expects of this host.
    List<TableRow> expected() throws IOException {
        return TableRow.parse(resource("/mail/" + host + "/expected-ratios.tsv"));
    }

    /// Files to be read.
    record Input(List<Path> captures, Path log) {

        List<CaptureInput> captureInputs() {
            return captures.stream().map(CaptureInput::of).toList();
        }

        LogInput logInput() {
            return LogInput.of(log, MailServer.POSTFIX);
        }
    }

    private static void copy(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream in = open("/mail/" + name)) {
            Files.copy(in, target);
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static InputStream open(String name) throws IOException {
        InputStream in = MailHost.class.getResourceAsStream(name);
        if (in == null) throw new FileNotFoundException("no test resource " + name);
        return in;
    }
}
