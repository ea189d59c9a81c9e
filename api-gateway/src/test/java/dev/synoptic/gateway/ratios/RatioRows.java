package dev.synoptic.gateway.ratios;

import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.RatioMessage.Missed;
import dev.synoptic.schemas.RatioMessage.Sent;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Rows of `ratios.v1`, as the view reads them.
///
/// @param view that reads them
record RatioRows(RatioView view) {

    static final long HOUR = 3_600_000_000L;
    static final String RULES = "signatures=1 aliases=1 join=1";

    /// @param counts null deletes the row
    void counted(
            long start,
            long seconds,
            String site,
            String family,
            String flavor,
            int partition,
            @Nullable RatioCounts counts) {
        write(
                new RatioKey(start, seconds, site, RatioKey.FLAVOR, family, flavor, RULES, partition),
                counts == null ? null : new Counted(counts));
    }

    /// Of a day.
    void sent(long start, String site, String family, int partition, SenderCounts counts) {
        write(new RatioKey(start, 86_400, site, RatioKey.SENDERS, family, "", RULES, partition), new Sent(counts));
    }

    /// @param missing null deletes the row
    void missed(long start, long seconds, String site, String source, @Nullable Missing missing) {
        write(
                new RatioKey(start, seconds, site, RatioKey.MISSING, "agent", source, RULES, 0),
                missing == null ? null : new Missed(missing));
    }

    void closed(int partition, long micros) {
        write(RatioKey.progress(RULES, partition), new Closed(micros, micros == Long.MAX_VALUE));
    }

    /// @param message null deletes the row
    void write(RatioKey key, @Nullable RatioMessage message) {
        view.read(new ConsumerRecord<>(
                Topics.RATIOS.name(),
                0,
                0,
                Topics.RATIOS.keys().serializer().serialize("", key),
                Topics.RATIOS.values().serializer().serialize("", message)));
    }
}
