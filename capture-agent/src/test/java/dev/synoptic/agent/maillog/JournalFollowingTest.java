package dev.synoptic.agent.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.Awaiting;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.Agreement;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server's journal through a program that stands for `journalctl` (V35): the truth's verdicts, whatever
/// others write beside it.
class JournalFollowingTest {

    private static final Instant BEFORE = Instant.parse("2026-11-20T00:00:00Z"),
            AFTER = Instant.parse("2026-11-21T12:00:00Z");

    /// Entries of FILE from or behind a cursor, then those that come; what it was asked goes to FILE.asked.
    private static final String JOURNALCTL = """
            file=$1; shift; line=1
            printf '%s\\n' "$*" >>"$file.asked"
            if [ -e "$file.refuse" ]; then echo 'No journal files were opened due to insufficient permissions.' >&2; exit 1; fi
            number() { grep -nF "__CURSOR\\":\\"$1\\"" "$file" | head -n 1 | cut -d: -f1; }
            for word in "$@"; do
              case $word in
                --after-cursor=*) line=$(($(number "${word#*=}") + 1)) ;;
                --cursor=*) line=$(number "${word#*=}") ;;
              esac
            done
            exec tail -n "+$line" -f "$file"
            """;

    private static final String UNIT = "postfix@-.service";

    @TempDir
    private Path folder;

    private Path journal = Path.of("journal");
    private Path journalctl = Path.of("journalctl");
    private final List<String> entries = new ArrayList<>();
    private int forged;

    @BeforeEach
    void make() throws IOException {
        journal = Files.createFile(folder.resolve("journal"));
        journalctl = Files.writeString(folder.resolve("journalctl"), JOURNALCTL);
        String recorded = new String(MailCorpus.octets("mx2/journal.json.gz"), StandardCharsets.UTF_8);
        recorded.lines().forEach(line -> entries.add("{\"_SYSTEMD_UNIT\":\"" + UNIT + "\"," + line.substring(1)));
    }

    private FollowerStand stand() {
        var place = new FollowedLog.InJournal(
                List.of("sh", journalctl.toString(), journal.toString()), List.of(UNIT), Set.of(0, 108));
        return new FollowerStand(
                folder,
                new FollowedLog(
                        place,
                        Optional.of(MailServer.POSTFIX),
                        Optional.empty(),
                        ZoneOffset.UTC,
                        Set.of(),
                        VerdictSource.SERVER,
                        FollowedLog.LATE_WRITERS),
                BEFORE);
    }

    /// Those from one place to another, each seventh followed by others' who call themselves the mail server.
    private void write(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            append(entries.get(i));
            if (i % 7 != 0) continue;
            append(entries.get(i)
                    .replace(UNIT, "user@1000.service")
                    .replace("\"__CURSOR\":\"", "\"__CURSOR\":\"f" + i));
            append(entries.get(i)
                    .replaceAll("\"_UID\":\"[0-9]+\"", "\"_UID\":\"1000\"")
                    .replace("\"__CURSOR\":\"", "\"__CURSOR\":\"g" + i));
            append("{\"__CURSOR\":\"h" + i + "\",\"MESSAGE\":\"connect from unknown[192.0.2.1]\","
                    + "\"SYSLOG_IDENTIFIER\":\"postfix/smtpd\",\"SYSTEMD_UNIT\":\"" + UNIT + "\"}");
            forged += 3;
        }
    }

    private void append(String entry) throws IOException {
        Files.writeString(journal, entry + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void theTruthIsToldOnceOverRestartsWhateverOthersWrite() throws Exception {
        int third = entries.size() / 3;
        try (var stand = stand()) {
            write(0, third);
            stand.start();
            stand.awaitLines(third);
            stand.awaitCheckpoint();
            stand.kill();
            write(third, 2 * third);
            stand.start();
            Awaiting.until("what was read before, by its cursor", () -> asked().contains("cursor=s="));
            stand.awaitLines(third);
            stand.stop();

            forged = 0;
            stand.start();
            write(2 * third, entries.size());
            stand.at(AFTER);
            var expected = MailCorpus.read(MailServer.POSTFIX, "mx2", "mx2/journal.json.gz");
            Awaiting.until("all verdicts", () -> ids(stand.verdicts()).containsAll(ids(expected.verdicts())));
            assertThat(stand.count(AgentCounter.JOURNAL_ENTRIES_FOREIGN)).isGreaterThanOrEqualTo(forged);
            stand.stop();
            assertThat(Agreement.differences(MailCorpus.truth("mx2"), stand.verdicts(), false))
                    .isEmpty();
            assertThat(ids(stand.verdicts())).containsExactlyInAnyOrderElementsOf(ids(expected.verdicts()));
        }
        assertThat(asked()).contains("--output=json").contains("--follow").contains("_SYSTEMD_UNIT=" + UNIT);
    }

    @Test
    void aJournalThatMayNotBeReadIsToldWithWhatItsReaderSaysAndTriedAgain() throws Exception {
        Path refuse = Files.createFile(folder.resolve("journal.refuse"));
        try (var stand = stand()) {
            stand.start();
            Awaiting.until("a second try", () -> stand.count(AgentCounter.JOURNAL_RESTARTS) >= 2);
            assertThat(stand.trouble().orElseThrow())
                    .contains("insufficient permissions")
                    .contains("group systemd-journal");
            Files.delete(refuse);
            write(0, 50);
            stand.awaitLines(50);
            assertThat(stand.trouble()).isEmpty();
        }
    }

    private String asked() {
        try {
            return Files.readString(folder.resolve("journal.asked"));
        } catch (IOException notYet) {
            return "";
        }
    }

    private static List<String> ids(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(each -> each.eventId() + " " + each.outcome() + " " + each.stage())
                .toList();
    }
}
