package dev.synoptic.standalone.p0f;

/// p0f does not start, with the first reason that it found.
public final class P0fRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    P0fRefusedException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    P0fRefusedException(Refusal refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    /// What kind of reason.
    public Refusal refusal() {
        return refusal;
    }
}
