package dev.synoptic.agent.capture;

import java.io.IOException;
import java.nio.file.Path;

/// A capture file that cannot be read, or not further. Its message names the file, the octet and what was expected.
public final class CaptureFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final CaptureFault fault;

    CaptureFileException(Path file, long octet, CaptureFault fault, String what) {
        super(file + (octet > 0 ? ", octet " + octet : "") + ": " + what);
        this.fault = fault;
    }

    /// What kind of refusal this is.
    public CaptureFault fault() {
        return fault;
    }
}
