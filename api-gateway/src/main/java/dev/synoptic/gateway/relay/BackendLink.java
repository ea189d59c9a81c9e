package dev.synoptic.gateway.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One connection to a gateway: written by the loop, read by a virtual thread of its own that wakes the loop.
final class BackendLink {

    private static final int READ_OCTETS = 16 * 1024;

    /// Octets read ahead of the loop, at most: a gateway answers what it was asked and no more.
    private static final int AHEAD_OCTETS_MAX = 256 * 1024;

    final int number;
    private final SocketChannel channel;
    private final ConcurrentLinkedQueue<ByteBuffer> read = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ahead = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    private BackendLink(Backends.Connected connected) {
        this.channel = connected.channel();
        this.number = connected.number();
    }

    static BackendLink open(Backends.Connected connected, Runnable wake) {
        var link = new BackendLink(connected);
        Thread.ofVirtual().name("front-link").start(() -> link.run(wake));
        return link;
    }

    private void run(Runnable wake) {
        try {
            while (!ended.get()) {
                var octets = ByteBuffer.allocate(READ_OCTETS);
                int count = channel.read(octets);
                if (count < 0 || ahead.addAndGet(count) > AHEAD_OCTETS_MAX) break;
                read.add(octets.flip());
                wake.run();
            }
        } catch (IOException gone) {
            ended.set(true); // what it had to say is in the queue; the conversation sees the end behind it
        }
        ended.set(true);
        wake.run();
    }

    /// Sends whole requests; false where the gateway has gone.
    boolean send(ByteBuffer requests) {
        try {
            while (requests.hasRemaining()) channel.write(requests);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /// Octets that have come; null where none have.
    @Nullable
    ByteBuffer take() {
        ByteBuffer octets = read.poll();
        if (octets != null) ahead.addAndGet(-octets.remaining());
        return octets;
    }

    /// Whether nothing more will come, once [#take] has given all.
    boolean isEnded() {
        return ended.get();
    }

    void close() {
        ended.set(true);
        try {
            channel.close();
        } catch (IOException goneAlready) {
            ended.set(true);
        }
    }
}
