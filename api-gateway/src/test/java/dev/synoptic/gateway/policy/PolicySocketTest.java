package dev.synoptic.gateway.policy;

import static dev.synoptic.gateway.policy.PolicyStand.KNOWN;
import static dev.synoptic.gateway.policy.PolicyStand.UNKNOWN;
import static dev.synoptic.gateway.policy.PolicyStand.rcpt;
import static dev.synoptic.gateway.policy.PolicyStand.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.policy.PolicyDesk.Evidence;
import dev.synoptic.gateway.policy.rule.RuleBook;
import dev.synoptic.testing.Until;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `clients.md` 4.1, over a socket.
class PolicySocketTest {

    private static final String HEADER = "action=PREPEND X-OS-Fingerprint: Linux 3.11 and newer (198.18.25.10)";
    private static final String DUNNO = "action=DUNNO";

    private final PolicyStand stand = new PolicyStand();

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void aKnownClientsMessageTakesTheHeaderOnceForAllItsRecipients() throws IOException {
        try (var postfix = stand.serve().connect()) {
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).isEqualTo(HEADER);
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).isEqualTo(DUNNO);
            assertThat(postfix.ask(request("DATA", KNOWN, "1.a", "", ""))).isEqualTo(DUNNO);
            assertThat(postfix.ask(rcpt(KNOWN, "1.b"))).isEqualTo(HEADER);
            assertThat(postfix.ask(request("DATA", KNOWN, "1.c", "", ""))).isEqualTo(HEADER);
        }
    }

    @Test
    void withoutAnInstanceThereIsNoHeader() throws IOException {
        try (var postfix = stand.serve().connect()) {
            assertThat(postfix.ask(rcpt(KNOWN, ""))).isEqualTo(DUNNO);
        }
    }

    @Test
    void onlyRcptAndDataHaveAnAnswer() throws IOException {
        try (var postfix = stand.serve().connect()) {
            for (String state : List.of(
                    "CONNECT", "EHLO", "HELO", "XCLIENT", "MAIL", "END-OF-MESSAGE", "VRFY", "ETRN", "LATER", "")) {
                assertThat(postfix.ask(request(state, KNOWN, "1.a", "", ""))).isEqualTo(DUNNO);
            }
        }
    }

    @Test
    void whoIsNotKnownPasses() throws IOException {
        try (var postfix = stand.serve().connect()) {
            for (String client : List.of(UNKNOWN, "", "unknown", "300.1.1.1", "[198.18.25.10]", "ü")) {
                assertThat(postfix.ask(rcpt(client, "1.a"))).isEqualTo(DUNNO);
            }
        }
    }

    @Test
    void whoIsKnownButNotRecognisedIsCalledUnknown() throws IOException {
        try (var postfix = stand.serve().connect()) {
            assertThat(postfix.ask(rcpt(PolicyStand.UNRECOGNISED, "1.a")))
                    .isEqualTo("action=PREPEND X-OS-Fingerprint: Unknown (198.18.25.30)");
        }
    }

    @Test
    void ipv6AndMappedAddressesAreUnderstood() throws IOException {
        try (var postfix = stand.serve().connect()) {
            assertThat(postfix.ask(rcpt("2001:db8:25::10", "1.a"))).contains("(2001:db8:25::10)");
            assertThat(postfix.ask(rcpt("::ffff:198.18.25.10", "1.b"))).isEqualTo(HEADER);
        }
    }

    @Test
    void theSecondFormTellsMoreAndTheTokenStandsAtTheEnd() throws IOException {
        var header = new FingerprintHeader(FingerprintHeader.Form.DETAILS, Optional.of("k7Qz"));
        try (var postfix = stand.serve(stand.desk(RuleBook.EMPTY, RuleMemory.NONE, Evidence.NONE, header))
                .connect()) {
            assertThat(postfix.ask(rcpt(KNOWN, "1.a")))
                    .isEqualTo("action=PREPEND X-OS-Fingerprint: os=Linux 3.11 and newer, link=DSL, dist=3 site=k7Qz");
        }
    }

    @Test
    void aLabelThatIsNotAsciiOrHoldsALineEndLeavesAsOneCleanLine() throws IOException {
        stand.hosts.put(PolicyStand.address(KNOWN), PolicyStand.host("Ünix\r\naction=REJECT", "\n\n"));
        try (var postfix = stand.serve().connect()) {
            assertThat(postfix.ask(rcpt(KNOWN, "1.a")))
                    .isEqualTo("action=PREPEND X-OS-Fingerprint: ?nix??action=REJECT ?? (198.18.25.10)");
        }
    }

    @Test
    void requestsMayComeInPiecesAndManyAtATime() throws IOException {
        try (var postfix = stand.serve().connect()) {
            for (char each : rcpt(KNOWN, "1.a").toCharArray()) postfix.send(String.valueOf(each));
            assertThat(postfix.reply()).isEqualTo(HEADER);
            int many = 500; // more than fit into one round of answers
            var all = new StringBuilder();
            for (int i = 0; i < many; i++) all.append(rcpt(KNOWN, "2." + i));
            postfix.send(all.toString());
            for (int i = 0; i < many; i++) assertThat(postfix.reply()).isEqualTo(HEADER);
            assertThat(postfix.ask(rcpt(UNKNOWN, "3.a"))).isEqualTo(DUNNO);
        }
    }

    @Test
    void aClientThatShutsItsSendingSideGetsItsReply() throws IOException {
        try (var exim = stand.serve().connect()) {
            exim.send(rcpt(KNOWN, "1.a")).socket().shutdownOutput();
            assertThat(exim.reply()).isEqualTo(HEADER);
            assertThat(exim.reply()).isEqualTo("<end>");
        }
    }

    @Test
    void theServerNeverSpeaksFirstAndSpeaksNoCr() throws IOException {
        try (var postfix = stand.serve().connect()) {
            postfix.socket().setSoTimeout(50);
            org.assertj.core.api.Assertions.assertThatThrownBy(postfix::reply)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).doesNotContain("\r");
        }
    }

    @Test
    void nonsenseEndsTheConnectionAndNoOther() throws IOException {
        stand.serve();
        try (var honest = stand.connect()) {
            for (String nonsense : List.of(
                    "GET / HTTP/1.0\r\n\r\n",
                    "query_id=1\nremote_address=" + KNOWN + "\n\n",
                    "\n\n",
                    "=x\n\n",
                    "request=junk\n\n",
                    "x".repeat(9_000),
                    "a=b\n".repeat(20_000))) {
                try (var stranger = stand.connect()) {
                    assertThat(ending(stranger, nonsense))
                            .as(nonsense.substring(0, 2))
                            .endsWith("<end>");
                }
                assertThat(honest.ask(rcpt(KNOWN, nonsense.length() + "." + nonsense.hashCode())))
                        .isEqualTo(HEADER);
            }
        }
        assertThat(stand.counters.nonsense().sum()).isEqualTo(7);
    }

    /// The server may close while the nonsense is still being sent.
    private static String ending(PolicyStand.Server stranger, String nonsense) throws IOException {
        try {
            return stranger.send(nonsense).reply();
        } catch (java.net.SocketException reset) {
            return "<end>";
        }
    }

    @Test
    void aFaultOfOursIsDunnoAndCounted() throws IOException {
        try (var postfix = stand.waiting().serve().connect()) {
            assertThat(postfix.ask(rcpt(PolicyStand.FAULTY, "1.a"))).isEqualTo(DUNNO);
            assertThat(postfix.ask(rcpt(KNOWN, "1.b"))).isEqualTo(HEADER);
        }
        assertThat(stand.counters.failed().sum()).isPositive();
    }

    @Test
    void oneSwitchTurnsEverythingToDunno() throws IOException {
        try (var postfix = stand.serve().connect()) {
            stand.off.set(true);
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).isEqualTo(DUNNO);
            stand.off.set(false);
            assertThat(postfix.ask(rcpt(KNOWN, "1.a"))).isEqualTo(HEADER);
        }
        assertThat(stand.counters.off().sum()).isEqualTo(1);
    }

    @Test
    void aHandshakeThatComesWithinTheWaitIsStillAnswered() throws IOException {
        try (var postfix = stand.waiting().serve().connect();
                var other = stand.connect()) {
            postfix.send(rcpt(UNKNOWN, "1.a") + rcpt(KNOWN, "1.b"));
            assertThat(other.ask(rcpt(KNOWN, "1.c"))).isEqualTo(HEADER); // nobody else waits
            stand.learn(UNKNOWN, PolicyStand.host("Mac OS X", "10.x"));
            assertThat(postfix.reply()).isEqualTo("action=PREPEND X-OS-Fingerprint: Mac OS X 10.x (198.18.25.99)");
            assertThat(postfix.reply()).isEqualTo(HEADER);
        }
        assertThat(stand.counters.waited().sum()).isEqualTo(1);
    }

    @Test
    void whoeverStaysUnknownIsAnsweredAfterTheWaitAndAtOnceFromThenOn() throws IOException {
        try (var postfix = stand.waiting().serve().connect()) {
            assertThat(postfix.ask(rcpt(UNKNOWN, "1.a"))).isEqualTo(DUNNO);
            assertThat(postfix.ask(rcpt(UNKNOWN, "1.b"))).isEqualTo(DUNNO);
        }
        assertThat(stand.counters.waited().sum()).isEqualTo(1);
        assertThat(stand.waits.waited()).isEqualTo(1);
    }

    @Test
    void aServerThatLeavesWhileItWaitsLeavesNothingBehind() throws IOException {
        stand.waiting().serve();
        try (var postfix = stand.connect()) {
            postfix.send(rcpt(UNKNOWN, "1.a"));
            try (var other = stand.connect()) {
                while (stand.counters.waited().sum() == 0) other.ask(rcpt(KNOWN, "1.c"));
            }
        }
        try (var again = stand.connect()) {
            stand.learn(UNKNOWN, PolicyStand.host("Linux", "2.6"));
            assertThat(again.ask(rcpt(UNKNOWN, "1.b"))).contains("Linux 2.6");
        }
        Until.met(() -> !stand.waits.isAwaited(PolicyStand.address(UNKNOWN)));
    }

    @Test
    void hundredsOfKeptConnectionsAreServed() throws IOException {
        stand.serve();
        List<PolicyStand.Server> kept = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) kept.add(stand.connect());
            for (int round = 0; round < 3; round++) {
                for (var each : kept) each.send(rcpt(KNOWN, round + ".x"));
                for (var each : kept) assertThat(each.reply()).isEqualTo(HEADER);
            }
        } finally {
            for (var each : kept) each.close();
        }
    }
}
