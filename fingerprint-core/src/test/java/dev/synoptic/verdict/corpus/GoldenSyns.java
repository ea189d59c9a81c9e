package dev.synoptic.verdict.corpus;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.Fingerprint.Judgement;
import dev.synoptic.match.Fingerprint.Match;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.verdict.ratio.OsNames;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What p0f said of each SYN of a capture, so that joining can be tried without matching.
public final class GoldenSyns {

    private static final Pattern SYN = Pattern.compile(
            "\\[(.*?)] mod=syn\\|cli=(.*?)/(\\d+)\\|srv=(.*?)/(\\d+)\\|subj=cli\\|os=(.*?)\\|dist=(\\d+)\\|.*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");

    private GoldenSyns() {}

    public static List<Fingerprint> read(String site, String log) {
        List<Fingerprint> found = new ArrayList<>();
        for (String line : MailCorpus.lines(log)) {
            Matcher syn = SYN.matcher(line);
            if (syn.matches()) found.add(fingerprint(site, syn, found.size() + 1));
        }
        return found;
    }

    private static Fingerprint fingerprint(String site, Matcher syn, int number) {
        long second = LocalDateTime.parse(syn.group(1), TIME).toEpochSecond(ZoneOffset.UTC);
        var connection = new Connection(
                IpAddress.parse(syn.group(2)).orElseThrow(),
                Integer.parseInt(syn.group(3)),
                IpAddress.parse(syn.group(4)).orElseThrow(),
                Integer.parseInt(syn.group(5)));
        return fingerprint(site, connection, second * 1_000_000, number, label(syn.group(6)));
    }

    private static Optional<Label> label(String os) {
        if (os.equals("???")) return Optional.empty();
        var name = OsNames.STANDARD.split(os);
        return Optional.of(new Label(false, Optional.of("unix"), name.family(), name.flavor()));
    }

    /// A completed SYN that says no more than a label.
    public static Fingerprint fingerprint(
            String site, Connection connection, long micros, int number, Optional<Label> label) {
        return new Fingerprint(
                new Origin("agent-" + site, site, "capture", number),
                connection,
                micros,
                number,
                true,
                new Judgement(label.map(l -> new Match(l, MatchQuality.EXACT, 1, false)), 9),
                Optional.empty(),
                "test",
                "",
                NOTHING_SPECIAL,
                Optional.empty());
    }

    private static final SynObservation NOTHING_SPECIAL = new SynObservation(
            HandshakeStep.SYN, 4, 55, 0, 0, 1460, 65535, 0, OptionLayout.of(), 0, Quirks.NONE, false, 0, 40, 0);
}
