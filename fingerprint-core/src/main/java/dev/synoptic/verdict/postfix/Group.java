package dev.synoptic.verdict.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What belongs to one transaction of a session (V20).
final class Group {

    final @Nullable Message message;
    final List<Refusal> refusals = new ArrayList<>();

    private Group(@Nullable Message message) {
        this.message = message;
    }

    /// A transaction with a queue id.
    static Group of(Message message) {
        return new Group(message);
    }

    /// A transaction of refusals alone.
    static Group of(Refusal first) {
        var group = new Group(null);
        group.refusals.add(first);
        return group;
    }

    /// A transaction that left no trace but in the count of MAIL commands.
    static Group untold() {
        return new Group(null);
    }

    boolean isOfRefusals() {
        return message == null && !refusals.isEmpty();
    }

    Optional<String> sender() {
        if (message != null) return message.sender();
        return refusals.stream().flatMap(r -> r.sender().stream()).findFirst();
    }

    /// V20 step 1: the same sender, a new recipient, and nobody refused at MAIL.
    boolean takes(Refusal next) {
        return isOfRefusals()
                && next.isOfSender(sender())
                && !next.isAtMail()
                && refusals.stream().noneMatch(Refusal::isAtMail)
                && (next.recipient().isEmpty()
                        || refusals.stream().noneMatch(r -> r.recipient().equals(next.recipient())));
    }

    long lastMicros() {
        return refusals.getLast().micros();
    }
}
