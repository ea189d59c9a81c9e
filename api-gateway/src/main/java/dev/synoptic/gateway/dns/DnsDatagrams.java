package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.answer.Wait;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.socket.DatagramProtocol;
import dev.synoptic.packet.IpAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/// The zone over UDP: answers of at most 512 octets, and so many to one network.
public final class DnsDatagrams implements DatagramProtocol {

    /// No answer is longer (`clients.md` 6.3 rule 5).
    static final int ANSWER_OCTETS_MAX = 512;

    /// No question of ours is longer, whatever comes with it.
    private static final int QUERY_OCTETS_MAX = 4096;

    private final DnsDesk desk;
    private final ZoneAnswers answers;
    private final ResponseRates rates;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private boolean cutsNext;

    /// A query that waits for its host's handshake; in the order in which they become due.
    private record Held(DnsQuery query, InetSocketAddress peer, Wait until) {}

    /// @param responsesPerSecond to one network; 0 sets no limit
    public DnsDatagrams(DnsDesk desk, int responsesPerSecond) {
        this.desk = desk;
        this.answers = new ZoneAnswers(desk);
        this.rates = new ResponseRates(responsesPerSecond);
    }

    @Override
    public int receiveOctetsMax() {
        return QUERY_OCTETS_MAX;
    }

    @Override
    public void receive(ByteBuffer octets, InetSocketAddress peer, Replies replies, long nanos) {
        desk.counters().queries().increment();
        byte[] message = new byte[octets.remaining()];
        octets.get(message);
        Optional<DnsQuery> query = peer.getPort() == 0 ? Optional.empty() : DnsQuery.read(message);
        if (query.isEmpty()) {
            desk.counters().garbage().increment();
            return;
        }
        if (desk.trusts(peer.getAddress()) || rates.take(peer.getAddress(), nanos)) {
            take(query.get(), peer, replies, nanos);
        } else {
            limit(query.get(), peer, replies);
        }
    }

    private void take(DnsQuery query, InetSocketAddress peer, Replies replies, long nanos) {
        Optional<IpAddress> awaited =
                answers.awaits(query).filter(host -> desk.hosts().find(host).isEmpty());
        Optional<Wait> wait = awaited.flatMap(host -> Wait.begin(desk.waits(), host, DnsDesk.WAIT, nanos));
        if (wait.isPresent()) {
            held.add(new Held(query, peer, wait.get()));
        } else {
            send(query, peer, replies);
        }
    }

    private void send(DnsQuery query, InetSocketAddress peer, Replies replies) {
        Message answer = answers.answer(query, peer.getAddress());
        replies.send(ByteBuffer.wrap(answer.toWire(ANSWER_OCTETS_MAX)), peer);
    }

    /// Every other question beyond the rate is sent to TCP, where nobody can write another's address on it; the rest
    /// get nothing.
    private void limit(DnsQuery query, InetSocketAddress peer, Replies replies) {
        desk.counters().limited().increment();
        cutsNext = !cutsNext;
        if (!cutsNext) return;
        Message cut = query.reply();
        cut.getHeader().setFlag(Flags.TC);
        replies.send(ByteBuffer.wrap(cut.toWire(ANSWER_OCTETS_MAX)), peer);
    }

    @Override
    public void resume(Replies replies, long nanos) {
        Iterator<Held> each = held.iterator();
        while (each.hasNext()) {
            Held one = each.next();
            boolean missed = desk.hosts().find(one.until().address()).isEmpty();
            if (missed && !one.until().isDue(nanos)) continue;
            each.remove();
            one.until().end(missed, nanos);
            send(one.query(), one.peer(), replies);
        }
    }

    @Override
    public long wakeNanos() {
        return held.isEmpty() ? Conversation.NEVER : held.element().until().dueNanos();
    }
}
