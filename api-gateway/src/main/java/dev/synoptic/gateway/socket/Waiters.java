package dev.synoptic.gateway.socket;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The clients whose conversations wait for something: a moment, or an event elsewhere.
final class Waiters {

    private final Set<Client> clients = new LinkedHashSet<>();

    boolean isEmpty() {
        return clients.isEmpty();
    }

    /// Notes whether a client waits.
    void track(Client client) {
        if (client.conversation.wakeNanos() != Conversation.NEVER) {
            clients.add(client);
        } else {
            remove(client);
        }
    }

    void remove(Client client) {
        if (!clients.isEmpty()) clients.remove(client);
    }

    /// When the first of them becomes due; who does not read what it has is not resumed either.
    long dueNanos() {
        long due = Conversation.NEVER;
        for (Client client : clients) {
            if (!client.unsent.hasRemaining()) due = Math.min(due, client.conversation.wakeNanos());
        }
        return due;
    }

    /// Those that can go on at a moment.
    ///
    /// @param all also those whose moment has not come, as what they wait for may have happened
    List<Client> due(long nowNanos, boolean all) {
        return clients.stream()
                .filter(client -> !client.unsent.hasRemaining())
                .filter(client -> all || client.conversation.wakeNanos() <= nowNanos)
                .toList();
    }
}
