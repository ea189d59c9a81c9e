package dev.synoptic.conformance.hosts;

import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.pairing.HandshakeWatch;
import dev.synoptic.agent.pairing.PairingLimits;
import dev.synoptic.agent.pairing.SynGate;
import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.p0f.Limits;
import dev.synoptic.p0f.ObservationLog;
import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.p0f.P0fQuery;
import dev.synoptic.p0f.PacketStream;
import dev.synoptic.p0f.TextBuffer;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.streams.HostMemory;
import dev.synoptic.streams.Judge;
import dev.synoptic.testing.Capture;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One capture through both: p0f's rules in strict mode, and agent and topology of a fleet of one site.
///
/// @param events  what the agent published
/// @param judged  what the topology made of it
/// @param answers p0f's record of each host
/// @param states  the fleet's
/// @param said    the octets that went from a connection's client to its server, as the pieces came
/// @param ticking who sent timestamps
/// @param hasty   the ends of connections on which something was acknowledged before the answer was seen
/// @param monotonic whether the capture's time never goes back
record CaptureRun(
        List<HandshakeRecord> events,
        List<Fingerprint> judged,
        Map<IpAddress, P0fAnswer> answers,
        Map<IpAddress, dev.synoptic.host.HostState> states,
        Map<Connection, List<String>> said,
        Set<IpAddress> ticking,
        Set<IpAddress> hasty,
        boolean monotonic) {

    private static final String SITE = "site";

    /// As many flows and hosts as p0f can be told; its limits are no rule of the fleet's.
    private static final Limits LIMITS = new Limits(Limits.FLOWS_MAX, Limits.HOSTS_MAX, 30, 120);

    /// p0f reads heads of every port.
    private static final List<Integer> ALL_PORTS =
            IntStream.rangeClosed(0, 65_535).boxed().toList();

    /// What comes behind each SYN.
    enum Completions {
        /// What the capture has: most of p0f's vectors have nothing.
        AS_CAPTURED,
        /// A completion at once, so that every SYN counts, as it does for p0f.
        ALWAYS
    }

    /// Empty where the link type is none that p0f reads.
    static Optional<CaptureRun> of(Capture capture, SignatureDatabase database, Completions completions, Path folder) {
        return LinkType.of(capture.linkType()).map(link -> of(capture, link, database, completions, folder));
    }

    private static CaptureRun of(
            Capture capture, LinkType link, SignatureDatabase database, Completions completions, Path folder) {
        var events = events(capture, link, completions);
        var answers = new HashMap<IpAddress, P0fAnswer>();
        var states = new HashMap<IpAddress, dev.synoptic.host.HostState>();
        var strict = strict(capture, link, database);
        try (var fleet = new FleetHosts(Judge.by(database, Fidelity.STRICT), HostMemory.REPLAY, folder)) {
            for (var event : events) fleet.take(key(event), Codecs.HANDSHAKE.encode(event), 0);
            fleet.hosts().forEach((key, state) -> states.put(key.address(), state));
            for (var address : addresses(capture, link)) {
                var answer = strict.answer(new P0fQuery.OfHost(address));
                if (answer.status() == P0fAnswer.Status.OK) answers.put(address, answer);
            }
            return new CaptureRun(
                    events,
                    List.copyOf(fleet.fingerprints()),
                    answers,
                    states,
                    said(capture, link),
                    ticking(capture, link),
                    hasty(capture, link),
                    isMonotonic(capture));
        }
    }

    private static byte @Nullable [] key(HandshakeRecord record) {
        var subject = subject(record.event());
        return subject == null ? null : HostKey.of(subject, SITE).text().getBytes(StandardCharsets.UTF_8);
    }

    /// Whom an event is about; nobody for progress.
    static @Nullable IpAddress subject(HandshakeEvent event) {
        return switch (event) {
            case HandshakeEvent.Syn syn -> syn.connection().client();
            case HandshakeEvent.SynAck synAck -> synAck.connection().server();
            case HandshakeEvent.Completion completion -> completion.connection().client();
            case HandshakeEvent.TimestampSample sample ->
                sample.side() == HandshakeEvent.Side.CLIENT
                        ? sample.connection().client()
                        : sample.connection().server();
            case HandshakeEvent.HttpHead head ->
                head.side() == HandshakeEvent.Side.CLIENT
                        ? head.connection().client()
                        : head.connection().server();
            case Progress _, HandshakeEvent.Judging _ -> null;
        };
    }

    private static PacketStream strict(Capture capture, LinkType link, SignatureDatabase database) {
        var log = ObservationLog.lines(database, ZoneOffset.UTC, new TextBuffer((octets, length) -> {}));
        var stream = new PacketStream(database, LIMITS, FrameDecoder.strict(link, capture.order()), log);
        for (var frame : capture.frames()) {
            stream.accept(
                    capture.octets(),
                    frame.offset(),
                    frame.captured(),
                    frame.wireLength(),
                    frame.micros() / 1_000_000,
                    (int) (frame.micros() % 1_000_000));
        }
        return stream;
    }

    private static List<HandshakeRecord> events(Capture capture, LinkType link, Completions completions) {
        var events = new ArrayList<HandshakeRecord>();
        var watch = new HandshakeWatch(
                Fidelity.STRICT,
                PairingLimits.DEFAULT,
                1,
                SynGate.OPEN,
                ALL_PORTS,
                new AgentCounters(),
                (subject, micros, event) -> {
                    if (completions == Completions.ALWAYS && event instanceof HandshakeEvent.Completion) return;
                    events.add(record(events.size(), micros, event));
                    if (completions == Completions.ALWAYS && event instanceof HandshakeEvent.Syn syn) {
                        var completion = new HandshakeEvent.Completion(syn.connection(), micros, syn.sequenceNumber());
                        events.add(record(events.size(), micros, completion));
                    }
                });
        var decoder = FrameDecoder.strict(link, capture.order());
        var segment = new SegmentView();
        long latest = Long.MIN_VALUE;
        for (var frame : capture.frames()) {
            if (frame.micros() / 1_000_000 > latest / 1_000_000) {
                latest = frame.micros();
                events.add(record(events.size(), latest, new Progress(latest, "capture", false)));
            }
            var intake =
                    decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), segment);
            if (intake.isSegment()) watch.see(segment, frame.micros());
        }
        return events;
    }

    private static HandshakeRecord record(int sequence, long micros, HandshakeEvent event) {
        return new HandshakeRecord(new Origin("agent", SITE, "instance", sequence), micros, event);
    }

    private static List<IpAddress> addresses(Capture capture, LinkType link) {
        var decoder = FrameDecoder.strict(link, capture.order());
        var segment = new SegmentView();
        var seen = new ArrayList<IpAddress>();
        for (var frame : capture.frames()) {
            var intake =
                    decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), segment);
            if (!intake.isSegment()) continue;
            seen.add(segment.source());
            seen.add(segment.destination());
        }
        return seen.stream().distinct().toList();
    }

    private static Map<Connection, List<String>> said(Capture capture, LinkType link) {
        var decoder = FrameDecoder.strict(link, capture.order());
        var segment = new SegmentView();
        var said = new HashMap<Connection, List<String>>();
        for (var frame : capture.frames()) {
            var intake =
                    decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), segment);
            if (!intake.isSegment() || segment.payloadLength() == 0) continue;
            var from = new Connection(
                    segment.source(), segment.sourcePort(), segment.destination(), segment.destinationPort());
            byte[] octets = segment.octets()
                    .asSlice(segment.payloadOffset(), segment.payloadLength())
                    .toArray(ValueLayout.JAVA_BYTE);
            said.computeIfAbsent(from, _ -> new ArrayList<>()).add(new String(octets, StandardCharsets.ISO_8859_1));
        }
        return said;
    }

    /// Who sent a later segment with a timestamp.
    private static Set<IpAddress> ticking(Capture capture, LinkType link) {
        var decoder = FrameDecoder.strict(link, capture.order());
        var segment = new SegmentView();
        var ticking = new HashSet<IpAddress>();
        for (var frame : capture.frames()) {
            var intake =
                    decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), segment);
            if (intake.isSegment() && segment.ownTimestamp() != 0) ticking.add(segment.source());
        }
        return ticking;
    }

    private static Set<IpAddress> hasty(Capture capture, LinkType link) {
        var decoder = FrameDecoder.strict(link, capture.order());
        var segment = new SegmentView();
        var unanswered = new HashSet<Connection>();
        var hasty = new HashSet<IpAddress>();
        for (var frame : capture.frames()) {
            var intake =
                    decoder.decode(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), segment);
            if (!intake.isSegment()) continue;
            var there = new Connection(
                    segment.source(), segment.sourcePort(), segment.destination(), segment.destinationPort());
            var back = new Connection(there.server(), there.serverPort(), there.client(), there.clientPort());
            switch (segment.kind()) {
                case SYN -> unanswered.add(there);
                case SYN_ACK -> unanswered.remove(back);
                case ACK -> {
                    if (!unanswered.contains(there) && !unanswered.contains(back)) continue;
                    hasty.add(segment.source());
                    hasty.add(segment.destination());
                }
                case FIN_OR_RST -> {}
            }
        }
        return hasty;
    }

    private static boolean isMonotonic(Capture capture) {
        long last = Long.MIN_VALUE;
        for (var frame : capture.frames()) {
            if (frame.micros() < last) return false;
            last = frame.micros();
        }
        return true;
    }
}
