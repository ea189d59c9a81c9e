package dev.synoptic.standalone.p0f;

import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.agent.capture.CaptureLibraryMissing;
import dev.synoptic.agent.capture.FilterProgram;
import dev.synoptic.agent.capture.FrameSource;
import dev.synoptic.agent.capture.LiveCapture;
import dev.synoptic.agent.capture.Reading;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/// Where frames come from, how they are read, and what keeps some of them out.
///
/// @param filter what the frames of a file must pass before they are read; an interface filters by itself
/// @param name   for people
record OpenedSource(FrameSource frames, FrameDecoder decoder, Optional<FilterProgram> filter, String name)
        implements AutoCloseable {

    private static final int RAW_ON_OPENBSD = 14;

    static OpenedSource open(P0fSettings settings) throws P0fRefusedException {
        return settings.capture().isPresent() ? file(settings.capture().get(), settings) : live(settings);
    }

    private static OpenedSource file(Path path, P0fSettings settings) throws P0fRefusedException {
        CaptureFile file;
        try {
            file = CaptureFile.open(path, settings.fidelity() == Fidelity.STRICT ? Reading.AS_LIBPCAP : Reading.WHOLE);
        } catch (IOException refused) {
            throw new P0fRefusedException(Refusal.CAPTURE, "cannot read " + Reason.of(path, refused), refused);
        }
        var known = known(file.linkType(), settings.fidelity());
        var filter = settings.filter().isPresent() || known.isEmpty()
                ? Optional.of(FrameFilter.of(file.linkType(), settings.filter()).compile(file.linkType()))
                : Optional.<FilterProgram>empty();
        var decoder = decoder(known, file.order(), settings.fidelity()).through(file.window());
        return new OpenedSource(file, decoder, filter, "file " + path);
    }

    /// Number 14 is OpenBSD's own for raw IP; libpcap on Linux does not know it, so p0f refuses such a file.
    private static Optional<LinkType> known(int linkType, Fidelity fidelity) {
        return fidelity == Fidelity.STRICT && linkType == RAW_ON_OPENBSD ? Optional.empty() : LinkType.of(linkType);
    }

    private static OpenedSource live(P0fSettings settings) throws P0fRefusedException {
        try {
            var live = LiveCapture.open(settings.device(), settings.promiscuous());
            FrameFilter.of(live.linkType(), settings.filter()).install(live);
            var known = LinkType.of(live.linkType());
            return new OpenedSource(
                    live,
                    decoder(known, ByteOrder.nativeOrder(), settings.fidelity()),
                    Optional.empty(),
                    "interface " + live.device());
        } catch (IOException | CaptureLibraryMissing refused) {
            throw new P0fRefusedException(Refusal.CAPTURE, String.valueOf(refused.getMessage()), refused);
        }
    }

    /// A link type that is not known by name has its IP packets searched for (PKT-5).
    private static FrameDecoder decoder(Optional<LinkType> known, ByteOrder order, Fidelity fidelity) {
        if (known.isEmpty()) return FrameDecoder.searching();
        return fidelity == Fidelity.STRICT
                ? FrameDecoder.strict(known.get(), order)
                : FrameDecoder.fleet(known.get(), order);
    }

    @Override
    public void close() throws IOException {
        frames.close();
        filter.ifPresent(FilterProgram::close);
    }
}
