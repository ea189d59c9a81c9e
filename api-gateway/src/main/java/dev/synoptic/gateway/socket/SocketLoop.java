package dev.synoptic.gateway.socket;

import dev.synoptic.gateway.socket.Conversation.Next;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Serves every query socket of a process from one thread.
///
/// ```
///            ┌── readable ──▶ receive ──▶ send ──┬─▶ READ ───▶ wait for more
/// accept ──▶ │                                   ├─▶ WAIT ───▶ resume at wakeNanos, or when woken
///            └── writable ──▶ send the rest ─────┴─▶ CLOSE
/// ```
/// A round of answers leaves in one write, so that no answer is cut (`clients.md` 1.2 rule 1). A peer that
/// vanishes, at whatever moment, costs nobody anything and is not worth a line of log (rule 5).
public final class SocketLoop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

    /// Connections taken in before the others get their turn, at most.
    private static final int ACCEPTS_PER_TURN_MAX = 64;

    /// How long newcomers are left waiting after one could not be taken in.
    private static final long ACCEPT_PAUSE_MILLIS = 100;

    /// How long a newcomer that was answered is left alone: one that asks a single time has gone by then.
    private static final long NEWCOMER_MILLIS = 1;

    private static final long FOR_EVER = -1;

    private static final long CLOSE_PATIENCE_MILLIS = 5_000;

    private final Selector selector;
    private final List<Door> doors = new ArrayList<>();
    private final SocketCounters counters = new SocketCounters();
    private final LongSupplier clockNanos;
    private final ByteBuffer received;
    private final ByteBuffer answers;
    private final Set<Client> waiting = new LinkedHashSet<>();

    /// Those that came in the turn before and are not watched yet.
    private final ArrayDeque<Client> newcomers = new ArrayDeque<>();

    private final Thread thread;
    private final Consumer<SelectionKey> ready = this::ready;

    /// How many were served in the turn before.
    private int served;

    private boolean acceptPaused;
    private volatile boolean stopping;
    private volatile boolean woken;

    private SocketLoop(String name, Selector selector, List<Listener> listeners, LongSupplier clockNanos) {
        this.selector = selector;
        long startNanos = clockNanos.getAsLong();
        this.clockNanos = () -> clockNanos.getAsLong() - startNanos;
        this.received = ByteBuffer.allocateDirect(listeners.stream()
                .mapToInt(listener -> listener.protocol().receiveOctetsMax())
                .max()
                .orElse(0));
        this.answers = ByteBuffer.allocateDirect(listeners.stream()
                .mapToInt(listener -> listener.protocol().answerOctetsMax())
                .max()
                .orElse(0));
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /// Listens at all of `listeners` and begins to serve, or fails and listens at none.
    ///
    /// @param name       of the thread
    /// @param clockNanos monotonic, as [System#nanoTime]
    public static SocketLoop open(String name, List<Listener> listeners, LongSupplier clockNanos) throws IOException {
        var loop = new SocketLoop(name, Selector.open(), listeners, clockNanos);
        try {
            for (Listener listener : listeners) loop.doors.add(Door.open(listener, loop.selector));
        } catch (IOException | RuntimeException failure) {
            loop.shut();
            throw failure;
        }
        loop.thread.start();
        return loop;
    }

    /// Where it listens, in the order of the listeners given; a port 0 has become the port taken.
    public List<Endpoint> endpoints() {
        return doors.stream().map(Door::endpoint).toList();
    }

    /// What happened so far.
    public SocketCounters counters() {
        return counters;
    }

    /// Whether it still serves.
    public boolean isServing() {
        return thread.isAlive() && !stopping;
    }

    /// Something that a waiting conversation waits for may have happened. Any thread may call.
    public void wake() {
        woken = true;
        selector.wakeup();
    }

    private void run() {
        try {
            while (!stopping) turn();
        } catch (IOException | ClosedSelectorException failure) {
            if (!stopping) LOG.log(System.Logger.Level.ERROR, "query sockets are no longer served", failure);
        } finally {
            shut();
        }
    }

    private void turn() throws IOException {
        int before = newcomers.size();
        served = serveReady(patienceMillis());
        for (int i = 0; i < before; i++) settleIn(newcomers.remove());
        if (acceptPaused) reopen();
        if (!waiting.isEmpty()) resumeWaiting();
        for (Door door : doors) dropSlow(door);
    }

    private int serveReady(long patience) throws IOException {
        if (patience == FOR_EVER) return selector.select(ready);
        return patience == 0 ? selector.selectNow(ready) : selector.select(ready, patience);
    }

    /// How long nothing can become due.
    private long patienceMillis() {
        if (!newcomers.isEmpty()) return NEWCOMER_MILLIS;
        if (acceptPaused) return ACCEPT_PAUSE_MILLIS;
        long due = Conversation.NEVER;
        for (Client client : waiting) { // who does not read what it has is not resumed either
            if (!client.unsent.hasRemaining()) due = Math.min(due, client.conversation.wakeNanos());
        }
        for (Door door : doors) due = Math.min(due, door.slowestDueNanos());
        if (due == Conversation.NEVER) return FOR_EVER;
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - clockNanos.getAsLong() + 999_999));
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Door door) {
            admit(door);
        } else if (key.attachment() instanceof Client client) {
            serve(client);
        }
    }

    private void admit(Door door) {
        int most = Math.clamp(served / 2, 1, ACCEPTS_PER_TURN_MAX);
        for (int turn = 0; turn < most; turn++) {
            if (door.isFull()) {
                counters.full().increment();
                door.keepOut();
                return;
            }
            try {
                SocketChannel channel = door.accept();
                if (channel == null) return;
                if (door.admits(channel)) {
                    enter(door, channel);
                } else {
                    counters.refused().increment();
                    channel.close();
                }
            } catch (IOException noDescriptor) {
                counters.acceptFailed().increment();
                acceptPaused = true;
                door.keepOut();
                return;
            }
        }
    }

    private void enter(Door door, SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        var client = new Client(door, channel, door.listener.protocol().open(door.peer(channel)));
        door.entered(client);
        counters.accepted().increment();
        client.next = door.listener.protocol().atOpen();
        door.inside(client, client.next == Next.READ_REST, false, clockNanos.getAsLong());
        serve(client); // the request is often there already
        if (!client.channel.isOpen()) return;
        if (client.answered && client.onlyReads()) {
            newcomers.add(client);
        } else {
            watch(client);
        }
    }

    /// Watches a newcomer from now on, unless it has asked its one question and gone: to watch and to forget it takes
    /// longer than to answer it.
    private void settleIn(Client client) {
        if (!client.channel.isOpen() || client.isWatched()) return;
        serve(client);
        if (client.channel.isOpen()) watch(client);
    }

    private void watch(Client client) {
        try {
            client.watchBy(selector);
        } catch (ClosedChannelException gone) {
            counters.vanished().increment();
            drop(client);
        }
    }

    private void reopen() {
        acceptPaused = false;
        doors.stream().filter(door -> !door.isFull()).forEach(Door::letIn);
    }

    private void serve(Client client) {
        try {
            if (client.unsent.hasRemaining()) {
                sendRest(client);
            } else {
                receive(client);
            }
        } catch (IOException peerGone) {
            counters.vanished().increment();
            drop(client);
        } catch (RuntimeException bug) {
            fail(client, bug);
        }
    }

    private void receive(Client client) throws IOException {
        received.clear().limit(client.door.listener.protocol().receiveOctetsMax());
        int octets = client.channel.read(received);
        if (octets == 0) return;
        long now = clockNanos.getAsLong();
        answers.clear();
        if (octets < 0) {
            client.ended = true;
            send(client, client.conversation.end(answers, now), now);
        } else {
            send(client, client.conversation.receive(received.flip(), answers, now), now);
        }
    }

    /// @param now when what is answered had come: who has its answer has all the time that follows it
    private void send(Client client, Next next, long now) throws IOException {
        client.next = next;
        boolean answered = answers.flip().hasRemaining();
        if (answered) {
            client.answered = true;
            client.channel.write(answers);
            if (answers.hasRemaining()) client.keepUnsent(answers);
        }
        client.door.inside(client, next == Next.READ_REST, answered, now);
        settle(client);
    }

    private void sendRest(Client client) throws IOException {
        client.channel.write(client.unsent);
        if (client.unsent.hasRemaining()) return;
        client.sentAll();
        settle(client);
    }

    /// Everything that could be done at once is done: what now?
    private void settle(Client client) {
        if (client.next == Next.CLOSE && !client.unsent.hasRemaining()) {
            drop(client);
            return;
        }
        track(client);
        client.watch();
    }

    private void track(Client client) {
        if (client.conversation.wakeNanos() != Conversation.NEVER) {
            waiting.add(client);
        } else if (!waiting.isEmpty()) {
            waiting.remove(client);
        }
    }

    private void resumeWaiting() {
        boolean all = woken;
        woken = false;
        long now = clockNanos.getAsLong();
        for (Client client : List.copyOf(waiting)) {
            boolean due = all || client.conversation.wakeNanos() <= now;
            if (due && !client.unsent.hasRemaining()) resume(client, now);
        }
    }

    private void resume(Client client, long now) {
        try {
            answers.clear();
            send(client, client.conversation.resume(answers, now), now);
        } catch (IOException peerGone) {
            counters.vanished().increment();
            drop(client);
        } catch (RuntimeException bug) {
            fail(client, bug);
        }
    }

    private void dropSlow(Door door) {
        while (door.slowestDueNanos() != Conversation.NEVER && door.slowestDueNanos() <= clockNanos.getAsLong()) {
            counters.timedOut().increment();
            drop(door.slowest());
        }
    }

    private void fail(Client client, RuntimeException bug) {
        counters.failed().increment();
        LOG.log(System.Logger.Level.ERROR, "a query on " + client.door.listener.endpoint() + " failed", bug);
        drop(client);
    }

    private void drop(Client client) {
        if (!client.channel.isOpen()) return;
        waiting.remove(client);
        try {
            client.channel.close();
        } catch (IOException alreadyGone) {
            counters.vanished().increment();
        }
        counters.closed().increment();
        client.conversation.closed();
        client.door.left(client);
    }

    private void shut() {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.attachment() instanceof Client client) drop(client);
        }
        List.copyOf(newcomers).forEach(this::drop);
        for (Door door : doors) {
            try {
                door.close();
            } catch (IOException leftBehind) {
                LOG.log(System.Logger.Level.WARNING, "closing " + door.listener.endpoint(), leftBehind);
            }
        }
        try {
            selector.close();
        } catch (IOException leftBehind) {
            LOG.log(System.Logger.Level.WARNING, "closing the selector", leftBehind);
        }
    }

    /// Stops serving, closes every connection and takes the socket files away.
    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
