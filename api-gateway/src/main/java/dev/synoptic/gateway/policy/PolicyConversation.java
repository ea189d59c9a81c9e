package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.attribute.AttributeReader;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One connection of a mail server's process: request, reply, request, reply.
final class PolicyConversation implements Conversation {

    private static final System.Logger LOG = System.getLogger(PolicyConversation.class.getName());
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final PolicyDesk desk;
    private final AttributeReader reader = new AttributeReader(PolicyRequest.ATTRIBUTES);
    private final Transaction transaction = new Transaction();

    /// Octets behind a request that waits, or behind as many replies as fit.
    private ByteBuffer rest = NOTHING;

    private Optional<Waiting> waiting = Optional.empty();
    private boolean ending;

    /// A request whose client is not known yet.
    private record Waiting(PolicyRequest request, IpAddress client, long dueNanos) {}

    PolicyConversation(PolicyDesk desk) {
        this.desk = desk;
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        return readOn(octets, answers, nanos);
    }

    private Next readOn(ByteBuffer octets, ByteBuffer answers, long nanos) {
        while (waiting.isEmpty() && answers.remaining() >= PolicyReply.OCTETS_MAX) {
            switch (reader.read(octets)) {
                case NOTHING -> {
                    rest = NOTHING;
                    return ending ? Next.CLOSE : reader.isInside() ? Next.READ_REST : Next.READ;
                }
                case NONSENSE -> {
                    return nonsense();
                }
                case SET -> {
                    var request = PolicyRequest.of(reader.take());
                    if (request.isEmpty()) return nonsense();
                    take(request.get(), answers, nanos);
                }
            }
        }
        rest = octets.hasRemaining()
                ? ByteBuffer.allocate(octets.remaining()).put(octets).flip()
                : NOTHING;
        return Next.WAIT;
    }

    private Next nonsense() {
        desk.counters().nonsense().increment();
        rest = NOTHING;
        return Next.CLOSE;
    }

    private void take(PolicyRequest request, ByteBuffer answers, long nanos) {
        desk.counters().requests().increment();
        if (mayWait(request, nanos)) {
            desk.counters().waited().increment();
            waiting = Optional.of(new Waiting(
                    request,
                    request.client().orElseThrow(),
                    nanos + desk.patience().toNanos()));
        } else {
            answer(request, answers);
        }
    }

    private boolean mayWait(PolicyRequest request, long nanos) {
        try {
            return wantsWait(request, nanos);
        } catch (RuntimeException bug) {
            desk.counters().failed().increment();
            LOG.log(System.Logger.Level.ERROR, "a policy request cannot be looked up and does not wait", bug);
            return false;
        }
    }

    /// Nothing is worth a wait that has no use for the host (`mail.md` K4).
    private boolean wantsWait(PolicyRequest request, long nanos) {
        return request.state() != PolicyRequest.State.OTHER
                && request.client().isPresent()
                && !desk.off().getAsBoolean()
                && desk.waits().isPresent()
                && desk.find(request).isEmpty()
                && !new Listed(desk).isAnsweredAnyhow(request)
                && desk.waits().get().begin(request.client().get(), nanos);
    }

    private void answer(PolicyRequest request, ByteBuffer answers) {
        reply(request).put(answers);
    }

    /// Fails open: whatever goes wrong in here, mail goes on.
    private PolicyReply reply(PolicyRequest request) {
        try {
            if (desk.off().getAsBoolean()) {
                desk.counters().off().increment();
                return PolicyReply.DUNNO;
            }
            transaction.enter(request);
            Optional<HostAnswer> host = desk.find(request);
            return new Ruling(desk, request, host, transaction).reply();
        } catch (RuntimeException bug) {
            desk.counters().failed().increment();
            LOG.log(System.Logger.Level.ERROR, "a policy request failed and was answered with DUNNO", bug);
            return PolicyReply.DUNNO;
        }
    }

    @Override
    public Next end(ByteBuffer answers, long nanos) {
        ending = true;
        return waiting.isPresent() || rest.hasRemaining() ? Next.WAIT : Next.CLOSE;
    }

    @Override
    public Next resume(ByteBuffer answers, long nanos) {
        if (waiting.isPresent() && !answerWaiting(waiting.get(), answers, nanos)) return Next.WAIT;
        return readOn(rest, answers, nanos);
    }

    private boolean answerWaiting(Waiting asked, ByteBuffer answers, long nanos) {
        boolean missed = isUnknown(asked.request());
        if (missed && asked.dueNanos() > nanos) return false;
        waiting = Optional.empty();
        desk.waits().orElseThrow().end(asked.client(), missed, nanos);
        answer(asked.request(), answers);
        return true;
    }

    private boolean isUnknown(PolicyRequest request) {
        try {
            return desk.find(request).isEmpty();
        } catch (RuntimeException answeredAsSuch) {
            return true; // the reply meets the same fault, counts it and is DUNNO
        }
    }

    @Override
    public long wakeNanos() {
        if (waiting.isPresent()) return waiting.get().dueNanos();
        return rest.hasRemaining() ? 0 : NEVER;
    }

    @Override
    public void closed() {
        waiting.ifPresent(asked -> desk.waits().orElseThrow().end(asked.client(), false, 0));
        waiting = Optional.empty();
    }
}
