package dev.synoptic.benchmarks.tables;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.fleet.FleetLog;
import dev.synoptic.standalone.fleet.FleetSite;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// One mail host's day: its capture, its Postfix log, and what really happened.
final class SiteDay {

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long BEGIN_MICROS =
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-11-20T00:00:00Z"));

    /// How many messages a sender sends on the average.
    private static final int PER_SENDER = 5;

    private final String name;
    private final int address;
    private final int transactions;
    private final SplittableRandom random;
    private final Map<String, long[]> truth = new TreeMap<>();

    /// @param number of the site, from 0
    SiteDay(int number, int transactions) {
        this.name = "mx" + number;
        this.address = (203 << 24) | (113 << 8) | (number + 1);
        this.transactions = transactions;
        this.random = new SplittableRandom(number);
    }

    /// Writes both files; what is accepted and rejected of each family is then known to [#truth].
    FleetSite write(Path folder) throws IOException {
        Path capture = folder.resolve(name + ".pcap");
        Path log = folder.resolve(name + ".log");
        try (var frames = new CaptureWriter(capture);
                Writer lines = Files.newBufferedWriter(log)) {
            for (int i = 0; i < transactions; i++) transaction(i, frames, lines);
        }
        var read = new FleetLog(log, MailServer.POSTFIX, ZoneOffset.UTC, OptionalInt.empty(), Set.of());
        return new FleetSite(
                name, name, Set.of(IpAddress.v4(address)), List.of(capture), List.of(read), Set.of(), Duration.ZERO);
    }

    /// Accepted and rejected, by family.
    Map<String, long[]> truth() {
        return truth;
    }

    private void transaction(int number, CaptureWriter frames, Writer lines) throws IOException {
        int sender = random.nextInt(Math.max(1, transactions / PER_SENDER));
        Stack stack = Stack.values()[sender % Stack.values().length];
        int client = (20 << 24) + sender * 7;
        int port = 1024 + number % 60_000;
        long micros = BEGIN_MICROS + DAY_MICROS / transactions * number;
        frames.handshake(micros, stack, client, port, address, random.nextInt());
        boolean rejected = random.nextDouble() < stack.rejected();
        truth.computeIfAbsent(stack.family(), _ -> new long[2])[rejected ? 1 : 0]++;
        String peer = "unknown[" + IpAddress.v4(client).text() + "]:" + port;
        if (rejected) refused(micros, peer, lines);
        else accepted(micros, number, peer, lines);
    }

    private void refused(long micros, String peer, Writer lines) throws IOException {
        line(lines, micros + 10_000, "smtpd", "connect from " + peer);
        line(
                lines,
                micros + 11_000,
                "smtpd",
                "NOQUEUE: reject: RCPT from " + peer + ": 550 5.1.1 <nobody@lab.example>: Recipient address rejected:"
                        + " User unknown; from=<a@b.example> to=<nobody@lab.example> proto=ESMTP helo=<c>");
        line(
                lines,
                micros + 12_000,
                "smtpd",
                "disconnect from " + peer + " ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4");
    }

    private void accepted(long micros, int number, String peer, Writer lines) throws IOException {
        String id = "%010X".formatted(number + 0xA0000000L);
        line(lines, micros + 10_000, "smtpd", "connect from " + peer);
        line(lines, micros + 11_000, "smtpd", id + ": client=" + peer);
        line(lines, micros + 12_000, "qmgr", id + ": from=<a@b.example>, size=1000, nrcpt=1 (queue active)");
        line(
                lines,
                micros + 13_000,
                "smtpd",
                "disconnect from " + peer + " ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
        line(lines, micros + 14_000, "qmgr", id + ": removed");
    }

    private void line(Writer lines, long micros, String daemon, String text) throws IOException {
        Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        lines.write(time.toString());
        lines.write(' ');
        lines.write(name);
        lines.write(" postfix/");
        lines.write(daemon);
        lines.write("[100]: ");
        lines.write(text);
        lines.write('\n');
    }
}
