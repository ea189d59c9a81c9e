package dev.synoptic.gateway.plugin;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.Wait;
import dev.synoptic.gateway.attribute.AttributeReader;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/// One connection: replies leave as soon as they can, in whatever order.
final class PluginConversation implements Conversation {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final PluginProtocol protocol;
    private final AttributeReader reader = new AttributeReader(PluginQuery.ATTRIBUTES);
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    /// Octets that were read and could not be looked at yet: replies would not have fitted, or too many are held.
    private ByteBuffer rest = NOTHING;

    private boolean ending;

    /// A query that waits for its host's handshake; in the order in which they become due.
    private record Held(PluginQuery query, Wait until) {}

    PluginConversation(PluginProtocol protocol) {
        this.protocol = protocol;
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        return read(octets, answers, nanos);
    }

    private Next read(ByteBuffer octets, ByteBuffer answers, long nanos) {
        while (answers.remaining() >= PluginReply.OCTETS_MAX && held.size() < PluginProtocol.UNANSWERED_MAX) {
            switch (reader.read(octets)) {
                case NOTHING -> {
                    rest = NOTHING;
                    return next();
                }
                case NONSENSE -> {
                    return nonsense();
                }
                case SET -> {
                    var query = PluginQuery.of(reader.take());
                    if (query.isEmpty()) return nonsense();
                    take(query.get(), answers, nanos);
                }
            }
        }
        rest = octets.hasRemaining()
                ? ByteBuffer.allocate(octets.remaining()).put(octets).flip()
                : NOTHING;
        return Next.WAIT;
    }

    private Next next() {
        if (ending) return held.isEmpty() ? Next.CLOSE : Next.WAIT;
        return reader.isInside() ? Next.READ_REST : Next.READ;
    }

    private Next nonsense() {
        protocol.counters().nonsense().increment();
        rest = NOTHING;
        return Next.CLOSE;
    }

    private void take(PluginQuery query, ByteBuffer answers, long nanos) {
        protocol.counters().queries().increment();
        if (query.remote().isEmpty()) {
            protocol.counters().badAddress().increment();
            PluginReply.putPass(query, answers);
            return;
        }
        IpAddress remote = query.remote().get();
        Optional<HostAnswer> host = protocol.hosts().find(remote);
        boolean answered = host.isPresent() || isTrusted(query, remote);
        Optional<Wait> wait =
                answered ? Optional.empty() : Wait.begin(protocol.waits(), remote, PluginProtocol.WAIT, nanos);
        if (wait.isPresent()) {
            held.add(new Held(query, wait.get()));
        } else {
            put(query, host, answers);
        }
    }

    /// For who is trusted nobody waits, unless it is for the details (`mail.md` K4).
    private boolean isTrusted(PluginQuery query, IpAddress remote) {
        return !query.details() && protocol.judge().isTrusted(remote);
    }

    private void put(PluginQuery query, Optional<HostAnswer> host, ByteBuffer answers) {
        IpAddress remote = query.remote().orElseThrow();
        PluginAction action =
                host.map(known -> protocol.judge().of(remote, known)).orElse(PluginAction.PASS);
        boolean settled = host.isPresent() || protocol.judge().isTrusted(remote);
        PluginReply.put(query, action, settled, host, answers);
        if (action.refuses()) protocol.counters().refused().increment();
        if (action == PluginAction.IGNORE) protocol.counters().ignored().increment();
    }

    @Override
    public Next end(ByteBuffer answers, long nanos) {
        ending = true;
        return rest.hasRemaining() ? Next.WAIT : next();
    }

    @Override
    public Next resume(ByteBuffer answers, long nanos) {
        answerHeld(answers, nanos);
        return read(rest, answers, nanos);
    }

    private void answerHeld(ByteBuffer answers, long nanos) {
        Iterator<Held> each = held.iterator();
        while (each.hasNext() && answers.remaining() >= PluginReply.OCTETS_MAX) {
            Held one = each.next();
            Optional<HostAnswer> host = protocol.hosts().find(one.until().address());
            if (host.isEmpty() && !one.until().isDue(nanos)) continue;
            each.remove();
            one.until().end(host.isEmpty(), nanos);
            put(one.query(), host, answers);
        }
    }

    /// At once while there is something left to look at and room to hold it.
    @Override
    public long wakeNanos() {
        if (rest.hasRemaining() && held.size() < PluginProtocol.UNANSWERED_MAX) return 0;
        return held.isEmpty() ? NEVER : held.element().until().dueNanos();
    }

    @Override
    public void closed() {
        for (Held each : held) each.until().end(false, 0);
        held.clear();
    }
}
