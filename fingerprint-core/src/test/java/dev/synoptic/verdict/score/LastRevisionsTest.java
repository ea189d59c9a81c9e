package dev.synoptic.verdict.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// An event counts once, in its last revision (`mail.md` V40, J6), out of any number of records in any order.
class LastRevisionsTest {

    private static final List<Verdict> VERDICTS =
            MailCorpus.read(MailServer.POSTFIX, "mx1", "mx1/maillog.gz").verdicts();

    @Test
    void eachEventCountsOnceInItsLastRevisionWhateverTheOrder() {
        List<JoinedVerdict> told = new ArrayList<>();
        for (int i = 0; i < VERDICTS.size(); i++) {
            for (int revision = 0; revision <= i % 4; revision++) told.add(joined(VERDICTS.get(i), revision));
            if (i % 5 == 0) told.add(joined(VERDICTS.get(i), i % 4)); // told again
        }
        Collections.shuffle(told, new Random(7));
        var revisions = new LastRevisions(told.size());
        told.forEach(revisions::note);

        for (int reading = 0; reading < 2; reading++) {
            revisions.readAgain();
            List<JoinedVerdict> counted =
                    told.stream().filter(revisions::counts).toList();

            assertThat(counted).hasSameSizeAs(VERDICTS);
            for (int i = 0; i < VERDICTS.size(); i++) {
                assertThat(counted).contains(joined(VERDICTS.get(i), i % 4));
            }
            assertThat(revisions.repeated()).isEqualTo((VERDICTS.size() + 4) / 5);
        }
        assertThat(revisions.notRemembered()).isZero();
    }

    @Test
    void beyondTheBoundWhatWasToldFirstCounts() {
        var revisions = new LastRevisions(2L * VERDICTS.size(), 10);
        for (Verdict verdict : VERDICTS) {
            revisions.note(joined(verdict, 0));
            revisions.note(joined(verdict, 1));
        }
        long first = VERDICTS.stream()
                .filter(verdict -> revisions.counts(joined(verdict, 0)))
                .count();
        long last = VERDICTS.stream()
                .filter(verdict -> revisions.counts(joined(verdict, 1)))
                .count();

        assertThat(last).isEqualTo(10);
        assertThat(first).isEqualTo(VERDICTS.size() - 10);
        assertThat(revisions.notRemembered()).isEqualTo(VERDICTS.size() - 10);
    }

    @Test
    void inTooManyRecordsNoEventIsTakenForARepeat() {
        var revisions = new LastRevisions(LastRevisions.RECORDS_MAX + 1);
        JoinedVerdict told = joined(VERDICTS.getFirst(), 0);

        assertThat(revisions.looksForRepeats()).isFalse();
        assertThat(revisions.counts(told)).isTrue();
        assertThat(revisions.counts(told)).as("rather twice than lost").isTrue();
    }

    /// An id is a digest; of many hardly one may seem to have been told before.
    @Test
    void hardlyAnEventIsTakenForAnother() throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        int events = 300_000;
        var revisions = new LastRevisions(events);
        int counted = 0;
        for (int i = 0; i < events; i++) {
            byte[] id = digest.digest(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
            Verdict verdict = SampleVerdict.like(VERDICTS.getFirst())
                    .event(HexFormat.of().formatHex(id, 0, 16))
                    .verdict();
            if (revisions.counts(joined(verdict, 0))) counted++;
        }

        assertThat(counted).isGreaterThan(events - events / 1_000);
        assertThat(revisions.repeated()).isEqualTo(events - counted);
    }

    private static JoinedVerdict joined(Verdict verdict, int revision) {
        return new JoinedVerdict(verdict, revision, How.NONE, Optional.empty(), Optional.of(UnknownCause.NO_SYN));
    }
}
