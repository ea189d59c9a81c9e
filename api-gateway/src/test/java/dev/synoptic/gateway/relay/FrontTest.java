package dev.synoptic.gateway.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.policy.PolicyCounters;
import dev.synoptic.gateway.policy.PolicyDesk;
import dev.synoptic.gateway.policy.PolicyProtocol;
import dev.synoptic.gateway.relay.Front.Kept;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.v3.HostV3Answers;
import dev.synoptic.gateway.v3.V3Protocol;
import dev.synoptic.packet.IpAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections that are kept outlive every gateway behind them.
class FrontTest {

    private static final byte[] ASK_KNOWN = HexFormat.of().parseHex("0146305004c612190a000000000000000000000000");
    private static final byte[] NONSENSE = new byte[21];
    private static final String RCPT = "request=smtpd_access_policy\nprotocol_state=RCPT\nclient_address=198.18.25.10\n"
            + "recipient=b@mx.example\ninstance=";
    private static final String HEADER = "action=PREPEND X-OS-Fingerprint: Linux 3.11 and newer (198.18.25.10)\n\n";
    private static final int V3 = 0;
    private static final int POLICY = 1;
    private static final int KNOWN = 0x10;
    private static final int NOT_KNOWN = 0x20;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Optional<SocketLoop> gateway = Optional.empty();
    private Optional<Front> front = Optional.empty();

    @BeforeEach
    void openFront() throws IOException {
        open(Front.GRACE);
    }

