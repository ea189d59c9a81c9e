package dev.synoptic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.socket.Conversation;
import dev.synoptic.gateway.v3.HostV3Answers;
import dev.synoptic.gateway.v3.V3Answer;
import dev.synoptic.gateway.v3.V3Counters;
import dev.synoptic.gateway.v3.V3Patience;
import dev.synoptic.gateway.v3.V3Protocol;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the query over the index to the answer nothing is made (design §7), whoever asks for what.
class AllocationTest {

    private static final int ROUNDS = 60_000;

    @ParameterizedTest
    @CsvSource({
        "known IPv4, 0146305004c612190a000000000000000000000000, 16",
        "known IPv6, 014630500620010db8002500000000000000000010, 16",
        "IPv4 in IPv6 clothes, 014630500600000000000000000000ffffc612190a, 16",
        "unknown, 0146305004c6121963000000000000000000000000, 32",
        "private, 01463050040a00000100000000000000000000000, 32",
    })
    void aQueryIsAnsweredWithoutMakingAnything(String what, String hex, int status) throws Exception {
        try (var stand = new FrontStand()) {
            assertAllocationFree(stand, stand.index.from(FrontStand.SITE), octets(hex), status);
        }
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex((hex + "0".repeat(42)).substring(0, 42));
    }

    private static void assertAllocationFree(FrontStand stand, HostFinder hosts, byte[] query, int status) {
        var protocol = new V3Protocol(
                new HostV3Answers(hosts), V3Protocol.BAD_IN_A_ROW_MAX, new V3Counters(), V3Patience.of(stand.waits));
        var octets = ByteBuffer.allocateDirect(query.length).put(query);
        var answers = ByteBuffer.allocateDirect(protocol.answerOctetsMax());
        Conversation conversation = protocol.open();
        for (int round = 0; round < 3; round++) ask(conversation, octets, answers); // the compiler's turn
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        ask(conversation, octets, answers);
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        assertThat(answers.position()).isEqualTo(V3Answer.OCTETS);
        assertThat(answers.get(4)).isEqualTo((byte) status);
        assertThat(allocated)
                .as("octets made in %d queries; a single object each would be %d", ROUNDS, 16L * ROUNDS)
                .isLessThan(ROUNDS);
    }

    private static void ask(Conversation conversation, ByteBuffer octets, ByteBuffer answers) {
        for (int i = 0; i < ROUNDS; i++) conversation.receive(octets.clear(), answers.clear(), i);
    }
}
