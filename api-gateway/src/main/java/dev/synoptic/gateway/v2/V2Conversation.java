package dev.synoptic.gateway.v2;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.Wait;
import dev.synoptic.gateway.socket.Conversation;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One connection: a query in as many pieces as it likes, then its answer and the end.
final class V2Conversation implements Conversation {

    private final V2Desk desk;
    private final ByteBuffer begun;
    private Optional<V2Query> asked = Optional.empty();
    private Optional<Wait> wait = Optional.empty();

    V2Conversation(V2Desk desk) {
        this.desk = desk;
        this.begun = ByteBuffer.allocate(desk.form().queryOctets());
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        while (begun.hasRemaining() && octets.hasRemaining()) begun.put(octets.get());
        octets.position(octets.limit());
        if (begun.hasRemaining()) return Next.READ_REST;
        V2Query query = V2Query.read(begun, desk.form());
        asked = Optional.of(query);
        desk.counters().queries().increment();
        return take(query, answers, nanos);
    }

    private Next take(V2Query query, ByteBuffer answers, long nanos) {
        switch (query.kind()) {
            case BAD -> {
                desk.counters().bad().increment();
                V2Answer.putBad(query, answers);
            }
            case STATUS -> V2Answer.putStatus(query, desk.status().get(), answers);
            case FINGERPRINT -> {
                Optional<HostAnswer> host = desk.find(query);
                if (host.isEmpty()) {
                    wait = Wait.begin(desk.waits(), query.client(), HandshakeWaits.V3_WAIT, nanos);
                    if (wait.isPresent()) return Next.WAIT;
                }
                put(query, host, answers);
            }
        }
        return Next.CLOSE;
    }

    private void put(V2Query query, Optional<HostAnswer> host, ByteBuffer answers) {
        if (host.isPresent()) {
            V2Answer.putFound(query, host.get(), desk.form().linkNames(), answers);
        } else {
            desk.counters().misses().increment();
            V2Answer.putNoMatch(query, answers);
        }
    }

    @Override
    public Next end(ByteBuffer answers, long nanos) {
        return wait.isPresent() ? Next.WAIT : Next.CLOSE;
    }

    @Override
    public Next resume(ByteBuffer answers, long nanos) {
        if (wait.isEmpty()) return Next.CLOSE;
        V2Query query = asked.orElseThrow();
        Optional<HostAnswer> host = desk.find(query);
        if (host.isEmpty() && !wait.get().isDue(nanos)) return Next.WAIT;
        endWait(host.isEmpty(), nanos);
        put(query, host, answers);
        return Next.CLOSE;
    }

    private void endWait(boolean missed, long nanos) {
        wait.ifPresent(each -> each.end(missed, nanos));
        wait = Optional.empty();
    }

    @Override
    public long wakeNanos() {
        return wait.map(Wait::dueNanos).orElse(NEVER);
    }

    @Override
    public void closed() {
        endWait(false, 0);
    }
}
