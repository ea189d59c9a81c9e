package dev.synoptic.gateway.socket;

import java.nio.ByteBuffer;

/// One connection's side of a [Protocol]: octets in, octets out, no blocking.
public interface Conversation {

    /// What the connection does once the answers given so far have left.
    enum Next {
        /// Reads on. A connection between two requests is never closed for being idle.
        READ,
        /// Reads on, but the peer is inside a request and has [Listener#requestTime] to finish it.
        READ_REST,
        /// Reads nothing more until [#resume] says otherwise.
        WAIT,
        /// Closes.
        CLOSE
    }

    /// No moment: nothing is awaited.
    long NEVER = Long.MAX_VALUE;

    /// Takes all of `octets`, keeping what is not yet a whole request, and puts what can be answered into `answers`.
    ///
    /// @param nanos the loop's monotonic clock
    Next receive(ByteBuffer octets, ByteBuffer answers, long nanos);

    /// The peer will send nothing more, but may still read.
    default Next end(ByteBuffer answers, long nanos) {
        return Next.CLOSE;
    }

    /// The moment of [#wakeNanos] has come, or something that was awaited may have happened.
    default Next resume(ByteBuffer answers, long nanos) {
        return Next.READ;
    }

    /// When to call [#resume], on the loop's monotonic clock; [#NEVER] where nothing is awaited.
    default long wakeNanos() {
        return NEVER;
    }

    /// The connection is gone, whoever closed it.
    default void closed() {}
}
