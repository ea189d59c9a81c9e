package dev.synoptic.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.Said;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.packet.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The zone over TCP, several queries on a connection: `clients.md` 6.3 rules 6 and 10.
class DnsConversationTest {

    private static final int QUERIES = 200;

    private final DnsCounters counters = new DnsCounters();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 4096})
    void anyNumberOfQueriesInPiecesOfAnySize(int piece) throws Exception {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < QUERIES; i++) all.writeBytes(framed(query(i, i % 2 == 0 ? "10" : "99")));
        var said =
                new Said(new DnsStreams(desk())).send(all.toByteArray(), piece).end();
        assertThat(said.isClosed()).isTrue();
        List<Message> answers = messages(said.answers());
        assertThat(answers)
                .extracting(answer -> answer.getHeader().getID())
                .containsExactlyElementsOf(IntStream.range(0, QUERIES).boxed().toList());
        assertThat(answers)
                .allMatch(answer ->
                        answer.getRcode() == (answer.getHeader().getID() % 2 == 0 ? Rcode.NOERROR : Rcode.NXDOMAIN));
        assertThat(answers.getFirst().getSection(Section.ANSWER)).isNotEmpty();
    }

    @Test
    void garbageEndsTheConnectionWithoutAnAnswer() throws Exception {
        Message response = query(1, "10");
        response.getHeader().setFlag(org.xbill.DNS.Flags.QR);
        for (byte[] garbage : List.of(
                new byte[2], framed(new byte[11]), framed(response.toWire()), new byte[] {(byte) 0xFF, (byte) 0xFF, 1
                })) {
            var said = new Said(new DnsStreams(desk())).send(garbage);
            assertThat(said.answers()).isEmpty();
            assertThat(said.isClosed()).isTrue();
        }
        assertThat(counters.garbage().sum()).isEqualTo(4);
    }

    private static Message query(int id, String lastOctet) throws Exception {
        var query = Message.newQuery(
                Record.newRecord(Name.fromString(lastOctet + ".25.18.198.os.example."), Type.A, DClass.IN));
        query.getHeader().setID(id);
        return query;
    }

    private static byte[] framed(Message message) {
        return framed(message.toWire());
    }

    private static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }

    private static List<Message> messages(byte[] octets) throws Exception {
        var messages = new ArrayList<Message>();
        var left = ByteBuffer.wrap(octets);
        while (left.hasRemaining()) {
            byte[] message = new byte[left.getShort()];
            left.get(message);
            messages.add(new Message(message));
        }
        return messages;
    }

    private DnsDesk desk() {
        IpAddress known = IpAddress.parse("198.18.25.10").orElseThrow();
        HostAnswer linux = HostAnswer.visits(1_700_000_000, 1_700_000_600, 7)
                .withSystem(new OperatingSystem("Linux", "3.11 and newer", false, false));
        return new DnsDesk(
                Zone.of("os.example", Duration.ofSeconds(120), Duration.ofSeconds(10)),
                address -> address.equals(known) ? Optional.of(linux) : Optional.empty(),
                () -> true,
                Admission.ANYONE,
                Optional.empty(),
                counters);
    }
}
