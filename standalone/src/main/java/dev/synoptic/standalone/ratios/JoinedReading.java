package dev.synoptic.standalone.ratios;

import dev.synoptic.schemas.Topics;
import dev.synoptic.standalone.ratios.TopicReading.Extent;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.score.LastRevisions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Every event of `joined.v1` in its last revision, as the topic stood when it was first asked; read as a stream, so
/// that a long topic needs no more memory than a short one.
public final class JoinedReading {

    private final TopicReading reading;
    private final PrintWriter err;
    private final Extent extent;
    private final LastRevisions revisions;

    /// @param err is told what cannot be read, and where
    public JoinedReading(TopicReading reading, PrintWriter err) {
        this.reading = reading;
        this.err = err;
        this.extent = reading.extent(Topics.JOINED);
        this.revisions = new LastRevisions(extent.records());
        if (!revisions.looksForRepeats()) {
            err.println(Topics.JOINED.name() + " has more than " + LastRevisions.RECORDS_MAX
                    + " records: what a rebuild told twice counts twice");
        }
        reading.read(extent, record -> joined(record, true).ifPresent(revisions::note));
        if (revisions.notRemembered() > 0) {
            err.println("more than " + LastRevisions.REVISED_MAX + " events were revised: of those beyond it what was"
                    + " told first counts, " + revisions.notRemembered() + " revisions do not");
        }
        err.flush();
    }

    /// Hands over each of them, once; may be done again.
    public void read(Consumer<JoinedVerdict> each) {
        revisions.readAgain();
        reading.read(
                extent,
                record -> joined(record, false).filter(revisions::counts).ifPresent(each));
        if (revisions.repeated() > 0) {
            err.println(revisions.repeated() + " records were told again and are left out");
            err.flush();
        }
    }

    private Optional<JoinedVerdict> joined(ConsumerRecord<byte[], byte[]> record, boolean isFirstReading) {
        return TopicReading.value(Topics.JOINED, record, isFirstReading ? Optional.of(err) : Optional.empty());
    }
}
