package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// A [Listener] that is open: how many are inside, and whether more are let in.
final class Door {

    final Listener listener;
    final Entrance entrance;
    private final SequencedSet<Client> insideRequest = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> peers = new HashMap<>();
    private int inside;
    private boolean open = true;

    /// Listens.
    Door(Listener listener, Sockets sockets) throws IOException {
        this.listener = listener;
        try {
            this.entrance = sockets.listen(listener, this);
        } catch (IOException failure) {
            throw new IOException("cannot listen on " + listener.endpoint() + ": " + failure.getMessage(), failure);
        }
    }

    /// Whether a newcomer is let in: it may ask, and has not connections enough.
    boolean admits(Line line) {
        return line.peer()
                .map(peer -> listener.admission().admits(peer)
                        && peers.getOrDefault(peer, 0) < listener.admission().perPeerMax())
                .orElse(true);
    }

    void entered(Client client) {
        inside++;
        client.line.peer().ifPresent(peer -> peers.merge(peer, 1, Integer::sum));
    }

    void left(Client client) {
        inside--;
        client.line.peer().ifPresent(peer -> peers.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1));
        if (!insideRequest.isEmpty()) insideRequest.remove(client);
        letIn();
    }

    /// Notes whether the peer stopped in the middle of a request, and since when.
    /// Its time begins anew with each answer.
    void inside(Client client, boolean middle, boolean answered, long nowNanos) {
        boolean was = client.requestSinceNanos != Conversation.NEVER;
        if (was && (answered || !middle)) insideRequest.remove(client);
        if (!middle) {
            client.requestSinceNanos = Conversation.NEVER;
        } else if (!was || answered) {
            client.requestSinceNanos = nowNanos;
            insideRequest.add(client);
        }
    }

    /// When the peer that has been inside its request longest runs out of time.
    long slowestDueNanos() {
        if (insideRequest.isEmpty()) return Conversation.NEVER;
        long limit = listener.requestTime().toNanos();
        return limit == 0 ? Conversation.NEVER : slowest().requestSinceNanos + limit;
    }

    Client slowest() {
        return insideRequest.getFirst();
    }

    boolean isFull() {
        return inside >= listener.connectionsMax();
    }

    void keepOut() {
        open = false;
        entrance.open(false);
    }

    void letIn() {
        if (open) return;
        open = true;
        entrance.open(true);
    }
}
