package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.socket.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;

/// A client that sends octets and counts what comes back, whole reads and all.
final class Asker implements AutoCloseable {

    /// `198.18.25.10`, as `clients.md` 1.1 writes the query down.
    static final String ASK_KNOWN = "0146305004c612190a000000000000000000000000";

    /// `198.18.25.99`, which nobody has seen.
    static final String ASK_UNKNOWN = "0146305004c6121963000000000000000000000000";

    /// `2001:db8:25::10`, as `clients.md` 1.1 writes the query down.
    static final String ASK_KNOWN6 = "014630500620010db8002500000000000000000010";

    private final SocketChannel channel;

    private Asker(SocketChannel channel) {
        this.channel = channel;
    }

    static Asker at(Endpoint endpoint) throws IOException {
        return new Asker(
                switch (endpoint) {
                    case Endpoint.Unix unix -> SocketChannel.open(UnixDomainSocketAddress.of(unix.path()));
                    case Endpoint.Tcp(var address) -> SocketChannel.open(address);
                });
    }

    Asker send(String hex) throws IOException {
        return send(HexFormat.of().parseHex(hex));
    }

    Asker send(byte[] octets) throws IOException {
        var buffer = ByteBuffer.wrap(octets);
        while (buffer.hasRemaining()) channel.write(buffer);
        return this;
    }

    /// One read, as the clients do that take its result for the whole answer.
    byte[] readOnce() throws IOException {
        var buffer = ByteBuffer.allocate(4096);
        int octets = channel.read(buffer);
        return octets < 0 ? new byte[0] : java.util.Arrays.copyOf(buffer.array(), octets);
    }

    /// Exactly so many octets, or fewer where the stream ends before.
    byte[] read(int octets) throws IOException {
        var buffer = ByteBuffer.allocate(octets);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) read = channel.read(buffer);
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }

    /// The status of the next answer.
    int status() throws IOException {
        byte[] answer = read(V3Answer.OCTETS);
        return answer.length == V3Answer.OCTETS ? answer[4] : -1;
    }

    Asker endSending() throws IOException {
        channel.shutdownOutput();
        return this;
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