    private void open(Duration grace) throws IOException {
        front.ifPresent(Front::close);
        front = Optional.of(Front.open(
                List.of(
                        new Kept(inFolder("v3"), Framing.V3, List.of(inFolder("gw-v3"), inFolder("gw2-v3"))),
                        new Kept(inFolder("policy"), Framing.POLICY, List.of(inFolder("gw-policy"))),
                        new Kept(inFolder("text"), Framing.TEXT, List.of(inFolder("gw-text")))),
                grace));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) each.close();
        gateway.ifPresent(SocketLoop::close);
        front.orElseThrow().close();
    }

    private Endpoint.Unix inFolder(String name) {
        return Endpoint.Unix.at(folder.resolve(name));
    }

    private void startGateway(String prefix) throws IOException {
        HostAnswer linux = HostAnswer.visits(1, 2, 3)
                .withSystem(new HostAnswer.OperatingSystem("Linux", "3.11 and newer", false, false));
        IpAddress known = IpAddress.parse("198.18.25.10").orElseThrow();
        var desk = RulelessDesk.of(
                address -> address.equals(known) ? Optional.of(linux) : Optional.empty(), new PolicyCounters());
        gateway = Optional.of(SocketLoop.open(
                "gateway",
                List.of(
                        Listener.at(inFolder(prefix + "-v3"), V3Protocol.of(new HostV3Answers(desk.hosts()))),
                        Listener.at(inFolder(prefix + "-policy"), new PolicyProtocol(desk))),
                System::nanoTime));
    }

    private RelayCounters counters(int socket) {
        return front.orElseThrow().counters().get(socket);
    }

    private void stopGateway() {
        gateway.orElseThrow().close();
        gateway = Optional.empty();
    }

    private SocketChannel connect(String name) throws IOException {
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(name)));
        opened.add(channel);
        return channel;
    }

    private static int status(SocketChannel asker, byte[] query) throws IOException {
        asker.write(ByteBuffer.wrap(query));
        return readStatus(asker);
    }

    /// One read: an answer that comes in pieces would break the clients (`clients.md` 1.2 rule 1).
    private static int readStatus(SocketChannel asker) throws IOException {
        var answer = ByteBuffer.allocate(232);
        assertThat(asker.read(answer)).isEqualTo(232);
        assertThat(answer.getInt(0)).isEqualTo(0x02463050);
        return answer.get(4);
    }

    private static String policy(SocketChannel asker, String instance) throws IOException {
        asker.write(ByteBuffer.wrap((RCPT + instance + "\n\n").getBytes(US_ASCII)));
        var answer = ByteBuffer.allocate(4096);
        asker.read(answer);
        return new String(answer.array(), 0, answer.position(), US_ASCII);
    }

    @Test
    void withoutAGatewayEverythingIsNotKnownAtOnce() throws IOException {
        var haraka = connect("v3");
        var postfix = connect("policy");
        for (int i = 0; i < 3; i++) {
            assertThat(status(haraka, ASK_KNOWN)).isEqualTo(NOT_KNOWN);
            assertThat(status(haraka, NONSENSE)).isZero();
            assertThat(policy(postfix, "1." + i)).isEqualTo("action=DUNNO\n\n");
        }
        assertThat(counters(V3).notKnown().sum()).isEqualTo(6);
        assertThat(counters(POLICY).notKnown().sum()).isEqualTo(3);
    }

    @Test
    void keptConnectionsOutliveTheGatewayAndFindTheNextOne() throws IOException {
        var haraka = connect("v3");
        var postfix = connect("policy");
        for (int life = 0; life < 3; life++) {
            startGateway("gw");
            assertThat(status(haraka, ASK_KNOWN)).isEqualTo(KNOWN);
            assertThat(policy(postfix, life + ".a")).isEqualTo(HEADER);
            stopGateway();
            assertThat(status(haraka, ASK_KNOWN)).isEqualTo(NOT_KNOWN);
            assertThat(policy(postfix, life + ".b")).isEqualTo("action=DUNNO\n\n");
        }
    }

    @Test
    void aSecondGatewayTakesOverWithoutALoss() throws IOException {
        var haraka = connect("v3");
        startGateway("gw");
        assertThat(status(haraka, ASK_KNOWN)).isEqualTo(KNOWN);
        var first = gateway.orElseThrow();
        startGateway("gw2");
        first.close();
        for (int i = 0; i < 5; i++) assertThat(status(haraka, ASK_KNOWN)).isEqualTo(KNOWN);
        assertThat(counters(V3).notKnown().sum()).isZero();
    }

    @Test
    void manyQueriesAtATimeAreAnsweredInTheirOrder() throws IOException {
        startGateway("gw");
        var haraka = connect("v3");
        var queries = ByteBuffer.allocate(21 * 300);
        for (int i = 0; i < 150; i++) queries.put(ASK_KNOWN).put(NONSENSE);
        haraka.write(queries.flip());
        var answers = ByteBuffer.allocate(232 * 300);
        while (answers.hasRemaining()) haraka.read(answers);
        for (int i = 0; i < 300; i++) {
            boolean bad = i % 2 == 1 && i < 300;
            assertThat(answers.get(i * 232 + 4)).isEqualTo((byte) (bad ? 0 : KNOWN));
        }
    }

    @Test
    void aRequestMayComeInPieces() throws IOException {
        startGateway("gw");
        var haraka = connect("v3");
        for (byte octet : ASK_KNOWN) haraka.write(ByteBuffer.wrap(new byte[] {octet}));
        assertThat(readStatus(haraka)).isEqualTo(KNOWN);
    }

    @Test
    void aGatewayThatHangsIsGivenUpAndNotAskedAgainByOthers() throws IOException {
        open(Duration.ofMillis(100));
        try (var hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hanging.bind(UnixDomainSocketAddress.of(folder.resolve("gw-v3")));
            assertThat(status(connect("v3"), ASK_KNOWN)).isEqualTo(NOT_KNOWN);
            assertThat(counters(V3).late().sum()).isEqualTo(1);
            assertThat(status(connect("v3"), ASK_KNOWN)).isEqualTo(NOT_KNOWN);
            assertThat(counters(V3).late().sum()).isEqualTo(1);
        }
    }

    /// Design §4: waits overlap on one connection. The gateway holds the first question until it has read the second.
    @Test
    void aQuestionThatComesWhileAnotherWaitsIsPassedOnAtOnce() throws Exception {
        open(Duration.ofMinutes(1));
        try (var holding = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            holding.bind(UnixDomainSocketAddress.of(folder.resolve("gw-v3")));
            var haraka = connect("v3");
            haraka.write(ByteBuffer.wrap(ASK_KNOWN));
            var asked = holding.accept();
            read(asked, 21);
            haraka.write(ByteBuffer.wrap(ASK_KNOWN));
            read(asked, 21);
            var answer = ByteBuffer.allocate(2 * 232).putInt(0, 0x02463050).putInt(232, 0x02463050);
            asked.write(answer.put(4, (byte) KNOWN).put(236, (byte) NOT_KNOWN));
            assertThat(readStatus(haraka)).isEqualTo(KNOWN);
            assertThat(readStatus(haraka)).isEqualTo(NOT_KNOWN);
            assertThat(counters(V3).waits().answered()).isEqualTo(2);
            asked.close();
        }
    }

    /// Its patience runs from when a question came, not from when it was last asked again.
    @Test
    void whatTwoGatewaysLeftUnansweredIsAnsweredInTheirPlace() throws Exception {
        open(Duration.ofMinutes(1));
        try (var leaving = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            leaving.bind(UnixDomainSocketAddress.of(folder.resolve("gw-v3")));
            var haraka = connect("v3");
            haraka.write(ByteBuffer.wrap(ASK_KNOWN));
            for (int i = 0; i < 2; i++) {
                try (var asked = leaving.accept()) {
                    read(asked, 21);
                }
            }
            assertThat(readStatus(haraka)).isEqualTo(NOT_KNOWN);
            assertThat(counters(V3).notKnown().sum()).isEqualTo(1);
            assertThat(counters(V3).late().sum()).isZero();
        }
    }

    @Test
    void everyQuestionIsCountedByHowLongItWaited() throws IOException {
        startGateway("gw");
        var haraka = connect("v3");
        for (int i = 0; i < 20; i++) assertThat(status(haraka, ASK_KNOWN)).isEqualTo(KNOWN);
        stopGateway();
        for (int i = 0; i < 5; i++) assertThat(status(haraka, ASK_KNOWN)).isEqualTo(NOT_KNOWN);
        RelayCounters all = counters(V3);
        assertThat(all.requests().sum()).isEqualTo(25);
        assertThat(all.passed().sum() + all.notKnown().sum()).isEqualTo(25);
        assertThat(all.waits().answered()).isEqualTo(25);
        assertThat(new RelayMetrics(front.orElseThrow()).scrape())
                .contains("synoptic_front_requests_total{socket=\"" + folder.resolve("v3") + "\"} 25.0")
                .contains("synoptic_front_overdue_total{socket=\"" + folder.resolve("v3") + "\"} 0.0");
    }

    @Test
    void waitsAreClassedAndOnlyWhatNoLoadExplainsIsOverdue() {
        var waits = new AnswerWaits(Duration.ofMillis(250));
        for (long millis : new long[] {0, 1, 2, 60, 250, 500, 501}) waits.waited(millis * 1_000_000);
        assertThat(waits.within(Duration.ofMillis(1))).isEqualTo(2);
        assertThat(waits.within(Duration.ofMillis(50))).isEqualTo(3);
        assertThat(waits.within(Duration.ofSeconds(1))).isEqualTo(7);
        assertThat(waits.overdue()).isEqualTo(1);
        assertThat(waits.longestNanos()).isEqualTo(501_000_000);
    }

    /// The front knows of no other package what each protocol's wait is.
    @Test
    void theWaitsOfProtocolsAreTheirs() {
        assertThat(Framing.V3.handshakeWait()).isEqualTo(HandshakeWaits.V3_WAIT);
        assertThat(Framing.TEXT.handshakeWait()).isEqualTo(HandshakeWaits.V3_WAIT);
        assertThat(Framing.POLICY.handshakeWait()).isEqualTo(PolicyDesk.WAIT);
    }

    private static void read(SocketChannel channel, int octets) throws IOException {
        var all = ByteBuffer.allocate(octets);
        while (all.hasRemaining()) assertThat(channel.read(all)).isPositive();
    }

    @Test
    void aGatewayThatAnswersTwiceIsDroppedAndTheClientSeesOneAnswer() throws Exception {
        try (var faulty = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            faulty.bind(UnixDomainSocketAddress.of(folder.resolve("gw-policy")));
            Thread.ofVirtual().start(() -> answerTwice(faulty));
            var postfix = connect("policy");
            assertThat(policy(postfix, "1.a")).isEqualTo("action=OK\n\n");
            assertThat(policy(postfix, "1.b")).isIn("action=OK\n\n", "action=DUNNO\n\n");
        }
    }

    private static void answerTwice(ServerSocketChannel faulty) {
        try {
            while (true) {
                var asker = faulty.accept();
                asker.read(ByteBuffer.allocate(4096));
                asker.write(ByteBuffer.wrap("action=OK\n\naction=OK\n\n".getBytes(US_ASCII)));
            }
        } catch (IOException closedByTheTest) {
            assertThat(faulty.isOpen()).isFalse();
        }
    }

    @Test
    void theTextFrontSaysUnknownAndCloses() throws IOException {
        var exim = connect("text");
        exim.write(ByteBuffer.wrap("198.18.25.10".getBytes(US_ASCII)));
        exim.shutdownOutput();
        var answer = ByteBuffer.allocate(64);
        while (exim.read(answer) > 0) assertThat(answer.position()).isLessThan(64);
        assertThat(new String(answer.array(), 0, answer.position(), US_ASCII)).isEqualTo("Unknown\n");
    }

    @Test
    void whatIsNoRequestIsBounded() throws IOException {
        var stranger = connect("policy");
        var junk = ByteBuffer.wrap("x".repeat(1 << 20).getBytes(US_ASCII));
        try {
            while (junk.hasRemaining()) stranger.write(junk);
            assertThat(stranger.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        } catch (IOException closedBeforeAllWasSent) {
            assertThat(junk.hasRemaining()).isTrue();
        }
        assertThat(counters(POLICY).nonsense().sum()).isEqualTo(1);
    }
}
