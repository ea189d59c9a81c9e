package dev.synoptic.gateway.socket;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// How one kind of datagram listener answers.
///
/// All its methods are called by the loop's thread alone.
public interface DatagramProtocol {

    /// Octets of the longest datagram that is looked at; what is longer is cut to this.
    int receiveOctetsMax();

    /// Takes one datagram and may answer, now or at a later call.
    ///
    /// @param octets the datagram; not kept beyond the call
    /// @param peer   who sent it, and to whom an answer goes
    /// @param nanos  the loop's monotonic clock
    void receive(ByteBuffer octets, InetSocketAddress peer, Replies replies, long nanos);

    /// The moment of [#wakeNanos] has come, or something that was awaited may have happened.
    default void resume(Replies replies, long nanos) {}

    /// When to call [#resume]; [Conversation#NEVER] where nothing is awaited.
    default long wakeNanos() {
        return Conversation.NEVER;
    }

    /// The way back.
    interface Replies {

        /// Sends one datagram. What the socket does not take at once is lost, as datagrams may be, and counted.
        void send(ByteBuffer datagram, InetSocketAddress peer);
    }
}
