package dev.synoptic.gateway.text;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostText;
import dev.synoptic.gateway.answer.Wait;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One connection: a line, its answer, the end. Never an empty answer, whatever was asked.
final class TextConversation implements Conversation {

    private final TextProtocol protocol;
    private final StringBuilder line = new StringBuilder();
    private Optional<Question> question = Optional.empty();
    private Optional<Wait> wait = Optional.empty();

    /// A line that makes sense.
    private record Question(IpAddress address, boolean full) {}

    TextConversation(TextProtocol protocol) {
        this.protocol = protocol;
    }

    @Override
    public Next receive(ByteBuffer octets, ByteBuffer answers, long nanos) {
        while (octets.hasRemaining()) {
            byte octet = octets.get();
            if (octet == '\n' || line.length() == TextProtocol.LINE_OCTETS_MAX) {
                octets.position(octets.limit());
                return ask(answers, nanos);
            }
            line.append((char) Byte.toUnsignedInt(octet));
        }
        return Next.READ_REST;
    }

    /// The end of the stream ends the line too, be it empty: Exim and `nc -N` shut their side at once, and no answer is
    /// ever empty (`clients.md` 5).
    @Override
    public Next end(ByteBuffer answers, long nanos) {
        return wait.isPresent() ? Next.WAIT : ask(answers, nanos);
    }

    private Next ask(ByteBuffer answers, long nanos) {
        protocol.counters().queries().increment();
        question = parse();
        if (question.isEmpty()) {
            protocol.counters().bad().increment();
            put(HostText.UNKNOWN, answers);
            return Next.CLOSE;
        }
        IpAddress address = question.get().address();
        Optional<HostAnswer> host = protocol.hosts().find(address);
        if (host.isEmpty()) {
            wait = Wait.begin(protocol.waits(), address, HandshakeWaits.V3_WAIT, nanos);
            if (wait.isPresent()) return Next.WAIT;
        }
        put(text(question.get(), host), answers);
        return Next.CLOSE;
    }

    private Optional<Question> parse() {
        String[] words = line.toString().strip().split("[ \t]+");
        boolean full = words.length == 2 && words[1].equals("full");
        if (words.length != 1 && !full) return Optional.empty();
        return IpAddress.parse(words[0]).map(address -> new Question(address.unmapped(), full));
    }

    private static String text(Question question, Optional<HostAnswer> host) {
        if (host.isEmpty()) return HostText.UNKNOWN;
        return question.full() ? HostText.full(host.get(), true) : HostText.system(host.get());
    }

    private static void put(String text, ByteBuffer answers) {
        answers.put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) '\n');
    }

    @Override
    public Next resume(ByteBuffer answers, long nanos) {
        if (wait.isEmpty()) return Next.CLOSE;
        Optional<HostAnswer> host = protocol.hosts().find(wait.get().address());
        if (host.isEmpty() && !wait.get().isDue(nanos)) return Next.WAIT;
        endWait(host.isEmpty(), nanos);
        put(text(question.orElseThrow(), host), answers);
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
