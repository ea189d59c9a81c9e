package dev.synoptic.conformance.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// One question over p0f's protocol.
public final class V3Question {

    private static final int ANSWER = 232;
    private static final int OK = 0x10;

    private V3Question() {}

    /// Whether the host is known there; not, where nobody answers.
    public static boolean isKnown(Path socket, String address) {
        byte[] octets = InetAddress.ofLiteral(address).getAddress();
        var query = ByteBuffer.allocate(21)
                .put(new byte[] {1, 'F', '0', 'P', (byte) (octets.length == Integer.BYTES ? 4 : 6)})
                .put(octets);
        try (var asker = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            asker.write(query.rewind());
            var answer = ByteBuffer.allocate(ANSWER);
            return asker.read(answer) == ANSWER && answer.get(4) == OK;
        } catch (IOException nobodyThere) {
            return false;
        }
    }
}
