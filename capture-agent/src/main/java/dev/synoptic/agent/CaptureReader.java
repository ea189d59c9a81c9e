package dev.synoptic.agent;

import static dev.synoptic.agent.AgentCounter.FRAMES;
import static dev.synoptic.agent.AgentCounter.FRAMES_LATE;
import static dev.synoptic.agent.AgentCounter.FRAMES_OF_UNKNOWN_LINK;
import static dev.synoptic.agent.AgentCounter.FRAMES_UNSOUND;
import static dev.synoptic.agent.AgentCounter.FRAMES_WITHOUT_TCP;
import static dev.synoptic.agent.AgentCounter.SEGMENTS;

import dev.synoptic.agent.capture.Arrival;
import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.agent.pairing.HandshakeWatch;
import dev.synoptic.agent.publish.PublishException;
import dev.synoptic.agent.publish.Publisher;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.LinkType;
import dev.synoptic.packet.SegmentView;
import dev.synoptic.schemas.Topics;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one capture file from its first frame to its last, and publishes what it sees. One thread.
final class CaptureReader {

    /// Records of one packet: their sequence numbers are the packet's number times this, and on from there.
    static final int RECORDS_PER_PACKET_MAX = 16;

    /// Frames between two reports to a progress bar.
    private static final int FRAMES_PER_REPORT = 4_096;

    /// Before the first frame.
    private static final int NO_LINK = -1;

    private final AgentSettings settings;
    private final CaptureInput input;
    private final String instance;
    private final Publisher publisher;
    private final AgentCounters counters;
    private final HandshakeWatch watch;
    private final ProgressClock clock;
    private final SegmentView segment = new SegmentView();

    private long packet;
    private int recordOfPacket;
    private long segments;
    private int linkType = NO_LINK;
    private @Nullable FrameDecoder decoder;
    private Optional<PublishException> refused = Optional.empty();

    /// @param instance digest of the file
    CaptureReader(
            AgentSettings settings, CaptureInput input, String instance, Publisher publisher, AgentCounters counters) {
        this.settings = settings;
        this.input = input;
        this.instance = instance;
        this.publisher = publisher;
        this.counters = counters;
        this.clock = new ProgressClock(settings.progress());
        this.watch = new HandshakeWatch(
                settings.fidelity(), settings.pairing(), new SecureRandom().nextLong(), counters, this::publish);
    }

    /// Reads all of it; returns when everything is handed over, not when it is acknowledged.
    void read(ReadingListener listener) throws IOException {
        tell(new Progress(Long.MIN_VALUE, input.source(), false));
        try (var capture = CaptureFile.open(input.file())) {
            var frame = new Frame();
            while (!Thread.currentThread().isInterrupted() && capture.next(frame) == Arrival.FRAME) {
                see(frame);
                if (packet % FRAMES_PER_REPORT == 0) report(capture, listener);
            }
            report(capture, listener);
        }
        if (Thread.currentThread().isInterrupted()) return; // stopped early: the source has not ended
        if (segments == 0) throw noTcp();
        tell(new Progress(Long.MAX_VALUE, input.source(), true));
    }

    private InputException noTcp() {
        return new InputException(
                InputException.Kind.NO_TCP,
                input.file(),
                packet == 0 ? "a capture without frames" : "no TCP segment in " + packet + " frames");
    }

    private void report(CaptureFile capture, ReadingListener listener) {
        listener.read(input.file(), capture.octetsRead(), capture.octetsTotal());
    }

    private void see(Frame frame) throws IOException {
        packet++;
        recordOfPacket = 0;
        counters.count(FRAMES);
        long micros = frame.epochMicros();
        if (!clock.at(micros)) counters.count(FRAMES_LATE);
        decode(frame, micros);
        if (refused.isPresent()) throw refused.get();
        if (clock.isDue()) tell(new Progress(clock.tell(), input.source(), false));
    }

    /// Allocates nothing for a frame of the same link as the one before.
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
                .map(type -> FrameDecoder.of(settings.fidelity(), type, frame.order()))
                .orElse(null);
    }

    private void publish(IpAddress subject, long micros, HandshakeEvent event) {
        if (refused.isPresent()) return;
        try {
            publisher.send(
                    Topics.HANDSHAKES, HostKey.of(subject, settings.site()), record(recordOfPacket++, micros, event));
            clock.published();
        } catch (PublishException e) {
            refused = Optional.of(e); // thrown to the reader's caller after this frame
        }
    }

    private void tell(Progress progress) throws PublishException {
        publisher.sendToAll(
                Topics.HANDSHAKES, record(RECORDS_PER_PACKET_MAX - 1, progress.watermarkMicros(), progress));
    }

    private HandshakeRecord record(int ordinal, long micros, HandshakeEvent event) {
        long sequence = packet * RECORDS_PER_PACKET_MAX + ordinal;
        return new HandshakeRecord(new Origin(settings.agent(), settings.site(), instance, sequence), micros, event);
    }
}
