package dev.synoptic.agent.capture;

import java.io.IOException;
import java.nio.ByteOrder;

/// A format of capture files, behind its file header.
sealed interface RecordFormat permits ClassicPcap, PcapNg {

    /// As [FrameSource#next]; false at the end.
    boolean next(Frame frame) throws IOException;

    /// As [FrameSource#linkType].
    int linkType();

    /// Byte order of the machine that captured.
    ByteOrder order();
}
