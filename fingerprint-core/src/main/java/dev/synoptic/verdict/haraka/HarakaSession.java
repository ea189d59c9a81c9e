package dev.synoptic.verdict.haraka;

import dev.synoptic.verdict.dialogue.Conversation;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What is known of one connection of Haraka beside its conversation.
final class HarakaSession {

    /// The most replies remembered of one connection.
    static final int REPLIES_MAX = 1_000;

    final Conversation conversation;
    private final Set<String> explained = new HashSet<>();
    private int transaction;
    private boolean recipientTaken;
    private Optional<String> refusedByHook = Optional.empty();
    private OptionalLong size = OptionalLong.empty();

    HarakaSession(Conversation conversation) {
        this.conversation = conversation;
    }

    /// Notes the transaction that a line is about; answers whether it is a new one.
    boolean isNew(int ordinal) {
        if (ordinal <= transaction) return false;
        transaction = ordinal;
        size = OptionalLong.empty();
        return true;
    }

    /// A reply whose cause was seen: the last one told at the end is then nothing new.
    void explained(String reply) {
        if (explained.size() < REPLIES_MAX) explained.add(reply);
    }

    boolean isExplained(String reply) {
        return explained.contains(reply);
    }

    void recipientTaken() {
        recipientTaken = true;
    }

    /// Whether a plugin took the recipient that is being answered.
    boolean wasRecipientTaken() {
        boolean taken = recipientTaken;
        recipientTaken = false;
        return taken;
    }

    void refusedByHook(String message) {
        refusedByHook = Optional.of(message);
    }

    /// What a plugin said as it refused what is being answered.
    Optional<String> hookRefusal() {
        var said = refusedByHook;
        refusedByHook = Optional.empty();
        return said;
    }

    void size(long octets) {
        size = OptionalLong.of(octets);
    }

    OptionalLong size() {
        return size;
    }
}
