package dev.synoptic.gateway.socket;

import dev.synoptic.gateway.socket.Conversation.Next;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// A protocol inside TLS: whoever has no certificate of ours is shown out before a word of it is spoken.
///
/// @param inner   what is spoken inside
/// @param context keys and authorities
/// @param refused connections whose TLS did not come about
public record TlsProtocol(Protocol inner, SSLContext context, LongAdder refused) implements Protocol {

    /// Room for one flight of a handshake or what a record adds to its content, whichever is more.
    static final int RECORD_OCTETS = 20 * 1024;

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /// @throws IOException where a file cannot be read, or holds no certificate or key
    public static TlsProtocol of(Protocol inner, TlsIdentity identity, LongAdder refused) throws IOException {
        return new TlsProtocol(inner, TlsContexts.of(identity), refused);
    }

    @Override
    public int receiveOctetsMax() {
        return RECORD_OCTETS;
    }

    @Override
    public int answerOctetsMax() {
        return roundOctets() + RECORD_OCTETS;
    }

    /// What one round of answers inside becomes outside, at most.
    int roundOctets() {
        return inner.answerOctetsMax() + inner.answerOctetsMax() / 8 + RECORD_OCTETS;
    }

    @Override
    public Next atOpen() {
        return Next.READ_REST;
    }

    @Override
    public Conversation open() {
        return open(Optional.empty());
    }

    @Override
    public Conversation open(Optional<InetAddress> peer) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        engine.setEnabledProtocols(VERSIONS);
        return new TlsConversation(this, inner.open(peer), engine);
    }
}
