package dev.synoptic.agent.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.Awaiting;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.Agreement;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.Told;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.Splitter;
import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The corpus' log of a real server through everything that becomes of logs (V31, V32, V33, V34): the verdicts are the
/// truth's, each once.
class LogRotationTest {

    private static final byte[] LOG = MailCorpus.octets("mx1/maillog.gz");

    /// Before the corpus' first line, so that nothing is settled by the clock; and long after its last one.
    private static final Instant BEFORE = Instant.parse("2026-11-20T00:00:00Z"),
            AFTER = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    private Path log = Path.of("maillog");
    private final List<byte[]> pieces = new ArrayList<>();
    private long linesWritten;

    private FollowerStand stand(MailServer mta) {
        log = folder.resolve("maillog");
        return stand(new FollowedLog(
                new FollowedLog.InFile(log),
                Optional.of(mta),
                Optional.empty(),
                ZoneOffset.UTC,
                Set.of("proxied"),
                VerdictSource.SERVER,
                Duration.ZERO));
    }

    private FollowerStand stand(FollowedLog followed) {
        return new FollowerStand(folder, followed, BEFORE);
    }

    /// Cuts the log anywhere, mostly in the middle of lines.
    private void cut(int count, long seed) {
        var random = new Random(seed);
        int[] ends = random.ints(count - 1, 1, LOG.length).sorted().toArray();
        int from = 0;
        for (int end : ends) {
            pieces.add(Arrays.copyOfRange(LOG, from, end));
            from = end;
        }
        pieces.add(Arrays.copyOfRange(LOG, from, LOG.length));
    }

    /// Cuts the log between lines: a rotation never splits one.
    private void cutBetweenLines(int count) {
        int from = 0;
        for (int i = 1; i <= count; i++) {
            int to = i == count ? LOG.length : (int) ((long) LOG.length * i / count);
            while (to < LOG.length && LOG[to - 1] != '\n') to++;
            pieces.add(Arrays.copyOfRange(LOG, from, to));
            from = to;
        }
    }

