package dev.synoptic.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.agent.publish.Publisher;
import dev.synoptic.agent.publish.RecordedProducer;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.schemas.VerdictMessage.Advanced;
import dev.synoptic.schemas.VerdictMessage.Given;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.YearStart;
import dev.synoptic.verdict.source.ContentDesk;
import dev.synoptic.verdict.source.MailServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailLogReaderTest {

    private static final String LOG = """
            Mar  1 12:00:00 mx1 postfix/smtpd[100]: connect from unknown[192.0.2.7]:40000
            Mar  1 12:00:01 mx1 postfix/smtpd[100]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]:40000: 550 5.1.1 <x@example.org>: Recipient address rejected: User unknown; from=<a@example.com> to=<x@example.org> proto=ESMTP helo=<h>
            Mar  1 12:00:02 mx1 postfix/smtpd[100]: disconnect from unknown[192.0.2.7]:40000 ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4
            """;

    @TempDir
    private Path folder;

    private final MockProducer<byte[], byte[]> producer = RecordedProducer.acknowledging();
    private final AgentCounters counters = new AgentCounters();

    private Path log(byte[] octets) throws IOException {
        return Files.write(folder.resolve("maillog"), octets);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void read(Path file) throws IOException {
        read(LogInput.of(file, MailServer.POSTFIX), new YearStart.Known(2012));
    }

    private void read(LogInput input, YearStart year) throws IOException {
        var settings = AgentSettings.of(
                "agent", "site", List.of(), List.of(input), Fidelity.FLEET, PublishSettings.to("nowhere:9092"));
        var publisher = new Publisher(producer, counters);
        new MailLogReader(settings, input, FileDigest.of(input.files()), year, ContentDesk.apart(), publisher, counters)
                .read(ReadingListener.NOBODY);
        publisher.flush();
    }

    private List<VerdictMessage> messages() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(Topics.VERDICTS.name()))
                .map(record -> Objects.requireNonNull(
                        Topics.VERDICTS.values().deserializer().deserialize(record.topic(), record.value())))
                .toList();
    }

    private List<Verdict> verdicts() {
        return messages().stream()
                .flatMap(message -> message instanceof Given(var verdict) ? Stream.of(verdict) : Stream.of())
                .toList();
    }

    @Test
    void aRefusalBecomesAVerdictOfItsYear() throws IOException {
        read(log(octets(LOG)));

        assertThat(verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.REJECTED);
            assertThat(verdict.openMicros())
                    .isEqualTo(Instant.parse("2012-03-01T12:00:00Z").getEpochSecond() * 1_000_000);
            assertThat(verdict.agent()).isEqualTo("agent");
            assertThat(verdict.site()).isEqualTo("site");
        });
    }

    /// V5: by the names that its verdict has, as far as it is news.
    @Test
    void whatBecameOfAMessageIsTold() throws IOException {
        read(log(octets("""
                Mar  1 12:00:00 mx1 postfix/smtpd[100]: connect from unknown[192.0.2.7]:40000
                Mar  1 12:00:01 mx1 postfix/smtpd[100]: AAAAAA: client=unknown[192.0.2.7]:40000
                Mar  1 12:00:01 mx1 postfix/cleanup[102]: AAAAAA: message-id=<a@b>
                Mar  1 12:00:01 mx1 postfix/qmgr[101]: AAAAAA: from=<a@example.com>, size=10, nrcpt=1 (queue active)
                Mar  1 12:00:02 mx1 postfix/smtpd[100]: disconnect from unknown[192.0.2.7]:40000 ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
                Mar  1 12:00:03 mx1 postfix/smtp[103]: AAAAAA: to=<x@example.org>, relay=none, delay=2, delays=1/0/1/0, dsn=4.4.1, status=deferred (refused)
                Mar  1 12:05:03 mx1 postfix/smtp[103]: AAAAAA: to=<x@example.org>, relay=none, delay=302, delays=301/0/1/0, dsn=4.4.1, status=deferred (refused)
                """)));

        var told = producer.history().stream()
                .filter(record -> record.topic().equals(Topics.DELIVERIES.name()))
                .toList();
        assertThat(told).singleElement().satisfies(record -> {
            assertThat(record.key()).asString().isEqualTo("mx1/AAAAAA");
            var delivery = Topics.DELIVERIES.values().deserializer().deserialize(record.topic(), record.value());
            assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.DEFERRED);
            assertThat(delivery.host()).isEqualTo(verdicts().getFirst().host());
            assertThat(delivery.queueId())
                    .isEqualTo(verdicts().getFirst().queueId().orElseThrow());
            assertThat(delivery.agent()).isEqualTo("agent");
        });
        assertThat(counters.get(AgentCounter.DELIVERIES)).isEqualTo(1);
        assertThat(counters.get(AgentCounter.DELIVERIES_LEFT_OUT)).isEqualTo(1);
    }

    private static final String NEW_YEAR = """
            Dec 31 23:59:58 mx1 postfix/smtpd[100]: connect from unknown[192.0.2.7]:40000
            Jan  1 00:00:01 mx1 postfix/smtpd[200]: connect from unknown[192.0.2.8]:40000
            Dec 31 23:59:59 mx1 postfix/smtpd[300]: connect from unknown[192.0.2.9]:40000
            Jan  1 00:00:02 mx1 postfix/smtpd[100]: disconnect from unknown[192.0.2.7]:40000 ehlo=1 quit=1 commands=2
            Jan  1 00:00:02 mx1 postfix/smtpd[200]: disconnect from unknown[192.0.2.8]:40000 ehlo=1 quit=1 commands=2
            Jan  1 00:00:02 mx1 postfix/smtpd[300]: disconnect from unknown[192.0.2.9]:40000 ehlo=1 quit=1 commands=2
            """;

    /// V12, over New Year: forward, and back for a line that is late; the first year by a capture beside it.
    @Test
    void theYearTurnsBothWaysAtNewYear() throws IOException {
        Path capture = PcapFile.at(folder, "2030-12-30T12:00:00Z", "2031-01-02T12:00:00Z");
        var year = CapturedYear.of(List.of(CaptureInput.of(capture))).orElseThrow();
        read(LogInput.of(log(octets(NEW_YEAR)), MailServer.POSTFIX), year);

        assertThat(opened())
                .containsExactlyInAnyOrder("2030-12-31T23:59:58Z", "2031-01-01T00:00:01Z", "2030-12-31T23:59:59Z");
    }

    /// V13: what the lines say is local; New Year in Auckland is eleven in the morning at Greenwich.
    @Test
    void aLogOfAnotherZoneTurnsItsYearThere() throws IOException {
        Path capture = PcapFile.at(folder, "2030-12-31T10:00:00Z", "2030-12-31T12:00:00Z");
        var year = CapturedYear.of(List.of(CaptureInput.of(capture))).orElseThrow();
        read(LogInput.of(log(octets(NEW_YEAR)), MailServer.POSTFIX).in(ZoneId.of("Pacific/Auckland")), year);

        assertThat(opened())
                .containsExactlyInAnyOrder("2030-12-31T10:59:58Z", "2030-12-31T11:00:01Z", "2030-12-31T10:59:59Z");
    }

    /// A log that begins late in a long capture is not of the year in which that began.
    @Test
    void theYearIsOfTheWholeRangeOfTheCaptures() throws IOException {
        Path early = PcapFile.at(Files.createDirectory(folder.resolve("early")), "2012-03-05T00:00:00Z");
        Path late = PcapFile.at(folder, "2012-09-01T00:00:00Z", "2013-03-02T00:00:00Z");
        var year = CapturedYear.of(List.of(CaptureInput.of(late), CaptureInput.of(early)))
                .orElseThrow();
        read(LogInput.of(log(octets(LOG)), MailServer.POSTFIX), year);

        assertThat(opened()).containsExactly("2013-03-01T12:00:00Z");
    }

    /// V34, also where a log is read once.
    @Test
    void aLastLineThatIsNotFinishedIsCountedAndLeftOut() throws IOException {
        read(log(octets(LOG + "Mar  1 12:00:03 mx1 postfix/smtpd[100]: connect from unk")));

        assertThat(verdicts()).hasSize(1);
        assertThat(counters.get(AgentCounter.LOG_LINES)).isEqualTo(3);
        assertThat(counters.get(AgentCounter.LOG_LINES_UNFINISHED)).isEqualTo(1);
    }

    private List<String> opened() {
        return verdicts().stream()
                .map(verdict -> Instant.EPOCH
                        .plus(verdict.openMicros(), ChronoUnit.MICROS)
                        .toString())
                .toList();
    }

    @Test
    void progressBeginsAndEndsInEveryPartition() throws IOException {
        read(log(octets(LOG)));

        var last = messages().subList(messages().size() - 4, messages().size());
        assertThat(messages().subList(0, 4)).allMatch(message -> watermark(message) == Long.MIN_VALUE);
        assertThat(last).allMatch(message -> watermark(message) == Long.MAX_VALUE);
    }

    private static long watermark(VerdictMessage message) {
        return message instanceof Advanced(SourceProgress(var origin, var progress)) ? progress.watermarkMicros() : 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bzip2", "xz", "zstd"})
    void compressedLogsGiveTheSame(String compressor) throws IOException, CompressorException {
        read(log(octets(LOG)));
        var plain = verdicts();
        producer.clear();
        var packed = new ByteArrayOutputStream();
        try (var out = new CompressorStreamFactory().createCompressorOutputStream(compressor, packed)) {
            out.write(octets(LOG));
        }
        read(log(packed.toByteArray()));

        assertThat(verdicts()).hasSize(1).isEqualTo(plain);
    }

    /// V32: what rotation has cut up is one log, and the session that spans the cut is one.
    @Test
    void sessionsGoOnFromOneFileOfARotatedLogToTheNext() throws IOException {
        read(log(octets(LOG)));
        var whole = verdicts();
        producer.clear();

        String[] lines = LOG.split("(?<=\n)");
        var older = Files.writeString(folder.resolve("maillog.2"), lines[0]);
        var old = Files.writeString(folder.resolve("maillog.1"), lines[1]);
        var rotated = LogInput.of(log(octets(lines[2])), MailServer.POSTFIX).after(List.of(older, old));
        read(rotated, new YearStart.Known(2012));

        assertThat(verdicts()).hasSize(1).isEqualTo(whole);
        assertThat(counters.get(AgentCounter.LOG_LINES)).isEqualTo(6);
    }

    /// A log that was rotated a moment ago is empty, and its session stands in the file before.
    @Test
    void theLastFileOfARotatedLogMayBeEmpty() throws IOException {
        var old = Files.writeString(folder.resolve("maillog.1"), LOG);
        read(LogInput.of(log(new byte[0]), MailServer.POSTFIX).after(List.of(old)), new YearStart.Known(2012));

        assertThat(verdicts()).hasSize(1);
    }

    @Test
    void anEmptyLogIsTheUsersMistake() throws IOException {
        var file = log(new byte[0]);

        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        InputException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo(InputException.Kind.EMPTY))
                .hasMessageContaining("maillog");
    }

    @Test
    void aFileOfAnotherKindIsTheUsersMistake() throws IOException {
        var file = log(octets("hello\nworld\n"));

        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        InputException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo(InputException.Kind.WRONG_FORMAT))
                .hasMessageContaining("expected 'Mmm dd hh:mm:ss host program[pid]: text'");
        assertThat(messages()).noneMatch(message -> watermark(message) == Long.MAX_VALUE);
    }

    @Test
    void aLogOfAnotherServerIsTheUsersMistake() throws IOException {
        var file = log(octets("Mar  1 12:00:00 mx1 cron[1]: hello\n"));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no line of postfix among 1 lines");
    }
}
