package dev.synoptic.gateway.http.operation;

import java.util.List;
import java.util.Optional;

/// A request that cannot be answered, told to whoever asked in plain words (RFC 9457).
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem.Mistake> mistakes;

    private Refusal(int status, String message, List<Problem.Mistake> mistakes) {
        super(message);
        this.status = status;
        this.mistakes = mistakes;
    }

    /// The request itself is wrong.
    public static Refusal badRequest(String message) {
        return new Refusal(400, message, List.of());
    }

    /// These parts of the request are wrong.
    public static Refusal badRequest(List<Problem.Mistake> mistakes) {
        var first = mistakes.getFirst();
        return new Refusal(
                400, first.where() + ": found " + first.found() + ", expected " + first.expected(), mistakes);
    }

    /// One part of the request is wrong.
    public static Refusal badRequest(String where, String found, String expected) {
        return badRequest(List.of(new Problem.Mistake(where, Problem.quoted(found), expected)));
    }

    /// What it asks for is not there.
    public static Refusal notFound(String message) {
        return new Refusal(404, message, List.of());
    }

    /// Any other refusal.
    public static Refusal of(int status, String message) {
        return new Refusal(status, message, List.of());
    }

    /// Of the answer.
    public int status() {
        return status;
    }

    /// As it is told.
    public Problem problem() {
        return new Problem(
                "about:blank",
                Problem.title(status),
                status,
                String.valueOf(getMessage()),
                mistakes == null ? Optional.empty() : Optional.of(mistakes).filter(some -> !some.isEmpty()));
    }
}
