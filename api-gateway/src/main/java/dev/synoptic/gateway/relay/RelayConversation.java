package dev.synoptic.gateway.relay;

import dev.synoptic.gateway.socket.Conversation;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One connection of a client, which lives as long as the client wants, whatever becomes of gateways.
///
/// Requests are passed on as they come, so that their waits overlap (design §4), and each is answered within the
/// patience: by the gateway, or in its place.
final class RelayConversation implements Conversation {

    private static final int COMING_OCTETS_MAX = 512 * 1024;

    private final RelayProtocol protocol;

    /// Octets of the client that are no whole request yet.
    private final Gathered begun;

    /// Octets of the gateway that are no whole answer yet, or not yet taken.
    private final Gathered coming = new Gathered(COMING_OCTETS_MAX);

    private final Unanswered unanswered = new Unanswered();
    private Optional<BackendLink> link = Optional.empty();
    private long wakeNanos = NEVER;
    private boolean ending;
    private boolean answeredOne;
    private boolean askedAgain;

    RelayConversation(RelayProtocol protocol) {
        this.protocol = protocol;
        this.begun = new Gathered(protocol.framing.requestOctetsMax() + protocol.receiveOctetsMax());
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        begun.add(octets);
        List<ByteBuffer> whole = begun.take(protocol.framing::requestOctets);
        protocol.counters.requests().add(whole.size());
        if (begun.octets() > protocol.framing.requestOctetsMax()) {
            protocol.counters.nonsense().increment();
            ending = true;
        }
        if (!whole.isEmpty()) {
            if (unanswered.isEmpty()) askedAgain = false;
            whole.forEach(request -> unanswered.add(request, nanos));
            passOn(whole, nanos);
        }
        return settle(answers, nanos);
    }

    /// To the gateway that is linked only what is new, to another one all that is not answered yet.
    private void passOn(Collection<ByteBuffer> requests, long nanos) {
        boolean ended = link.filter(BackendLink::isEnded).isPresent();
        if (ended && unanswered.isAnyOlderThan(nanos))
            return; // what it still answered is read first: settle asks again
        if (ended || link.isEmpty() || !link.get().send(joined(requests))) relink(nanos);
    }

    private void relink(long nanos) {
        unlink();
        link = protocol.backends.connect(nanos).map(each -> BackendLink.open(each, protocol.wake));
        if (link.isPresent() && !link.get().send(joined(unanswered.requests()))) unlink();
    }

    private static ByteBuffer joined(Collection<ByteBuffer> requests) {
        var all = ByteBuffer.allocate(
                requests.stream().mapToInt(ByteBuffer::remaining).sum());
        requests.forEach(each -> all.put(each.duplicate()));
        return all.flip();
    }

    @Override
    public Next end(ByteBuffer answers, long nanos) {
        ending = true;
        if (protocol.framing.isOnlyOne() && unanswered.isEmpty() && begun.octets() > 0) {
            return receive(ByteBuffer.wrap(new byte[] {'\n'}), answers, nanos); // the end of stream ends the line too
        }
        return settle(answers, nanos);
    }

    @Override
    public Next resume(ByteBuffer answers, long nanos) {
        return settle(answers, nanos);
    }

    /// Answers what can be answered now.
    private Next settle(ByteBuffer answers, long nanos) {
        if (!unanswered.isEmpty()) takeAnswers(answers, nanos);
        if (!unanswered.isEmpty() && link.isPresent() && dueNanos() <= nanos) {
            protocol.counters.late().add(unanswered.size());
            protocol.backends.tookTooLong(link.get().number, nanos);
            unlink();
        }
        if (link.isEmpty()) answerInItsPlace(answers, nanos);
        return next(nanos);
    }

    private long dueNanos() {
        return unanswered.oldestNanos() + protocol.patienceNanos;
    }

    private void takeAnswers(ByteBuffer answers, long nanos) {
        if (link.isEmpty()) return;
        boolean ended = link.get().isEnded(); // asked first: what came before the end is all there then
        for (ByteBuffer octets = link.get().take();
                octets != null;
                octets = link.get().take()) coming.add(octets);
        ByteBuffer all = coming.view();
        int count = protocol.framing.answerOctets(all);
        while (count > 0 && !unanswered.isEmpty() && answers.remaining() >= count) {
            answers.put(all.slice(all.position(), count));
            all.position(all.position() + count);
            answered(nanos);
            protocol.counters.passed().increment();
            count = protocol.framing.answerOctets(all);
        }
        coming.keep(all);
        if (isFaulty()) {
            protocol.counters.faulty().increment();
            unlink();
        } else if (ended && count == 0) {
            unlink();
            askAgain(nanos);
        }
    }

    private ByteBuffer answered(long nanos) {
        answeredOne = true;
        protocol.counters.waits().waited(nanos - unanswered.oldestNanos());
        return unanswered.remove();
    }

    /// A gateway that went while it was asked: another one may know, or the same one, back already. The
    /// patience of what it was asked runs on.
    private void askAgain(long nanos) {
        if (unanswered.isEmpty() || askedAgain) return;
        askedAgain = true;
        relink(nanos);
    }

    /// More than was asked for, or longer than any answer.
    private boolean isFaulty() {
        return unanswered.isEmpty()
                ? coming.octets() > 0 && !protocol.framing.isOnlyOne()
                : !holdsAnswer() && coming.octets() > protocol.framing.answerOctetsMax();
    }

    private boolean holdsAnswer() {
        return protocol.framing.answerOctets(coming.view()) > 0;
    }

    private void answerInItsPlace(ByteBuffer answers, long nanos) {
        while (!unanswered.isEmpty() && answers.remaining() >= protocol.framing.answerOctetsMax()) {
            protocol.framing.putNotKnown(answered(nanos), answers);
            protocol.counters.notKnown().increment();
        }
    }

    private Next next(long nanos) {
        wakeNanos = unanswered.isEmpty() ? NEVER : isMoreToSay() ? nanos : dueNanos();
        if (ending && unanswered.isEmpty()) return Next.CLOSE;
        if (protocol.framing.isOnlyOne() && answeredOne) return Next.CLOSE;
        if (ending || unanswered.isFull()) return Next.WAIT;
        return begun.octets() > 0 ? Next.READ_REST : Next.READ;
    }

    /// More than fits into one round.
    private boolean isMoreToSay() {
        return link.isEmpty() || holdsAnswer();
    }

    private void unlink() {
        link.ifPresent(BackendLink::close);
        link = Optional.empty();
        coming.clear();
    }

    @Override
    public long wakeNanos() {
        return wakeNanos;
    }

    @Override
    public void closed() {
        unlink();
    }
}
