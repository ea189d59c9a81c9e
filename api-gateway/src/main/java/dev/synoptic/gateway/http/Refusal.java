package dev.synoptic.gateway.http;

/// A request that cannot be answered, told to whoever asked in plain words.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The request itself is wrong.
    static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    /// What it asks for is not there.
    static Refusal notFound(String message) {
        return new Refusal(404, message);
    }

    /// It is addressed to another name than ours.
    static Refusal misdirected(String message) {
        return new Refusal(421, message);
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
