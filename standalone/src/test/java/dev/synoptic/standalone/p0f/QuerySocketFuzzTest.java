package dev.synoptic.standalone.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.p0f.Limits;
import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.p0f.P0fQuery;
import dev.synoptic.p0f.PacketStream;
import dev.synoptic.packet.FrameDecoder;
import dev.synoptic.packet.LinkType;
import dev.synoptic.testing.Mutation;
import dev.synoptic.testing.Seeded;
import dev.synoptic.testing.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Any octets in any pieces on p0f's socket, over a real socket: every 21 get the answer that they would get alone, in
/// order, and whoever vanishes in between spoils nothing (`p0f-v3.md` API-4, API-10, API-12, O-19). Longer by
/// `-Dproperty.tries=N`.
@Timeout(600)
class QuerySocketFuzzTest {

    private static final int TRIES = 300;
    private static final Mutation SEEDS = Mutation.ofFolder(QuerySocketFuzzTest.class, "/fuzz/queries");

    @TempDir
    private Path folder;

    private final PacketStream stream = stream();
    private QuerySocket socket;

    /// One client's visit: what it sends, in which pieces, and whether it stays for the answers.
    private record Visit(List<byte[]> pieces, boolean stays) {

        static Visit grown(RandomGenerator random) {
            return new Visit(Mutation.pieces(SEEDS.next(random), random), random.nextInt(4) != 0);
        }

        byte[] octets() {
            var all = ByteBuffer.allocate(
                    pieces.stream().mapToInt(piece -> piece.length).sum());
            pieces.forEach(all::put);
            return all.array();
        }
    }

    private static PacketStream stream() {
        var vector = Vector.group("api")
                .filter(each -> each.name().equals("api-basic"))
                .findFirst()
                .orElseThrow();
        var capture = vector.capture();
        var stream = new PacketStream(
                vector.database(),
                Limits.DEFAULT,
                FrameDecoder.strict(LinkType.of(capture.linkType()).orElseThrow(), capture.order()),
                new Nobody());
        for (var frame : capture.frames()) {
            long seconds = frame.micros() / 1_000_000;
            int micros = (int) (frame.micros() % 1_000_000);
            stream.accept(capture.octets(), frame.offset(), frame.captured(), frame.wireLength(), seconds, micros);
        }
        return stream;
    }

    @BeforeEach
    void open() throws P0fRefusedException {
        socket = QuerySocket.open(
                path(),
                P0fSettings.SOCKET_CONNECTIONS,
                (address, answers) ->
                        stream.answer(new P0fQuery.OfHost(address)).write(answers));
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private Path path() {
        return folder.resolve("socket");
    }

    @Test
    void everyVisitorGetsTheAnswersToItsOwnQueries() {
        Seeded.forAll(Visit::grown, TRIES, visit -> {
            try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
                for (byte[] piece : visit.pieces()) channel.write(ByteBuffer.wrap(piece));
                if (!visit.stays()) return;
                channel.shutdownOutput();
                assertThat(readAll(channel)).isEqualTo(expected(visit.octets()));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private byte[] expected(byte[] octets) {
        var queries = ByteBuffer.wrap(octets);
        var answers = ByteBuffer.allocate(octets.length / P0fQuery.LENGTH * P0fAnswer.LENGTH);
        while (queries.remaining() >= P0fQuery.LENGTH)
            stream.answer(P0fQuery.read(queries)).write(answers);
        return answers.array();
    }

    /// Until the other side closes, which it does when all is answered.
    private static byte[] readAll(SocketChannel channel) throws IOException {
        var octets = ByteBuffer.allocate(1 << 20);
        while (channel.read(octets) >= 0) {}
        return Arrays.copyOf(octets.array(), octets.position());
    }
}
