package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/// A client that says what makes no sense until it is shown out.
public final class Shove {

    private static final int OCTETS_AT_ONCE = 64 << 10;
    private static final int REFUSALS_MAX = 50;

    private Shove() {}

    /// Writes until the server has enough of it; what it says meanwhile is read or not.
    ///
    /// @return octets that went out
    public static int at(SocketAddress server, byte[] octets) throws IOException {
        var buffer = ByteBuffer.wrap(octets);
        try (var channel = SocketChannel.open(server)) {
            channel.configureBlocking(false);
            var trash = ByteBuffer.allocate(OCTETS_AT_ONCE);
            for (int idle = 0; buffer.hasRemaining() && idle < REFUSALS_MAX; ) {
                idle = channel.write(buffer) > 0 ? 0 : idle + 1;
                if (octets[0] > 0 && channel.read(trash.clear()) < 0) break;
                if (idle > 0) LockSupport.parkNanos(20_000);
            }
        } catch (IOException shownOut) {
            assertThat(shownOut).hasMessageMatching("(?i).*(reset|broken|closed|abort).*");
        }
        return buffer.position();
    }
}
