package dev.synoptic.gateway.policy.rule;

import java.time.Duration;
import java.util.stream.Stream;

/// What a rule asks the mail server to do (`clients.md` 4.1).
public sealed interface Action {

    /// No opinion: rules after this one are not asked.
    record Pass() implements Action {}

    /// Points for the client's karma, below 0 for the worse; the sum of all rules that hold goes into the header.
    record Score(int points) implements Action {}

    /// One header line in front of the message.
    ///
    /// @param name  of the header
    /// @param value `{os}`, `{link}`, `{distance}` and `{address}` stand for what is known
    record Prepend(String name, String value) implements Action {

        /// Whether it says anything that only a known host has.
        public boolean tellsOfHost() {
            return Stream.of("{os}", "{link}", "{distance}").anyMatch(value::contains);
        }
    }

    /// Refuse for now, if nothing else refuses; for who is told so at every attempt that is a refusal, so that a rule
    /// about nothing but the fingerprint needs the whole gate for it.
    ///
    /// @param understand that the operator has said so (`mail.md` K1)
    record Defer(String text, boolean understand) implements Action {

        /// One whose operator has not said so.
        public Defer(String text) {
            this(text, false);
        }
    }

    /// Refuse for now what was never seen before, and take it when it comes again (`mail.md` f.2).
    ///
    /// @param delay before a second attempt counts
    record Greylist(Duration delay) implements Action {}

    /// Keep the message back until a person lets it go; it may be for ever, so that it needs what [Defer] needs.
    ///
    /// @param understand that the operator has said so (`mail.md` K1)
    record Hold(String text, boolean understand) implements Action {

        /// One whose operator has not said so.
        public Hold(String text) {
            this(text, false);
        }
    }

    /// Refuse, through the whole gate of [RejectGate]; where that is shut the rule scores [#SHUT_GATE_POINTS].
    ///
    /// @param understand that the operator has said so (`mail.md` K1)
    record Reject(String text, boolean understand) implements Action {}

    /// What a refusal counts that the gate does not let through.
    int SHUT_GATE_POINTS = -1;

    /// Whether the operator has said that an operating system alone is no ground to refuse (`mail.md` K1).
    default boolean understood() {
        return switch (this) {
            case Defer defer -> defer.understand();
            case Hold hold -> hold.understand();
            case Reject reject -> reject.understand();
            case Pass _, Score _, Prepend _, Greylist _ -> false;
        };
    }

    /// Whether mail is kept from its recipients by it, if only for a time.
    default boolean hinders() {
        return switch (this) {
            case Pass _, Score _, Prepend _ -> false;
            case Defer _, Greylist _, Hold _, Reject _ -> true;
        };
    }
}
