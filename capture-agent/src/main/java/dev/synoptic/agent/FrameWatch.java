package dev.synoptic.agent;

import static dev.synoptic.agent.AgentCounter.FRAMES;
import static dev.synoptic.agent.AgentCounter.FRAMES_LATE;
import static dev.synoptic.agent.AgentCounter.FRAMES_OF_UNKNOWN_LINK;
import static dev.synoptic.agent.AgentCounter.FRAMES_UNSOUND;
import static dev.synoptic.agent.AgentCounter.FRAMES_WITHOUT_TCP;
import static dev.synoptic.agent.AgentCounter.SEGMENTS;

import dev.synoptic.agent.capture.Frame;
import dev.synoptic.agent.pairing.HandshakeWatch;
import dev.synoptic.agent.pairing.PairingLimits;
import dev.synoptic.agent.pairing.SynGate;
import dev.synoptic.agent.publish.PublishException;
import dev.synoptic.agent.publish.RecordSink;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.schemas.Topics;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of the frames of one source, in order: decoded, watched, published, with progress between. One thread.
public final class FrameWatch {

    /// Before the first frame.
    private static final int NO_LINK = -1;

    private final Vantage vantage;
    private final Sequence sequence;
    private final RecordSink sink;
    private final AgentCounters counters;
    private final HandshakeWatch watch;
    private final ProgressClock clock;
    private final SegmentView segment = new SegmentView();

    private long frames;
    private long segments;
    private int linkType = NO_LINK;
    private @Nullable FrameDecoder decoder;
    private Optional<PublishException> refused = Optional.empty();

    /// Who sees the frames, and by which rules.
    ///
    /// @param agent    its name
    /// @param site     where it stands
    /// @param instance of this source, a different one whenever its numbers begin again
    /// @param source   names it in progress
    /// @param fidelity by which rules frames are read
    /// @param pairing  bounds of what is remembered of connections
    /// @param progress how often progress is told
    /// @param gate     which SYNs are told at once
    /// @param http     ports whose HTTP heads are told
    public record Vantage(
            String agent,
            String site,
            String instance,
            String source,
            Fidelity fidelity,
            PairingLimits pairing,
            ProgressPace progress,
            SynGate gate,
            List<Integer> http) {

        public Vantage {
            http = List.copyOf(http);
        }
    }

    public FrameWatch(Vantage vantage, Sequence sequence, RecordSink sink, AgentCounters counters) {
        this.vantage = vantage;
        this.sequence = sequence;
        this.sink = sink;
        this.counters = counters;
        this.clock = new ProgressClock(vantage.progress());
        this.watch = new HandshakeWatch(
                vantage.fidelity(),
                vantage.pairing(),
                new SecureRandom().nextLong(),
                vantage.gate(),
                vantage.http(),
                counters,
                this::publish);
    }

    /// Says that there is this source, before its first frame.
    public void begin() throws PublishException {
        tell(Long.MIN_VALUE, false);
    }

    /// The next frame. Allocates nothing for one that yields no record and comes from the same link as the one before.
    public void see(Frame frame) throws PublishException {
        frames++;
        sequence.frame(frames);
        counters.count(FRAMES);
        long micros = frame.epochMicros();
        if (!clock.at(micros)) counters.count(FRAMES_LATE);
        decode(frame, micros);
        if (refused.isPresent()) throw refused.get();
        if (clock.isDue()) tell(clock.tell(), false);
    }

    /// There was no frame up to this time; microseconds since 1970, UTC.
    public void quietUpTo(long micros) throws PublishException {
        clock.at(micros);
        if (clock.isDue()) tell(clock.tell(), false);
    }

    /// The source has ended for good.
    public void end() throws PublishException {
        tell(Long.MAX_VALUE, true);
    }

    /// Frames seen.
    public long frames() {
        return frames;
    }

    /// TCP segments among them.
    public long segments() {
        return segments;
    }

    private void decode(Frame frame, long micros) {
        if (frame.linkType() != linkType) changeLink(frame);
        var current = decoder;
        if (current == null) {
            counters.count(FRAMES_OF_UNKNOWN_LINK);
            return;
        }
        switch (current.decode(frame.octets(), frame.at(), frame.captured(), frame.wireLength(), segment)) {
            case SEGMENT -> {
                segments++;
                counters.count(SEGMENTS);
                watch.see(segment, micros);
            }
            case NOT_TCP -> counters.count(FRAMES_WITHOUT_TCP);
            default -> counters.count(FRAMES_UNSOUND);
        }
    }

    private void changeLink(Frame frame) {
        linkType = frame.linkType();
        decoder = LinkType.of(linkType)
                .map(type -> FrameDecoder.of(vantage.fidelity(), type, frame.order()))
                .orElse(null);
    }

    private void publish(IpAddress subject, long micros, HandshakeEvent event) {
        if (refused.isPresent()) return;
        try {
            sink.send(
                    Topics.HANDSHAKES, HostKey.of(subject, vantage.site()), record(sequence.ofRecord(), micros, event));
            clock.published();
        } catch (PublishException e) {
            refused = Optional.of(e); // thrown to the reader's caller after this frame
        }
    }

    private void tell(long watermarkMicros, boolean ended) throws PublishException {
        var progress = new Progress(watermarkMicros, vantage.source(), ended, counters.losses(0, 0));
        sink.sendToAll(Topics.HANDSHAKES, record(sequence.ofProgress(), watermarkMicros, progress));
    }

    private HandshakeRecord record(long number, long micros, HandshakeEvent event) {
        return new HandshakeRecord(
                new Origin(vantage.agent(), vantage.site(), vantage.instance(), number), micros, event);
    }
}
