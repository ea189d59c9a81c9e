package dev.synoptic.agent.capture;

/// libpcap is not installed, or an old or foreign one is.
public final class CaptureLibraryMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CaptureLibraryMissing() {
        super("libpcap was not found; live capture and filters need it: apt-get install libpcap0.8");
    }

    CaptureLibraryMissing(String function) {
        super("libpcap lacks " + function + "; version 1.9 or newer is needed");
    }
}
