package dev.synoptic.conformance.pipeline;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of loopback that were free a moment ago, for programs that must be told one beforehand.
///
/// None of those that the kernel gives to connections by itself: one of them may have it by the time the program
/// starts.
final class FreePort {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    static int tcp() throws IOException {
        return free();
    }

    /// Free for TCP too, as a zone's must be.
    static int udp() throws IOException {
        return free();
    }

    private static int free() throws IOException {
        for (int tries = 1; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            var loopback = InetAddress.getLoopbackAddress();
            try (var _ = new ServerSocket(port, 1, loopback);
                    var _ = new DatagramSocket(port, loopback)) {
                return port;
            } catch (SocketException taken) {
                if (tries == TRIES) throw taken;
            }
        }
    }
}
