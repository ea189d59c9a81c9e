package dev.synoptic.gateway.socket;

import dev.synoptic.gateway.socket.Conversation.Next;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

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

    private static final long CLOSE_PATIENCE_MILLIS = 5_000;

    /// Rounds of answers that one client may have left when the service ends.
    private static final int LAST_ROUNDS_MAX = 512;

    private final Sockets sockets;
    private final List<Door> doors = new ArrayList<>();
    private final SocketCounters counters = new SocketCounters();
    private final LongSupplier clockNanos;
    private final ByteBuffer received;
    private final Outgoing outgoing;
    private final Waiters waiting = new Waiters();

    /// Those that came in the turn before and are not watched yet.
    private final ArrayDeque<Client> newcomers = new ArrayDeque<>();
    private final Vigil vigil;
    private final Thread thread;
    private final Consumer<Object> ready = this::ready;

    /// How many were served in the turn before, and how many octets of answers left in it.
    private int served, delivered;

    private boolean acceptPaused;
    private volatile boolean stopping, woken;

    private SocketLoop(String name, Sockets.Opening opening, List<Listener> listeners, LongSupplier clockNanos)
            throws IOException {
        long startNanos = clockNanos.getAsLong();
        this.clockNanos = () -> clockNanos.getAsLong() - startNanos;
        this.vigil = new Vigil(this.clockNanos);
        this.received = ByteBuffer.allocateDirect(most(listeners, Protocol::receiveOctetsMax));
        this.outgoing = new Outgoing(most(listeners, Protocol::answerOctetsMax));
        this.sockets = opening.open(received, outgoing.answers);
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    private static int most(List<Listener> listeners, ToIntFunction<Protocol> octets) {
        return listeners.stream().map(Listener::protocol).mapToInt(octets).max().orElse(0);
    }

    /// Listens at all of `listeners` and begins to serve, or fails and listens at none.
    ///
    /// @param name       of the thread
    /// @param clockNanos monotonic, as [System#nanoTime]
    public static SocketLoop open(String name, List<Listener> listeners, LongSupplier clockNanos) throws IOException {
        return open(name, Sockets::open, listeners, clockNanos);
    }

    static SocketLoop open(String name, Sockets.Opening opening, List<Listener> listeners, LongSupplier clockNanos)
            throws IOException {
        var loop = new SocketLoop(name, opening, listeners, clockNanos);
        try {
            for (Listener listener : listeners) loop.doors.add(new Door(listener, loop.sockets));
        } catch (IOException | RuntimeException failure) {
            loop.shut();
            throw failure;
        }
        loop.thread.start();
        return loop;
    }

    /// Where it listens, in the order of the listeners given; a port 0 has become the port taken.
    public List<Endpoint> endpoints() {
        return doors.stream().map(door -> door.entrance.endpoint()).toList();
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
        sockets.wakeup();
    }

    private void run() {
        try {
            while (!stopping) turn();
            answerWaiting();
        } catch (IOException failure) {
            if (!stopping) LOG.log(System.Logger.Level.ERROR, "query sockets are no longer served", failure);
        } finally {
            shut();
        }
    }

    private void turn() throws IOException {
        int before = newcomers.size();
        served = await();
        deliver();
        for (int i = 0; i < before; i++) settleIn(newcomers.remove());
        if (acceptPaused) reopen();
        if (!waiting.isEmpty()) resumeWaiting();
        for (Door door : doors) dropSlow(door);
    }

    private int await() throws IOException {
        long patience = newcomers.isEmpty() ? patienceMillis() : NEWCOMER_MILLIS;
        boolean awake = !newcomers.isEmpty() || patience != 0 && vigil.isDue(served, delivered);
        delivered = 0;
        int count = awake ? vigil.keep(sockets, ready) : 0;
        return count > 0 ? count : sockets.await(patience, ready);
    }

    /// How long nothing can become due.
    private long patienceMillis() {
        if (acceptPaused) return ACCEPT_PAUSE_MILLIS;
        long due = waiting.dueNanos();
        for (Door door : doors) due = Math.min(due, door.slowestDueNanos());
        if (due == Conversation.NEVER) return Sockets.FOR_EVER;
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - clockNanos.getAsLong() + 999_999));
    }

    private void ready(Object owner) {
        if (owner instanceof Door door) {
            admit(door);
        } else if (owner instanceof Client client) {
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
                Line line = door.entrance.accept();
                if (line == null) return;
                if (door.admits(line)) {
                    enter(door, line);
                } else {
                    counters.refused().increment();
                    line.close();
                }
            } catch (IOException noDescriptor) {
                counters.acceptFailed().increment();
                acceptPaused = true;
                door.keepOut();
                return;
            }
        }
    }

    private void enter(Door door, Line line) {
        var client = new Client(door, line, door.listener.protocol().open(line.peer()));
        door.entered(client);
        counters.accepted().increment();
        client.next = door.listener.protocol().atOpen();
        door.inside(client, client.next == Next.READ_REST, false, clockNanos.getAsLong());
        serve(client); // the request is often there already
        deliver();
        if (!line.isOpen()) return;
        if (client.answered && client.onlyReads()) {
            newcomers.add(client);
        } else {
            watch(client);
        }
    }

    /// Watches a newcomer from now on, unless it has asked its one question and gone: to watch and to forget it takes
    /// longer than to answer it.
    private void settleIn(Client client) {
        if (!client.line.isOpen() || client.line.isWatched()) return;
        serve(client);
        deliver();
        if (client.line.isOpen()) watch(client);
    }

    private void watch(Client client) {
        try {
            client.watch();
        } catch (IOException gone) {
            counters.vanished().increment();
            drop(client);
        }
    }

    private void reopen() {
        acceptPaused = false;
        for (Door door : doors) if (!door.isFull()) door.letIn();
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
        Protocol protocol = client.door.listener.protocol();
        received.clear().limit(protocol.receiveOctetsMax());
        int octets = client.line.read();
        if (octets == 0) return;
        long now = clockNanos.getAsLong();
        if (!outgoing.hasRoom(protocol.answerOctetsMax())) deliver();
        if (octets < 0) {
            client.ended = true;
            post(client, client.conversation.end(outgoing.answers, now), now);
        } else {
            post(client, client.conversation.receive(received.flip(), outgoing.answers, now), now);
        }
    }

    /// @param now when what is answered had come: who has its answer has all the time that follows it
    private void post(Client client, Next next, long now) throws IOException {
        client.next = next;
        boolean answered = outgoing.isBegun();
        client.door.inside(client, next == Next.READ_REST, answered, now);
        if (answered) {
            client.answered = true;
            outgoing.post(client);
        } else {
            settle(client);
        }
    }

    /// Sends what has been posted: one write for each client, so that no answer is cut.
    private void deliver() {
        delivered += outgoing.octets();
        for (int i = 0; i < outgoing.count(); i++) {
            Client client = outgoing.show(i);
            if (!client.line.isOpen()) continue;
            try {
                client.line.write();
                if (outgoing.answers.hasRemaining()) client.keepUnsent(outgoing.answers);
                settle(client);
            } catch (IOException peerGone) {
                counters.vanished().increment();
                drop(client);
            }
        }
        outgoing.clear();
    }

    private void sendRest(Client client) throws IOException {
        deliver();
        outgoing.answers.put(client.unsent.duplicate()).flip();
        try {
            client.line.write();
            client.unsent.position(client.unsent.position() + outgoing.answers.position());
        } finally {
            outgoing.clear();
        }
        if (client.unsent.hasRemaining()) return;
        client.sentAll();
        settle(client);
    }

    /// Everything that could be done at once is done: what now?
    private void settle(Client client) throws IOException {
        if (client.next == Next.CLOSE && !client.unsent.hasRemaining()) {
            drop(client);
            return;
        }
        waiting.track(client);
        if (client.line.isWatched()) client.watch();
    }

    private void resumeWaiting() {
        boolean all = woken;
        woken = false;
        long now = clockNanos.getAsLong();
        for (Client client : waiting.due(now, all)) resume(client, now);
    }

    /// Nobody who has asked is left without an answer by the end of the service: who waits is told what is known by now
    /// (`clients.md` 7, shutdown). To Postfix a connection closed without an answer is a failure.
    private void answerWaiting() {
        long now = clockNanos.getAsLong();
        for (int round = 0; round < LAST_ROUNDS_MAX && !waiting.isEmpty(); round++) {
            for (Client client : waiting.due(now, true)) {
                resume(client, Math.max(now, client.conversation.wakeNanos()));
            }
        }
    }

    private void resume(Client client, long now) {
        try {
            post(client, client.conversation.resume(outgoing.answers, now), now);
            deliver();
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
        outgoing.forget();
        counters.failed().increment();
        LOG.log(System.Logger.Level.ERROR, "a query on " + client.door.listener.endpoint() + " failed", bug);
        drop(client);
    }

    private void drop(Client client) {
        if (!client.line.isOpen()) return;
        waiting.remove(client);
        try {
            client.line.close();
        } catch (IOException alreadyGone) {
            counters.vanished().increment();
        }
        counters.closed().increment();
        client.conversation.closed();
        client.door.left(client);
    }

    private void shut() {
        sockets.forEachWatched(owner -> {
            if (owner instanceof Client client) drop(client);
        });
        List.copyOf(newcomers).forEach(this::drop);
        for (Door door : doors) Sockets.close(door.entrance::close, door.listener.endpoint());
        Sockets.close(sockets::close, "the sockets");
    }

    /// Stops serving, closes every connection and takes the socket files away.
    @Override
    public void close() {
        stopping = true;
        sockets.wakeup();
        try {
            thread.join(CLOSE_PATIENCE_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
