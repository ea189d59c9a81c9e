package dev.synoptic.gateway.socket;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// One connection in TLS: octets are opened for the conversation inside, and its answers sealed.
///
/// What is kept is at most a record that is not whole, and what one record held. A handshake that does not end is
/// inside a request, and has its time.
final class TlsConversation implements Conversation {

    private static final System.Logger LOG = System.getLogger(TlsConversation.class.getName());
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TlsProtocol protocol;
    private final Conversation inner;
    private final SSLEngine engine;

    /// Sealed octets that came, in writing position.
    private final ByteBuffer sealed;

    /// Opened octets that the conversation inside has not taken, in reading position.
    private final ByteBuffer opened;

    /// What the conversation inside answers, in one round.
    private final ByteBuffer said;

    private Next next = Next.READ;
    private boolean peerEnded;

    /// Whether the handshake came to its end.
    private boolean established;

    /// Whether work was left for want of room for answers.
    private boolean crowded;

    TlsConversation(TlsProtocol protocol, Conversation inner, SSLEngine engine) {
        this.protocol = protocol;
        this.inner = inner;
        this.engine = engine;
        int record = Math.max(engine.getSession().getPacketBufferSize(), TlsProtocol.RECORD_OCTETS);
        this.sealed = ByteBuffer.allocate(2 * record);
        this.opened = ByteBuffer.allocate(2 * record).flip();
        this.said = ByteBuffer.allocate(protocol.inner().answerOctetsMax());
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        sealed.put(octets);
        return work(answers, nanos);
    }

    @Override
    public Next end(ByteBuffer answers, long nanos) {
        peerEnded = true;
        return work(answers, nanos);
    }

    @Override
    public Next resume(ByteBuffer answers, long nanos) {
        try {
            if (next == Next.WAIT && hasRoom(answers)) seal(inner.resume(said.clear(), nanos), answers);
            return work(answers, nanos);
        } catch (SSLException broken) {
            return refuse(broken, answers);
        }
    }

    private Next work(ByteBuffer answers, long nanos) {
        try {
            while (hasRoom(answers) && next != Next.CLOSE && next != Next.WAIT && step(answers, nanos)) {
                // each step opens a record, seals one, or hands on what was opened
            }
            return outcome(answers, nanos);
        } catch (SSLException broken) {
            return refuse(broken, answers);
        }
    }

    private boolean hasRoom(ByteBuffer answers) {
        return answers.remaining() >= protocol.roundOctets();
    }

    /// Does one thing; false where there is nothing to do before more comes.
    private boolean step(ByteBuffer answers, long nanos) throws SSLException {
        if (opened.hasRemaining()) {
            tell(answers, nanos);
            return true;
        }
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                engine.getDelegatedTask().run();
                yield true;
            }
            case NEED_WRAP -> engine.wrap(NOTHING, answers).bytesProduced() > 0;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> unseal();
        };
    }

    private boolean unseal() throws SSLException {
        opened.clear();
        sealed.flip();
        SSLEngineResult result = engine.unwrap(sealed, opened);
        sealed.compact();
        opened.flip();
        return switch (result.getStatus()) {
            case OK -> result.bytesConsumed() > 0 || result.bytesProduced() > 0 || isBusy(result);
            case BUFFER_UNDERFLOW -> false;
            case CLOSED -> {
                peerEnded = true;
                yield false;
            }
            case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS allows");
        };
    }

    private static boolean isBusy(SSLEngineResult result) {
        HandshakeStatus status = result.getHandshakeStatus();
        return status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP;
    }

    private void tell(ByteBuffer answers, long nanos) throws SSLException {
        established = true;
        int octets = Math.min(opened.remaining(), protocol.inner().receiveOctetsMax());
        ByteBuffer part = opened.slice(opened.position(), octets);
        opened.position(opened.position() + octets);
        seal(inner.receive(part, said.clear(), nanos), answers);
    }

    private void seal(Next after, ByteBuffer answers) throws SSLException {
        next = after;
        said.flip();
        while (said.hasRemaining()) {
            SSLEngineResult result = engine.wrap(said, answers);
            if (result.getStatus() != SSLEngineResult.Status.OK) throw new SSLException("cannot seal: " + result);
        }
    }

    private Next outcome(ByteBuffer answers, long nanos) throws SSLException {
        crowded = !hasRoom(answers);
        boolean drained = !opened.hasRemaining() && !crowded;
        if (peerEnded && drained && next != Next.CLOSE && next != Next.WAIT) {
            endInside(answers, nanos);
        }
        if (next == Next.CLOSE) {
            sayGoodbye(answers);
            return Next.CLOSE;
        }
        if (next == Next.WAIT || !drained) return Next.WAIT;
        return isHandshaking() || sealed.position() > 0 ? Next.READ_REST : next;
    }

    /// Who leaves in the middle of a handshake has nothing to be answered.
    private void endInside(ByteBuffer answers, long nanos) throws SSLException {
        if (established && !engine.isOutboundDone()) {
            seal(inner.end(said.clear(), nanos), answers);
        } else {
            next = Next.CLOSE;
        }
    }

    private boolean isHandshaking() {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private void sayGoodbye(ByteBuffer answers) throws SSLException {
        engine.closeOutbound();
        if (!engine.isOutboundDone()) engine.wrap(NOTHING, answers);
    }

    /// No certificate, one of others, or no TLS at all: the peer is told, as far as TLS can, and shown out.
    private Next refuse(SSLException broken, ByteBuffer answers) {
        LOG.log(System.Logger.Level.DEBUG, "a TLS connection was refused", broken);
        if (!established) protocol.refused().increment();
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) engine.wrap(NOTHING, answers);
        } catch (SSLException nothingToSay) {
            LOG.log(System.Logger.Level.DEBUG, "a TLS alert was not sent", nothingToSay);
        }
        return Next.CLOSE;
    }

    /// At once while something is left over for want of room.
    @Override
    public long wakeNanos() {
        if (next == Next.WAIT) return inner.wakeNanos();
        return crowded || opened.hasRemaining() ? 0 : NEVER;
    }

    @Override
    public void closed() {
        inner.closed();
    }
}
