package dev.synoptic.gateway.relay;

import dev.synoptic.gateway.socket.Conversation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// One connection of a client, which lives as long as the client wants, whatever becomes of gateways.
///
/// Requests that came together are passed on together, and no more is read until each of them is answered: by the
/// gateway, or in its place.
final class RelayConversation implements Conversation {

    private final RelayProtocol protocol;

    /// Octets of the client that are no whole request yet.
    private final Gathered begun;

    /// Octets of the gateway that are no whole answer yet.
    private final Gathered coming;

    private final ArrayDeque<ByteBuffer> unanswered = new ArrayDeque<>();
    private Optional<BackendLink> link = Optional.empty();
    private long dueNanos = NEVER;
    private boolean ending;
    private boolean answeredOne;
    private boolean askedAgain;

    RelayConversation(RelayProtocol protocol) {
        this.protocol = protocol;
        this.begun = new Gathered(protocol.framing.requestOctetsMax() + protocol.receiveOctetsMax());
        this.coming = new Gathered(512 * 1024);
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        begun.add(octets);
        ByteBuffer whole = begun.view();
        for (int count = protocol.framing.requestOctets(whole); count > 0; ) {
            unanswered.add(ByteBuffer.allocate(count)
                    .put(whole.slice(whole.position(), count))
                    .flip());
            whole.position(whole.position() + count);
            count = protocol.framing.requestOctets(whole);
        }
        begun.keep(whole);
        if (begun.octets() > protocol.framing.requestOctetsMax()) {
            protocol.counters.nonsense().increment();
            ending = true;
        }
        if (!unanswered.isEmpty()) {
            askedAgain = false;
            passOn(nanos);
        }
        return settle(answers, nanos);
    }

    private void passOn(long nanos) {
        dueNanos = nanos + protocol.patienceNanos;
        var requests = ByteBuffer.allocate(
                unanswered.stream().mapToInt(ByteBuffer::remaining).sum());
        unanswered.forEach(each -> requests.put(each.duplicate()));
        requests.flip();
        if (link.filter(BackendLink::isEnded).isPresent()) unlink();
        if (link.isPresent() && link.get().send(requests.duplicate())) return;
        unlink(); // it has gone since it was last asked, so nothing of this was answered
        link = protocol.backends.connect(nanos).map(each -> BackendLink.open(each, protocol.wake));
        if (link.isPresent() && !link.get().send(requests)) unlink();
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
        if (!unanswered.isEmpty() && link.isPresent() && dueNanos <= nanos) {
            protocol.counters.late().add(unanswered.size());
            protocol.backends.tookTooLong(link.get().number, nanos);
            unlink();
        }
        if (link.isEmpty()) answerInItsPlace(answers);
        return next(nanos);
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
            unanswered.remove();
            answeredOne = true;
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

    /// A gateway that went while it was asked: another one may know, or the same one, back already.
    private void askAgain(long nanos) {
        if (unanswered.isEmpty() || askedAgain) return;
        askedAgain = true;
        passOn(nanos);
    }

    /// More than was asked for, or longer than any answer.
    private boolean isFaulty() {
        return unanswered.isEmpty()
                ? coming.octets() > 0 && !protocol.framing.isOnlyOne()
                : protocol.framing.answerOctets(coming.view()) == 0
                        && coming.octets() > protocol.framing.answerOctetsMax();
    }

    private void answerInItsPlace(ByteBuffer answers) {
        while (!unanswered.isEmpty() && answers.remaining() >= protocol.framing.answerOctetsMax()) {
            protocol.framing.putNotKnown(unanswered.remove(), answers);
            answeredOne = true;
            protocol.counters.notKnown().increment();
        }
    }

    private Next next(long nanos) {
        if (!unanswered.isEmpty()) {
            if (link.isEmpty()) dueNanos = nanos; // more than fits into one round: go on at once
            return Next.WAIT;
        }
        dueNanos = NEVER;
        if (ending || (protocol.framing.isOnlyOne() && answeredOne)) return Next.CLOSE;
        return begun.octets() > 0 ? Next.READ_REST : Next.READ;
    }

    private void unlink() {
        link.ifPresent(BackendLink::close);
        link = Optional.empty();
        coming.clear();
    }

    @Override
    public long wakeNanos() {
        return dueNanos;
    }

    @Override
    public void closed() {
        unlink();
    }
}
