package dev.synoptic.standalone.query;

import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.p0f.P0fQuery;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.shell.OutsideFailure;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/// A p0f v3 socket as a client sees it (`p0f-v3.md` section 11).
final class P0fSocket {

    /// Longer than any server waits for a handshake on its way; a p0f with all its connections taken never answers.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private P0fSocket() {}

    /// Asks once, on a connection of its own.
    static P0fAnswer ask(Path socket, IpAddress address) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(P0fQuery.write(address)));
            return P0fAnswer.read(answer(channel, socket).flip());
        } catch (IOException | IllegalArgumentException failure) {
            throw new OutsideFailure("cannot ask " + socket + ": " + failure.getMessage(), failure);
        }
    }

    private static ByteBuffer answer(SocketChannel channel, Path socket) throws IOException {
        var octets = ByteBuffer.allocate(P0fAnswer.LENGTH);
        channel.configureBlocking(false);
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (octets.hasRemaining()) {
                if (selector.select(PATIENCE.toMillis()) == 0) {
                    throw new OutsideFailure(socket + " did not answer within " + PATIENCE.toSeconds() + " s");
                }
                selector.selectedKeys().clear();
                if (channel.read(octets) < 0) throw new OutsideFailure(socket + " closed without an answer");
            }
        }
        return octets;
    }
}
