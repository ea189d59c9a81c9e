package dev.synoptic.conformance.pipeline;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// One datagram as amavisd sends it. It waits 50 ms for an answer at most, so a gateway that has just started must have
/// answered one before it can be measured by that.
public final class AmavisQuestion {

    private static final int WAIT_MILLIS = 500;
    private static final int ANSWER_OCTETS_MAX = 1024;

    /// A blank, CR and LF: all that an answer without a system has beyond its question.
    private static final int EMPTY_OCTETS = 3;

    private AmavisQuestion() {}

    /// Whether the host's system is told there.
    public static boolean isAnswered(int port, String address) throws IOException {
        byte[] query = ("[" + address + "]:40000 ready").getBytes(StandardCharsets.US_ASCII);
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(WAIT_MILLIS);
            socket.send(new DatagramPacket(query, query.length, InetAddress.getLoopbackAddress(), port));
            var answer = new DatagramPacket(new byte[ANSWER_OCTETS_MAX], ANSWER_OCTETS_MAX);
            socket.receive(answer);
            return answer.getLength() > query.length + EMPTY_OCTETS;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }
}
