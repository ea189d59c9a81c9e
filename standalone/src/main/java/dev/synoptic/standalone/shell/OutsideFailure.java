package dev.synoptic.standalone.shell;

/// Something outside this program failed; trying again later may help, another argument does not.
public final class OutsideFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public OutsideFailure(String what, Throwable cause) {
        super(what, cause);
    }

    public OutsideFailure(String what) {
        super(what);
    }
}
