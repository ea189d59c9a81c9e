package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.function.Consumer;

/// Sockets by the JDK's channels and selector, anywhere.
final class PortableSockets implements Sockets {

    final Selector selector;
    final ByteBuffer received;
    final ByteBuffer answers;

    PortableSockets(ByteBuffer received, ByteBuffer answers) throws IOException {
        this.received = received;
        this.answers = answers;
        this.selector = Selector.open();
    }

    @Override
    public Entrance listen(Listener listener, Object owner) throws IOException {
        return PortableEntrance.open(this, listener, owner);
    }

    @Override
    public int await(long patienceMillis, Consumer<Object> ready) throws IOException {
        Consumer<SelectionKey> each = key -> ready.accept(key.attachment());
        if (patienceMillis == FOR_EVER) return selector.select(each);
        return patienceMillis == 0 ? selector.selectNow(each) : selector.select(each, patienceMillis);
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void forEachWatched(Consumer<Object> watched) {
        for (SelectionKey key : List.copyOf(selector.keys())) watched.accept(key.attachment());
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
