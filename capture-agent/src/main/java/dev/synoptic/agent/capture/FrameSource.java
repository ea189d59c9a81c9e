package dev.synoptic.agent.capture;

import java.io.IOException;

/// Where frames come from: a capture file, or an interface. One thread asks.
public interface FrameSource extends AutoCloseable {

    /// Makes `frame` show the next frame; it is good until the next call or [#close].
    ///
    /// @throws CaptureFileException where a file ends in the middle of a record or makes no sense from here on
    /// @throws IOException          where the device or disk fails
    Arrival next(Frame frame) throws IOException;

    /// Link type by its number in capture files of the frames to come; a pcapng file may change it under
    /// [Reading#WHOLE].
    int linkType();

    /// Octets of the source that were read so far, for progress bars; of a compressed file, compressed ones.
    long octetsRead();

    @Override
    void close() throws IOException;
}
