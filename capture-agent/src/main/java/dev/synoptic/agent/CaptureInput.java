package dev.synoptic.agent;

import java.nio.file.Path;

/// One capture file to read.
///
/// @param file   pcap or pcapng, plain or gzip
/// @param source names it in progress; equal for equal input, different for each input of one agent
public record CaptureInput(Path file, String source) {

    /// A capture that its path names.
    public static CaptureInput of(Path file) {
        return new CaptureInput(file, "capture:" + file);
    }
}
