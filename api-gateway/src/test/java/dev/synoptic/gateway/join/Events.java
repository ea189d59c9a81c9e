package dev.synoptic.gateway.join;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;
import dev.synoptic.flow.SourceLosses;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.signature.Label;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Fingerprints, verdicts and progress, made by hand.
final class Events {

    static final String DATABASE = "db1";
    static final String CAPTURE = "capture";
    static final String LOG = "maillog";
    static final IpAddress SERVER = address("198.18.0.25");

    private Events() {}

    static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /// A completed SYN that is named so; no match without a name.
    static FingerprintMessage syn(String site, IpAddress client, int port, double seconds, Optional<Label> label) {
        return fingerprint(site, client, port, seconds, label, true);
    }

    static FingerprintMessage syn(String site, IpAddress client, int port, double seconds, String system) {
        return fingerprint(site, client, port, seconds, label(system), true);
    }

    static FingerprintMessage provisional(String site, IpAddress client, int port, double seconds, String system) {
        return fingerprint(site, client, port, seconds, label(system), false);
    }

    private static Optional<Label> label(String system) {
        return Optional.of(system)
                .filter(name -> !"???".equals(name))
                .map(name -> new Label(false, Optional.of("unix"), name, "1.x"));
    }

    private static FingerprintMessage fingerprint(
            String site, IpAddress client, int port, double seconds, Optional<Label> label, boolean completed) {
        long micros = micros(seconds);
        return new FingerprintMessage.Judged(new Fingerprint(
                new Origin("agent-" + site, site, "instance", micros + port),
                new Connection(client, port, SERVER, 25),
                micros,
                micros & 0xFFFF_FFFFL,
                completed,
                new Fingerprint.Judgement(
                        label.map(each -> new Fingerprint.Match(each, MatchQuality.EXACT, 7, false)), 3),
                Optional.empty(),
                DATABASE,
                "4:64+0:0:1460:mss*20,7:mss,sok,ts,nop,ws:df,id+:0",
                new SynObservation(
                        HandshakeStep.SYN,
                        4,
                        61,
                        0,
                        0,
                        1460,
                        29200,
                        7,
                        OptionLayout.of(),
                        0,
                        Quirks.NONE,
                        false,
                        0,
                        40,
                        0),
                Optional.empty()));
    }

    static Verdict verdict(
            String site, IpAddress client, OptionalInt port, double openSeconds, String id, Verdict.Outcome outcome) {
        long open = micros(openSeconds);
        return SampleVerdict.from(client)
                .event(id)
                .session("5" + id.substring(1))
                .agent("agent-" + site)
                .site(site)
                .host(site)
                .at(open, open + 1_000_000)
                .precision(Verdict.Precision.MICROSECONDS)
                .clientPort(port)
                .outcome(outcome)
                .verdict();
    }

    static Verdict revised(Verdict verdict, int revision, Verdict.Outcome outcome) {
        return SampleVerdict.like(verdict).revision(revision).outcome(outcome).verdict();
    }

    /// The same so many times, as a syslog daemon folds it (V34).
    static Verdict repeated(Verdict verdict, int times) {
        return SampleVerdict.like(verdict).repeat(times).verdict();
    }

    static String id(int number) {
        return "%032x".formatted(number);
    }

    static FingerprintMessage captured(String site, double seconds) {
        return new FingerprintMessage.Advanced(progress(site, CAPTURE, micros(seconds), false));
    }

    static FingerprintMessage captureEnded(String site) {
        return new FingerprintMessage.Advanced(progress(site, CAPTURE, Long.MAX_VALUE, true));
    }

    static VerdictMessage logged(String site, double seconds) {
        return new VerdictMessage.Advanced(progress(site, LOG, micros(seconds), false));
    }

    static VerdictMessage logEnded(String site) {
        return new VerdictMessage.Advanced(progress(site, LOG, Long.MAX_VALUE, true));
    }

    /// Progress of the capture of `site`, told by this instance of its agent.
    static FingerprintMessage captured(String site, String instance, double seconds, SourceLosses losses) {
        return new FingerprintMessage.Advanced(losing(site, instance, CAPTURE, seconds, losses));
    }

    /// Progress of the log of `site`, told by this instance of its agent.
    static VerdictMessage logged(String site, String instance, double seconds, SourceLosses losses) {
        return new VerdictMessage.Advanced(losing(site, instance, LOG, seconds, losses));
    }

    private static SourceProgress losing(
            String site, String instance, String source, double seconds, SourceLosses losses) {
        long micros = seconds == Double.NEGATIVE_INFINITY ? Long.MIN_VALUE : micros(seconds);
        return new SourceProgress(
                new Origin("agent-" + site, site, instance, 0), new Progress(micros, source, false, losses));
    }

    private static SourceProgress progress(String site, String source, long micros, boolean ended) {
        return new SourceProgress(
                new Origin("agent-" + site, site, "instance", 0), new Progress(micros, source, ended));
    }

    static long micros(double seconds) {
        return Math.round(seconds * 1_000_000);
    }

    static List<EnrolledSource> enrolled(String... sites) {
        return java.util.Arrays.stream(sites)
                .flatMap(site -> java.util.stream.Stream.of(
                        new EnrolledSource("agent-" + site, CAPTURE, site),
                        new EnrolledSource("agent-" + site, LOG, site)))
                .toList();
    }
}
