package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ListenerSettings;
import dev.synoptic.gateway.Spoken;
import dev.synoptic.gateway.analyzer.Wording;
import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.v2.V2Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A listener of each protocol, and a question to each about a host that is known.
record EveryFront(Path folder) {

    /// Questions of one round.
    static final int QUESTIONS = 7;

    private static final String SITE = "mx";
    private static final String ZONE = "os.example";
    private static final int WAIT_MILLIS = 30_000;

    List<ListenerSettings> listeners() {
        var zone = Zone.of(ZONE, Duration.ofSeconds(120), Duration.ofSeconds(10));
        return List.of(
                unix(new Spoken.P0fV3(), "s"),
                unix(new Spoken.P0fV2(V2Form.USUAL), "v2"),
                unix(new Spoken.Text(), "text"),
                unix(new Spoken.Policy(), "policy"),
                unix(new Spoken.Plugin(PluginRules.NONE), "plugin"),
                loopback(new Spoken.Amavis(Wording.V3)),
                loopback(new Spoken.Dns(zone, 0)));
    }

    private ListenerSettings unix(Spoken spoken, String name) {
        return ListenerSettings.of(spoken, Endpoint.Unix.at(folder.resolve(name)), SITE);
    }

    private static ListenerSettings loopback(Spoken spoken) {
        return ListenerSettings.of(spoken, Endpoint.Tcp.loopback(0), SITE);
    }

    /// @param endpoints where the listeners are, in their order
    void allKnow(String address, List<Endpoint> endpoints) throws IOException {
        assertThat(V3Question.isKnown(folder.resolve("s"), address)).as("p0f 3").isTrue();
        byte[] v2 = ask("v2", v2Query(address), 144);
        assertThat(v2[8]).as("p0f 2: type").isZero();
        assertThat(text("text", address + " full\n")).as("text").contains("conns=1");
        assertThat(text("policy", policyRequest(address)))
                .as("policy")
                .isEqualTo("action=PREPEND X-OS-Fingerprint: Unknown (" + address + ")\n\n");
        assertThat(text("plugin", "query_id=1\nremote_address=" + address + "\nwant=details\n\n"))
                .as("plug-in")
                .startsWith("query_id=1\naction=pass\nttl=600\n");
        String request = "[" + address + "]:40000 ready";
        byte[] amavis = datagram(port(endpoints.get(5)), request.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(amavis, StandardCharsets.US_ASCII).trim())
                .as("amavisd: the request, and a text")
                .startsWith(request + " ");
        byte[] zone = datagram(port(endpoints.get(6)), dnsQuery(address));
        assertThat(zone[3] & 0x0F).as("zone: rcode").isZero();
        assertThat(zone[7]).as("zone: answers").isPositive();
    }

    private static int port(Endpoint endpoint) {
        return ((Endpoint.Tcp) endpoint).address().getPort();
    }

    private static byte[] v2Query(String address) {
        var query = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        query.putInt(0x0defaced).putInt(1).putInt(7);
        query.put(InetAddress.ofLiteral(address).getAddress());
        return query.array();
    }

    private static String policyRequest(String address) {
        return "request=smtpd_access_policy\nprotocol_state=RCPT\nclient_address=" + address
                + "\nsender=a@example.org\nrecipient=b@example.org\ninstance=" + System.nanoTime() + "\n\n";
    }

    private static byte[] dnsQuery(String address) {
        var query =
                ByteBuffer.allocate(128).putShort((short) 1).putShort((short) 0).putShort((short) 1);
        query.position(12);
        byte[] octets = InetAddress.ofLiteral(address).getAddress();
        for (int i = octets.length - 1; i >= 0; i--) label(query, Integer.toString(octets[i] & 0xFF));
        for (String each : ZONE.split("\\.")) label(query, each);
        query.put((byte) 0).putShort((short) 1).putShort((short) 1);
        var whole = new byte[query.position()];
        query.flip().get(whole);
        return whole;
    }

    private static void label(ByteBuffer query, String text) {
        query.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] datagram(int port, byte[] query) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(WAIT_MILLIS);
            socket.send(new DatagramPacket(query, query.length, InetAddress.getLoopbackAddress(), port));
            var answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return answer.getData();
        }
    }

    private String text(String socket, String request) throws IOException {
        return new String(ask(socket, request.getBytes(StandardCharsets.US_ASCII), 0), StandardCharsets.US_ASCII);
    }

    /// @param octets of the answer; 0 where it ends with the connection, which ends with the question
    private byte[] ask(String socket, byte[] query, int octets) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(socket)))) {
            channel.write(ByteBuffer.wrap(query));
            if (octets == 0) channel.shutdownOutput();
            var answer = new ByteArrayOutputStream();
            var part = ByteBuffer.allocate(1024);
            while ((octets == 0 || answer.size() < octets) && channel.read(part.clear()) >= 0) {
                answer.write(part.array(), 0, part.position());
            }
            return answer.toByteArray();
        }
    }
}
