package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.StreamsProcess.Pace;
import dev.synoptic.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exactly once, proven the hard way (design §4): the streams part is killed in the middle of a transaction, without a
/// chance to close anything, and started again.
class KilledStreamsTest {

    /// A kill may fall between two transactions; then the next attempt begins anew.
    private static final int ATTEMPTS_MAX = 5;

    @TempDir
    Path folder;

    @Test
    void theTableIsTheSameAfterAKillInTheMiddleOfATransaction() throws Exception {
        MailHost.Input input = MailHost.MX1.unpack(folder);
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            if (killedWithinATransaction(input, folder.resolve("fleet-" + attempt))) return;
        }
        throw new AssertionError("no kill fell into a transaction, in " + ATTEMPTS_MAX + " attempts");
    }

    private static boolean killedWithinATransaction(MailHost.Input input, Path folder) throws Exception {
        try (var fleet = Fleet.withoutServices(folder)) {
            fleet.play(input);
            fleet.startGateway(input);
            if (!killBetweenAFifthAndFourFifths(fleet, folder)) return false;

            Process again = StreamsProcess.start(fleet.streamsSettings(), Pace.USUAL, folder.resolve("again.log"));
            try {
                assertThat(fleet.table()).isEqualTo(MailHost.MX1.expected());
                assertThat(fleet.freshTable()).isEqualTo(MailHost.MX1.expected());
            } finally {
                again.destroyForcibly().waitFor();
            }
            return fleet.abortedRecords(Topics.FINGERPRINTS) > 0;
        }
    }

    /// Whether the kill fell where it should: enough was committed, not too much, and a transaction was open.
    private static boolean killBetweenAFifthAndFourFifths(Fleet fleet, Path folder) throws Exception {
        Path log = folder.resolve("killed.log");
        String group = fleet.streamsSettings().applicationId();
        Process streams = StreamsProcess.start(fleet.streamsSettings(), Pace.SLOW, log);
        try {
            Eventually.until("a fifth of the input is committed, and a transaction open", () -> {
                if (!streams.isAlive()) throw new AssertionError("it ended by itself: " + Files.readString(log));
                double read = fleet.shareRead(group, Topics.HANDSHAKES);
                return read > 0.8 || (read >= 0.2 && fleet.hasOpenTransaction(Topics.FINGERPRINTS));
            });
        } finally {
            streams.destroyForcibly().waitFor(); // SIGKILL
        }
        double committed = fleet.shareRead(group, Topics.HANDSHAKES);
        return committed >= 0.2 && committed <= 0.8;
    }
}
