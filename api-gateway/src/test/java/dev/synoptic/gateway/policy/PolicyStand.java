package dev.synoptic.gateway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.synoptic.gateway.answer.HandshakeWaits;
import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// A policy server over a handful of hosts, with the wall clock in the test's hand.
final class PolicyStand implements AutoCloseable {

    static final String KNOWN = "198.18.25.10";
    static final String WINDOWS = "198.18.25.20";
    /// In one of the networks that no rule touches.
    static final String HELD_BACK = "198.18.54.20";

    static final String UNRECOGNISED = "198.18.25.30";
    static final String UNKNOWN = "198.18.25.99";

    /// Asking for it throws.
    static final String FAULTY = "198.18.25.66";

    final Map<IpAddress, HostAnswer> hosts = new ConcurrentHashMap<>();
    final AtomicBoolean off = new AtomicBoolean();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    final PolicyCounters counters = new PolicyCounters();
    final HandshakeWaits waits = new HandshakeWaits(() -> true);
    RuleWatch watch = new RuleWatch(RuleBook.EMPTY, RuleLimits.USUAL, RuleMemory.NONE, now::get);
    private Optional<SocketLoop> loop = Optional.empty();
    private boolean waiting;

    PolicyStand() {
        hosts.put(address(KNOWN), host("Linux", "3.11 and newer"));
        hosts.put(address("2001:db8:25::10"), host("Linux", "3.11 and newer"));
        hosts.put(address(WINDOWS), host("Windows", "XP"));
        hosts.put(address(HELD_BACK), host("Windows", "XP"));
        hosts.put(address(UNRECOGNISED), host("Linux", "2.6").withoutSystem());
    }

    static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    static HostAnswer host(String name, String flavor) {
        return new HostAnswer(
                1_700_000_000,
                1_700_000_600,
                7,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.of(3),
                HostAnswer.Dishonesty.NONE,
                Optional.of(new HostAnswer.OperatingSystem(name, flavor, false, false)),
                Optional.empty(),
                Optional.of("DSL"),
                Optional.empty(),
                Optional.empty());
    }

    PolicyStand waiting() {
        waiting = true;
        return this;
    }

    PolicyDesk desk(RuleBook book, RuleMemory memory, Evidence evidence, FingerprintHeader header) {
        watch = new RuleWatch(book, RuleLimits.USUAL, memory, now::get);
        return new PolicyDesk(
                this::find,
                waiting ? Optional.of(waits) : Optional.empty(),
                PolicyDesk.WAIT,
                book,
                watch,
                List.of(Network.parse("198.18.77.0/24").orElseThrow()),
                evidence,
                header,
                off::get,
                now::get,
                counters);
    }

    private Optional<HostAnswer> find(IpAddress address) {
        if (address.equals(address(FAULTY))) throw new IllegalStateException("a fault of ours");
        return Optional.ofNullable(hosts.get(address));
    }

    PolicyStand serve(PolicyDesk desk) throws IOException {
        loop = Optional.of(SocketLoop.open(
                "policy-test",
                List.of(Listener.at(Endpoint.Tcp.loopback(0), new PolicyProtocol(desk))),
                System::nanoTime));
        return this;
    }

    PolicyStand serve() throws IOException {
        return serve(desk(RuleBook.EMPTY, RuleMemory.NONE, Evidence.NONE, FingerprintHeader.USUAL));
    }

    /// A host becomes known, as the index tells it.
    void learn(String address, HostAnswer host) {
        hosts.put(address(address), host);
        loop.orElseThrow().wake();
    }

    void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }

    Server connect() throws IOException {
        if (!(loop.orElseThrow().endpoints().getFirst() instanceof Endpoint.Tcp(var address))) {
            throw new IllegalStateException();
        }
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        return new Server(socket);
    }

    /// The request as Postfix 3.7 writes it (`clients.md` 4.1).
    static String request(String state, String client, String instance, String recipient, String context) {
        return "request=smtpd_access_policy\nprotocol_state=" + state + "\nprotocol_name=ESMTP\nclient_address="
                + client
                + "\nclient_name=unknown\nclient_port=40000\nreverse_client_name=unknown\nserver_address=198.18.25.1\n"
                + "server_port=25\nhelo_name=c.example\nsender=a@example.org\nrecipient=" + recipient
                + "\nrecipient_count=0\nqueue_id=\ninstance=" + instance + "\nsize=0\netrn_domain=\nstress=\n"
                + "sasl_method=\nsasl_username=\nsasl_sender=\nccert_subject=\nccert_issuer=\nccert_fingerprint=\n"
                + "ccert_pubkey_fingerprint=\nencryption_protocol=\nencryption_cipher=\nencryption_keysize=0\n"
                + "policy_context=" + context + "\n\n";
    }

    static String rcpt(String client, String instance) {
        return request("RCPT", client, instance, "b@mx.example", "");
    }

    /// A mail server's process: the asking side of one kept connection.
    record Server(Socket socket) implements AutoCloseable {

        Server send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return this;
        }

        /// One reply, up to and without its empty line; what came so far where the stream ends.
        String reply() throws IOException {
            var text = new StringBuilder();
            while (text.indexOf("\n\n") < 0) {
                int octet = socket.getInputStream().read();
                if (octet < 0) return text + "<end>";
                text.append((char) octet);
            }
            return text.substring(0, text.length() - 2);
        }

        String ask(String request) throws IOException {
            return send(request).reply();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Override
    public void close() {
        loop.ifPresent(SocketLoop::close);
    }
}
