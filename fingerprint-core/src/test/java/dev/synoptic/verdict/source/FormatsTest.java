package dev.synoptic.verdict.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.Agreement;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.MailCorpus.Reading;
import dev.synoptic.verdict.corpus.Restarts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same sessions logged in other forms, other zones, with less in each line: the corpus' logs rewritten
/// (`mail.md` (h) 3, 4, 5, 11).
class FormatsTest {

    private static final Pattern HARAKA = Pattern.compile("(\\S+Z) \\[(\\w+)] \\[(\\S+)] \\[(\\S+)] (.*)");

    private static final Pattern FIELD = Pattern.compile(" ([a-z_]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\S*)");

    private static byte[] rewritten(String log, UnaryOperator<String> line) {
        return MailCorpus.lines(log).stream()
                .map(line)
                .filter(l -> !l.isEmpty())
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Reading read(MailServer server, String host, byte[] log) {
        return MailCorpus.read(server, MailCorpus.settings(host), log);
    }

    private static void agrees(String host, Reading reading, boolean withPorts) {
        assertThat(Agreement.differences(MailCorpus.truth(host), reading.verdicts(), withPorts))
                .isEmpty();
    }

    @Test
    void haraka_as_logfmt() {
        byte[] log = rewritten("mx4/haraka.log.gz", line -> {
            Matcher m = HARAKA.matcher(line);
            if (!m.matches()) return line;
            return m.group(1) + " level=" + m.group(2) + " uuid=" + m.group(3) + " origin=" + m.group(4) + " message="
                    + message(m.group(5));
        });
        agrees("mx4", read(MailServer.HARAKA, "mx4", log), true);
    }

    /// The message ends where the first `key=` begins; blanks in it are quoted.
    private static String message(String text) {
        Matcher key = Pattern.compile(" [a-z_]+=").matcher(text);
        int end = key.find() ? key.start() : text.length();
        String head = text.substring(0, end).strip();
        String quoted = head.contains(" ") || head.contains("\"") || head.isEmpty()
                ? '"' + head.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : head;
        return quoted + text.substring(end);
    }

    @Test
    void haraka_as_json_and_in_the_system_log() {
        UnaryOperator<String> json = line -> {
            Matcher m = HARAKA.matcher(line);
            if (!m.matches()) return line;
            return "{\"level\":\"" + m.group(2) + "\",\"uuid\":\"" + m.group(3) + "\",\"origin\":\"" + m.group(4)
                    + "\",\"message\":\"" + m.group(5).replace("\\", "\\\\").replace("\"", "\\\"")
                    + "\",\"timestamp\":\""
                    + m.group(1) + "\"}";
        };
        agrees("mx4", read(MailServer.HARAKA, "mx4", rewritten("mx4/haraka.log.gz", json)), true);
        UnaryOperator<String> syslog = line -> {
            Matcher m = HARAKA.matcher(line);
            if (!m.matches()) return "";
            String stamp = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT)
                    .format(OffsetDateTime.parse(m.group(1)));
            return stamp + " mx4 haraka[9]: [" + m.group(2) + "] [" + m.group(3) + "] [" + m.group(4) + "] "
                    + m.group(5);
        };
        agrees("mx4", read(MailServer.HARAKA, "mx4", rewritten("mx4/haraka.log.gz", syslog)), true);
    }

    /// Every value has a field of its own, numbers stand bare, and the session's length is called `time`.
    @Test
    void haraka_as_json_with_fields() {
        byte[] log = rewritten("mx4/haraka.log.gz", line -> {
            Matcher m = HARAKA.matcher(line);
            return m.matches() ? m.group(1) + ' ' + json(m) : line;
        });
        agrees("mx4", read(MailServer.HARAKA, "mx4", log), true);
    }

