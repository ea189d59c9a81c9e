package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.answer.Wait;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.packet.IpAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/// One TCP connection: messages behind their lengths, answered in whatever order they can be (RFC 7766 section
/// 6.2.1.1).
final class DnsConversation implements Conversation {

    private static final int LENGTH_OCTETS = 2;

    private final DnsDesk desk;
    private final ZoneAnswers zone;
    private final InetAddress peer;
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    /// Octets that came and are not answered: the beginning of a message, and what could not be looked at yet.
    private byte[] rest = new byte[0];

    private boolean ending;

    /// A query that waits for its host's handshake; in the order in which they become due.
    private record Held(DnsQuery query, Wait until) {}

    DnsConversation(DnsDesk desk, InetAddress peer) {
        this.desk = desk;
        this.zone = new ZoneAnswers(desk);
        this.peer = peer;
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        int before = rest.length;
        rest = Arrays.copyOf(rest, before + octets.remaining());
        octets.get(rest, before, octets.remaining());
        return read(answers, nanos);
    }

    private Next read(ByteBuffer answers, long nanos) {
        int at = 0;
        while (hasRoom(answers) && isWhole(at)) {
            int length = length(at);
            if (length > DnsStreams.QUERY_OCTETS_MAX) return garbage();
            byte[] message = Arrays.copyOfRange(rest, at + LENGTH_OCTETS, at + LENGTH_OCTETS + length);
            at += LENGTH_OCTETS + length;
            desk.counters().queries().increment();
            Optional<DnsQuery> query = DnsQuery.read(message);
            if (query.isEmpty()) return garbage();
            take(query.get(), answers, nanos);
        }
        rest = Arrays.copyOfRange(rest, at, rest.length);
        if (rest.length >= LENGTH_OCTETS && length(0) > DnsStreams.QUERY_OCTETS_MAX) return garbage();
        return next();
    }

    private boolean hasRoom(ByteBuffer answers) {
        return answers.remaining() >= DnsStreams.ANSWER_OCTETS_MAX && held.size() < DnsStreams.UNANSWERED_MAX;
    }

    private boolean isWhole(int at) {
        return rest.length - at >= LENGTH_OCTETS && rest.length - at - LENGTH_OCTETS >= length(at);
    }

    private int length(int at) {
        return Byte.toUnsignedInt(rest[at]) << 8 | Byte.toUnsignedInt(rest[at + 1]);
    }

    private Next garbage() {
        desk.counters().garbage().increment();
        rest = new byte[0];
        return Next.CLOSE;
    }

    private Next next() {
        if (isWhole(0)) return Next.WAIT;
        if (ending) return held.isEmpty() ? Next.CLOSE : Next.WAIT;
        return rest.length == 0 ? Next.READ : Next.READ_REST;
    }

    private void take(DnsQuery query, ByteBuffer answers, long nanos) {
        Optional<IpAddress> awaited =
                zone.awaits(query).filter(host -> desk.hosts().find(host).isEmpty());
        Optional<Wait> wait = awaited.flatMap(host -> Wait.begin(desk.waits(), host, DnsDesk.WAIT, nanos));
        if (wait.isPresent()) {
            held.add(new Held(query, wait.get()));
        } else {
            put(query, answers);
        }
    }

    private void put(DnsQuery query, ByteBuffer answers) {
        byte[] answer = zone.answer(query, peer).toWire(DnsStreams.ANSWER_OCTETS_MAX - LENGTH_OCTETS);
        answers.put((byte) (answer.length >>> 8)).put((byte) answer.length).put(answer);
    }

    @Override
    public Next end(ByteBuffer answers, long nanos) {
        ending = true;
        return next();
    }

    @Override
    public Next resume(ByteBuffer answers, long nanos) {
        Iterator<Held> each = held.iterator();
        while (each.hasNext() && answers.remaining() >= DnsStreams.ANSWER_OCTETS_MAX) {
            Held one = each.next();
            boolean missed = desk.hosts().find(one.until().address()).isEmpty();
            if (missed && !one.until().isDue(nanos)) continue;
            each.remove();
            one.until().end(missed, nanos);
            put(one.query(), answers);
        }
        return read(answers, nanos);
    }

    /// At once while there is something left to look at and room to hold it.
    @Override
    public long wakeNanos() {
        if (isWhole(0) && held.size() < DnsStreams.UNANSWERED_MAX) return 0;
        return held.isEmpty() ? NEVER : held.element().until().dueNanos();
    }

    @Override
    public void closed() {
        for (Held each : held) each.until().end(false, 0);
        held.clear();
    }
}