    private void append(Path file, int piece) throws IOException {
        byte[] octets = pieces.get(piece);
        Files.write(file, octets, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        for (byte octet : octets) linesWritten += octet == '\n' ? 1 : 0;
    }

    private boolean hasLine(int piece) {
        return new String(pieces.get(piece), StandardCharsets.UTF_8).contains("\n");
    }

    private Path named(String suffix) {
        return log.resolveSibling(log.getFileName() + suffix);
    }

    private void assertTruth(FollowerStand stand) throws InterruptedException {
        stand.at(AFTER);
        var expected = readAtOnce();
        Awaiting.until("all verdicts", () -> ids(stand.verdicts()).containsAll(ids(expected)));
        stand.stop();
        assertThat(Agreement.differences(MailCorpus.truth("mx1"), stand.verdicts(), true))
                .isEmpty();
        assertThat(ids(stand.verdicts())).containsExactlyInAnyOrderElementsOf(ids(expected));
        assertThat(unsent(stand.deliveries())).isEqualTo(UNSENT).hasSize(6);
    }

    /// V5, of messages that did not go at once. After a restart it is told of some that they were sent, too.
    private static final Set<String> UNSENT = unsentReadAtOnce();

    private static Set<String> unsentReadAtOnce() {
        var told = new Told();
        var extractor = MailServer.POSTFIX.extractor(MailCorpus.settings("mx1"), told);
        Splitter.detecting("whole", 0, extractor::feed).accept(LOG, 0, LOG.length);
        return unsent(told.deliveries());
    }

    private static Set<String> unsent(Collection<Delivery> deliveries) {
        return deliveries.stream()
                .filter(each -> each.outcome() != Delivery.Outcome.SENT)
                .map(each -> each.queueId() + " " + each.outcome() + " " + each.micros())
                .collect(Collectors.toSet());
    }

    /// The log read whole, by an extractor that is told the time as the follower's is.
    private static List<Verdict> readAtOnce() {
        List<Verdict> verdicts = new ArrayList<>();
        var settings = MailCorpus.settings("mx1").proxied(Set.of("proxied"));
        var extractor = MailServer.POSTFIX.extractor(settings, (verdict, line) -> verdicts.add(verdict));
        Splitter.detecting("whole", 0, extractor::feed).accept(LOG, 0, LOG.length);
        extractor.advanceTo(ChronoUnit.MICROS.between(Instant.EPOCH, AFTER));
        return MailCorpus.newest(verdicts);
    }

    private static List<String> ids(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(each -> each.eventId() + " " + each.outcome() + " " + each.stage())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLogThatGrowsInAnyPiecesWithRestartsBetween(long seed) throws Exception {
        cut(12, seed);
        try (var stand = stand(MailServer.POSTFIX)) {
            for (int piece = 0; piece < pieces.size(); piece++) {
                stand.start();
                append(log, piece);
                if (piece % 2 == 0 && hasLine(piece)) stand.awaitCheckpoint();
                if (piece % 3 == 0) stand.kill();
                else stand.stop();
            }
            stand.start();
            assertTruth(stand);
        }
    }

    @Test
    void rotationByRenameWhileRunningAndWhileStopped() throws Exception {
        cutBetweenLines(6);
        try (var stand = stand(MailServer.POSTFIX)) {
            stand.start(); // before there is a log
            append(log, 0);
            stand.awaitLines(linesWritten);
            Files.move(log, named(".1"));
            append(named(".1"), 1); // a writer that has not heard of it yet
            append(log, 2);
            stand.awaitLines(linesWritten);
            assertThat(stand.count(AgentCounter.LOG_ROTATIONS)).isEqualTo(1);
            stand.awaitCheckpoint();
            stand.stop();

            Files.move(named(".1"), named(".2"));
            compress(CompressorStreamFactory.GZIP, named(".2"), named(".2.gz"));
            append(log, 3);
            Files.move(log, named(".1"));
            append(log, 4);
            stand.start();
            Awaiting.until("both files", () -> stand.count(AgentCounter.LOG_ROTATIONS) == 1);

            compress(CompressorStreamFactory.XZ, named(".1"), named(".1.xz")); // while the next is read
            append(log, 5);
            assertTruth(stand);
            assertThat(stand.count(AgentCounter.LOG_GAPS)).isZero();
        }
    }

    @Test
    void copyAndTruncationWhileRunningAndWhileStopped() throws Exception {
        cutBetweenLines(5);
        try (var stand = stand(MailServer.POSTFIX)) {
            append(log, 0);
            stand.start();
            stand.awaitLines(linesWritten);
            Files.copy(log, named(".1"));
            truncate();
            Awaiting.until("it to be noticed", () -> stand.count(AgentCounter.LOG_TRUNCATIONS) == 1);
            append(log, 1);
            stand.awaitLines(linesWritten);
            stand.awaitCheckpoint();
            stand.stop();

            append(log, 2); // read by nobody before it is copied away
            Files.move(named(".1"), named(".2"));
            Files.copy(log, named(".1"));
            compress(CompressorStreamFactory.ZSTANDARD, named(".1"), named(".1.zst"));
            truncate();
            append(log, 3);
            append(log, 4); // beyond where reading had stopped
            stand.start();
            assertTruth(stand);
            assertThat(stand.count(AgentCounter.LOG_GAPS)).isZero();
        }
    }

    @Test
    void atTheFirstStartOldLogsAreReadFromTheOldest() throws Exception {
        cutBetweenLines(5);
        try (var stand = stand(MailServer.POSTFIX)) {
            String[] kinds = {
                CompressorStreamFactory.ZSTANDARD,
                CompressorStreamFactory.XZ,
                CompressorStreamFactory.BZIP2,
                CompressorStreamFactory.GZIP
            };
            String[] suffixes = {".4.zst", ".3.xz", ".2.bz2", ".1.gz"};
            for (int i = 0; i < kinds.length; i++) {
                append(named(".plain"), i);
                compress(kinds[i], named(".plain"), named(suffixes[i]));
            }
            append(log, 4);
            stand.start();
            assertTruth(stand);
        }
    }

    /// multilog names what it cuts off by the time.
    @Test
    void filesThatMultilogHasCutOffAreReadFirst() throws Exception {
        cutBetweenLines(3);
        log = folder.resolve("current");
        append(log.resolveSibling("@400000006b0077a81d6f83cc.s"), 0);
        append(log.resolveSibling("@400000006b0078a81d6f83cc.s"), 1);
        append(log, 2);
        var followed = new FollowedLog(
                new FollowedLog.InFile(log),
                Optional.of(MailServer.POSTFIX),
                Optional.empty(),
                ZoneOffset.UTC,
                Set.of("proxied"),
                VerdictSource.SERVER,
                Duration.ZERO);
        try (var stand = stand(followed)) {
            stand.start();
            assertTruth(stand);
        }
    }

    @Test
    void theServerIsFoundOutByItsLines() throws Exception {
        cutBetweenLines(1);
        log = folder.resolve("maillog");
        var unnamed = FollowedLog.of(new FollowedLog.InFile(log));
        try (var stand = stand(unnamed)) {
            stand.start();
            awaitTrouble(stand, "there is no such file yet");
            Files.writeString(log, "Nov 20 16:30:00 mx1 cron[1]: hello\n");
            awaitTrouble(stand, "no line of a mail server that is known");
            append(log, 0);
            stand.at(AFTER);
            Awaiting.until("verdicts", () -> stand.verdicts().size() > 100);
            assertThat(stand.trouble()).isEmpty();
        }
    }

    /// For an administrator who has named a wrong file.
    private static void awaitTrouble(FollowerStand stand, String words) {
        Awaiting.until(
                words,
                () -> stand.trouble().filter(told -> told.contains(words)).isPresent());
    }

    @Test
    void aPlaceThatIsGoneIsAGapThatIsTold() throws Exception {
        cutBetweenLines(2);
        try (var stand = stand(MailServer.POSTFIX)) {
            append(log, 0);
            stand.start();
            stand.awaitLines(linesWritten);
            stand.awaitCheckpoint();
            stand.stop();
            Files.delete(log);
            append(log, 1);
            stand.start();
            Awaiting.until("the gap", () -> stand.count(AgentCounter.LOG_GAPS) == 1);
            Awaiting.until("the rest", () -> stand.count(AgentCounter.LOG_LINES) > 100);
        }
    }

    @Test
    void hugeLinesAndNulsAndAnUnfinishedLastLineAreCountedAndHarmNothing() throws Exception {
        cutBetweenLines(2);
        try (var stand = stand(MailServer.POSTFIX)) {
            append(log, 0);
            var huge = new byte[1 << 20];
            Arrays.fill(huge, (byte) 'x');
            huge[huge.length - 1] = '\n';
            Files.write(log, huge, StandardOpenOption.APPEND);
            Files.write(log, new byte[100_000], StandardOpenOption.APPEND); // before the next line: skipped
            stand.start();
            append(log, 1);
            Files.writeString(log, "Nov 20 16:30:00 mx1 postfix/smtpd[1]: connect fr", StandardOpenOption.APPEND);
            stand.awaitLines(linesWritten + 1);
            assertThat(stand.count(AgentCounter.LOG_LINES_CUT)).isEqualTo(1);
            Files.move(log, named(".1"));
            Files.writeString(log, "");
            Awaiting.until("the unfinished line", () -> stand.count(AgentCounter.LOG_LINES_UNFINISHED) == 1);
            assertTruth(stand);
        }
    }

    private void truncate() throws IOException {
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void compress(String kind, Path plain, Path compressed) throws IOException, CompressorException {
        Path part = compressed.resolveSibling("part");
        try (OutputStream out =
                new CompressorStreamFactory().createCompressorOutputStream(kind, Files.newOutputStream(part))) {
            Files.copy(plain, out);
        }
        Files.setLastModifiedTime(part, Files.getLastModifiedTime(plain));
        Files.move(part, compressed);
        Files.delete(plain);
    }
}