    @Test
    void haraka_in_a_system_log_with_full_times_and_its_own_behind_them() {
        UnaryOperator<String> outer =
                line -> line.startsWith("2026") ? line.replaceFirst("Z ", "Z mx4 node[9]: ") : line;
        agrees("mx4", read(MailServer.HARAKA, "mx4", rewritten("mx4/haraka.log.gz", outer)), true);
        UnaryOperator<String> both =
                line -> line.startsWith("2026") ? "2027-01-01T00:00:00+01:00 mx4 haraka[9]: " + line : line;
        agrees("mx4", read(MailServer.HARAKA, "mx4", rewritten("mx4/haraka.log.gz", both)), true);
        UnaryOperator<String> json = line -> {
            Matcher m = HARAKA.matcher(line);
            return m.matches() ? m.group(1) + " mx4 haraka[9]: " + json(m) : line;
        };
        agrees("mx4", read(MailServer.HARAKA, "mx4", rewritten("mx4/haraka.log.gz", json)), true);
    }

    private static String json(Matcher line) {
        Matcher fields = FIELD.matcher(line.group(5));
        var made = new StringBuilder("{\"level\":\"" + line.group(2) + "\",\"uuid\":\"" + line.group(3)
                + "\",\"origin\":\"" + line.group(4) + "\"");
        int end = line.group(5).length();
        while (fields.find()) {
            end = Math.min(end, fields.start());
            String value = fields.group(2);
            made.append(",\"").append(fields.group(1)).append("\":");
            if (value.matches("\\d+(\\.\\d+)?") || value.startsWith("\"")) made.append(value);
            else made.append('"').append(value).append('"');
        }
        String message =
                line.group(5).substring(0, end).strip().replace("\\", "\\\\").replace("\"", "\\\"");
        return made.append(",\"message\":\"").append(message).append("\"}").toString();
    }

    @Test
    void qpsmtpd_as_tai64nlocal_shows_it() {
        byte[] log = rewritten("mx5/current.gz", line -> {
            long second = Long.parseUnsignedLong(line.substring(1, 17), 16) - (1L << 62) - 10;
            String stamp = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .format(Instant.ofEpochSecond(second).atZone(ZoneId.of("Asia/Tokyo")));
            return stamp + ".123456789 " + line.substring(26);
        });
        var settings = MailCorpus.settings("mx5").in(ZoneId.of("Asia/Tokyo"));
        var reading = MailCorpus.read(MailServer.QPSMTPD, settings, log);
        agrees("mx5", reading, false);
        assertThat(at(reading.verdicts().getFirst().openMicros()).toString()).startsWith("2026-11-20T16:");
    }

    @Test
    void qpsmtpd_in_the_system_log() {
        byte[] log = rewritten("mx5/current.gz", line -> {
            long second = Long.parseUnsignedLong(line.substring(1, 17), 16) - (1L << 62) - 10;
            int blank = line.indexOf(' ', 26);
            String text = line.substring(blank + 1).replaceFirst("^\\([a-z_]+\\) \\S+ ", "");
            String stamp = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT)
                    .format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
            return stamp + " mx5 qpsmtpd[" + line.substring(26, blank) + "]: " + text;
        });
        agrees("mx5", read(MailServer.QPSMTPD, "mx5", log), false);
    }

    @Test
    void opensmtpd_with_full_times() {
        byte[] log = rewritten(
                "mx6/maillog.gz", line -> "2026-11-20T" + line.substring(7, 15) + ".5+00:00" + line.substring(15));
        agrees("mx6", read(MailServer.OPENSMTPD, "mx6", log), false);
    }

    @Test
    void exim_with_milliseconds_zone_and_the_longer_ids_of_4_97() {
        byte[] log = rewritten(
                "mx3/mainlog.gz",
                line -> line.replaceFirst("^(\\S+ )(\\d\\d)(\\S+)", "$1$2$3.250 +0000")
                        .replaceFirst("(\\w{6})-(\\w{6})-(\\w\\w) ", "$1-00000$2-$300 "));
        agrees("mx3", read(MailServer.EXIM, "mx3", log), true);
    }

    @Test
    void exim_without_process_numbers() {
        byte[] log = rewritten("mx3/mainlog.gz", line -> line.replaceFirst(" \\[\\d+] ", " "));
        agrees("mx3", read(MailServer.EXIM, "mx3", log), true);
    }

    @Test
    void exim_without_ports() {
        byte[] log = rewritten("mx3/mainlog.gz", line -> line.replaceAll("(\\[[0-9a-f.:]+]):\\d+", "$1"));
        agrees("mx3", read(MailServer.EXIM, "mx3", log), false);
    }

    /// What Exim logs unless told otherwise: nothing of how a session or a transaction ended. Two transactions in a row
    /// of one session and sender, the first refused, then look like one (V26).
    @Test
    void exim_with_its_default_selector() {
        byte[] log = without(
                "SMTP connection from|no MAIL in|incomplete transaction|SMTP protocol error|SMTP syntax error",
                "mx3/mainlog.gz",
                line -> line.replaceFirst(" \\[\\d+] ", " ")
                        .replaceAll("(\\[[0-9a-f.:]+]):\\d+", "$1")
                        .replaceFirst(" I=\\[[0-9a-f.:]+]", ""));
        agreesWithoutEnds(read(MailServer.EXIM, "mx3", log), false);
    }

    private static void agreesWithoutEnds(Reading reading, boolean withPorts) {
        var alike = Set.of("rej_then_ok", "rej_two_txn");
        var told = MailCorpus.truth("mx3").stream()
                .filter(row ->
                        !alike.contains(row.get("scenario")) || !row.get("txn").equals("1"))
                .toList();
        assertThat(Agreement.differences(told, reading.verdicts(), withPorts)).isEmpty();
    }

    @Test
    void exim_with_processes_and_ports_but_no_ends() {
        byte[] log = without(
                "SMTP connection from|no MAIL in|incomplete transaction", "mx3/mainlog.gz", UnaryOperator.identity());
        agreesWithoutEnds(read(MailServer.EXIM, "mx3", log), true);
    }

    private static byte[] without(String forms, String log, UnaryOperator<String> line) {
        var left = Pattern.compile(forms);
        return MailCorpus.lines(log).stream()
                .filter(each -> !left.matcher(each).find())
                .map(line)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void exim_in_the_system_log() {
        byte[] log = rewritten(
                "mx3/mainlog.gz",
                line -> line.replaceFirst("^2026-11-20 (\\S+) \\[(\\d+)] ", "Nov 20 $1 mx3 exim[$2]: 2026-11-20 $1 "));
        agrees("mx3", read(MailServer.EXIM, "mx3", log), true);
    }

    @Test
    void exim_in_a_system_log_with_full_times() {
        byte[] log = rewritten(
                "mx3/mainlog.gz",
                line -> line.replaceFirst(
                        "^2026-11-20 (\\S+) \\[(\\d+)] ", "2026-11-20T$1.5+00:00 mx3 exim4[$2]: 2026-11-20 $1 "));
        agrees("mx3", read(MailServer.EXIM, "mx3", log), true);
        byte[] bare = rewritten(
                "mx3/mainlog.gz",
                line -> line.replaceFirst("^2026-11-20 (\\S+) \\[(\\d+)] ", "2026-11-20T$1Z mx3 exim[$2]: "));
        agrees("mx3", read(MailServer.EXIM, "mx3", bare), true);
    }

    /// V14: whatever `syslog_name` says.
    @Test
    void postfix_under_another_name_beside_other_programs_V14() {
        byte[] log = rewritten(
                "mx1/maillog.gz",
                line -> line.replaceFirst(" postfix/", " mail-in/") + "\n" + line.substring(0, 16)
                        + "mx1 vendor/watch[1]: connect from a[192.0.2.1]\n" + line.substring(0, 16)
                        + "mx1 smtpd[1]: 0123456789abcdef smtp connected address=192.0.2.1 host=a");
        var reading = read(MailServer.POSTFIX, "mx1", log);
        agrees("mx1", reading, true);
        assertThat(reading.report().foreign()).isPositive();
        assertThat(reading.report().shapes()).isEmpty();
    }

    @Test
    void exims_reject_log_repeats_what_the_main_log_said_V27() {
        var reading = MailCorpus.read(MailServer.EXIM, "mx3", "mx3/rejectlog.gz");
        assertThat(reading.report().malformed()).isPositive(); // headers, flags, blank lines
        assertThat(reading.verdicts()).hasSizeLessThan(MailCorpus.truth("mx3").size());
    }

    @ParameterizedTest
    @CsvSource({
        "EXIM, mx3, mainlog.gz",
        "HARAKA, mx4, haraka.log.gz",
        "QPSMTPD, mx5, current.gz",
        "OPENSMTPD, mx6, maillog.gz",
        "POSTFIX, mx2, journal.json.gz"
    })
    void any_octet_may_be_the_last_before_a_restart(MailServer server, String host, String log) {
        byte[] octets = MailCorpus.octets(host + '/' + log);
        var settings = MailCorpus.settings(host);
        var whole = Restarts.read(server, settings, octets, List.of());
        var random = new Random(log.hashCode());
        for (int round = 0; round < 8; round++) {
            var ends = random.ints(1 + random.nextInt(3), 0, octets.length)
                    .sorted()
                    .boxed()
                    .toList();
            assertThat(Restarts.read(server, settings, octets, ends))
                    .as("ends at %s", ends)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXIM, mx3, mainlog.gz",
        "HARAKA, mx4, haraka.log.gz",
        "QPSMTPD, mx5, current.gz",
        "OPENSMTPD, mx6, maillog.gz",
        "POSTFIX, mx2, journal.json.gz",
        "POSTFIX, mx2, journal.export.gz",
        "POSTFIX, mx1, maillog.rfc3339.gz"
    })
    void noise_never_throws(MailServer server, String host, String log) {
        byte[] octets = MailCorpus.octets(host + '/' + log);
        var random = new Random(host.hashCode());
        for (int round = 0; round < 3; round++) {
            byte[] damaged = octets.clone();
            for (int i = 0; i < octets.length / 40; i++)
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            assertThat(read(server, host, damaged).report().lines()).isPositive();
        }
    }

    @Test
    void a_log_in_another_zone_and_across_New_Year_is_the_same_but_for_that() {
        var zone = ZoneId.of("Australia/Adelaide");
        byte[] moved = rewritten("mx6/maillog.gz", line -> moved(line, zone));
        var settings = MailCorpus.settings("mx6").in(zone);
        var there = MailCorpus.read(MailServer.OPENSMTPD, settings, moved).verdicts();
        agrees(
                "mx6",
                new Reading(there, read(MailServer.OPENSMTPD, "mx6", moved).report()),
                false);
        Instant first = at(there.stream().mapToLong(Verdict::openMicros).min().orElseThrow());
        Instant last = at(there.stream().mapToLong(Verdict::openMicros).max().orElseThrow());
        assertThat(first).isBefore(Instant.parse("2026-12-31T13:30:00Z")); // midnight there
        assertThat(last).isAfter(Instant.parse("2026-12-31T13:30:00Z")).isBefore(Instant.parse("2026-12-31T13:40:00Z"));
    }

    private static Instant at(long micros) {
        return Instant.ofEpochSecond(0, micros * 1000);
    }

    private static String moved(String line, ZoneId zone) {
        var form = DateTimeFormatter.ofPattern("yyyy MMM dd HH:mm:ss", Locale.ROOT);
        var utc = LocalDateTime.parse("2026 " + line.substring(0, 15), form)
                .plusDays(40)
                .plusHours(20)
                .plusMinutes(48);
        var there = utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone);
        return DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT).format(there) + line.substring(15);
    }
}
