package dev.synoptic.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.join.JoinSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// From when on everything is known to be there, by the first progress behind what was deleted.
class RetentionTest {

    private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;
    private static final long DAY = 24 * HOUR;
    private static final long MINUTE = HOUR / 60;
    private static final String SYNS = Topics.FINGERPRINTS.name();
    private static final String VERDICTS = Topics.VERDICTS.name();

    @Test
    void whereNothingWasDeletedEverythingIsThere() {
        var retention = retention(Set.of());
        tell(retention, VERDICTS, 0, "mx", "maillog", 5 * HOUR);

        assertThat(retention.verdictsFrom("mx")).isEqualTo(Long.MIN_VALUE);
        assertThat(retention.synsFrom("mx")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void theSlowestSourceOfTheWorstPartitionDecides() {
        var retention = retention(Set.of(new TopicPartition(SYNS, 0), new TopicPartition(SYNS, 1)));
        for (int partition = 0; partition < 2; partition++) {
            tell(retention, SYNS, partition, "mx", "capture", (4 + partition) * HOUR);
            tell(retention, SYNS, partition, "mx", "capture", 9 * HOUR);
        }
        tell(retention, VERDICTS, 0, "mx", "maillog", 8 * HOUR);

        assertThat(retention.synsFrom("mx")).isEqualTo(5 * HOUR + MINUTE);
        assertThat(retention.verdictsFrom("mx")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void theProxysCaptureCountsForTheSiteBehindIt() {
        var retention = retention(Set.of(new TopicPartition(SYNS, 0)));
        tell(retention, SYNS, 0, "mx", "capture", 4 * HOUR);
        tell(retention, SYNS, 0, "px", "capture", 6 * HOUR);
        tell(retention, VERDICTS, 0, "mx", "maillog", 4 * HOUR);

        assertThat(retention.synsFrom("mx")).isEqualTo(6 * HOUR + MINUTE);
    }

    @Test
    void aLogsVerdictsMayBeADayAheadOfItsProgress() {
        var retention = retention(Set.of(new TopicPartition(VERDICTS, 0)));
        tell(retention, SYNS, 0, "mx", "capture", 4 * HOUR);
        tell(retention, VERDICTS, 0, "mx", "maillog", Long.MIN_VALUE); // begins
        tell(retention, VERDICTS, 0, "mx", "maillog", 4 * HOUR);

        assertThat(retention.verdictsFrom("mx")).isEqualTo(4 * HOUR + DAY);
    }

    @Test
    void ofASourceThatTellsNothingNothingIsKnown() {
        var ofOnePartition = retention(Set.of(new TopicPartition(SYNS, 0), new TopicPartition(SYNS, 1)));
        tell(ofOnePartition, SYNS, 0, "mx", "capture", 4 * HOUR);
        tell(ofOnePartition, VERDICTS, 0, "mx", "maillog", 4 * HOUR);
        assertThat(ofOnePartition.synsFrom("mx")).isEqualTo(Long.MAX_VALUE);

        var ofNobody = retention(Set.of(new TopicPartition(SYNS, 0)));
        assertThat(ofNobody.synsFrom("elsewhere")).isEqualTo(Long.MAX_VALUE);

        var enrolled = retention(Set.of(new TopicPartition(SYNS, 0)));
        tell(enrolled, SYNS, 0, "mx", "capture", 4 * HOUR);
        assertThat(enrolled.synsFrom("mx"))
                .as("the enrolled log was never heard of")
                .isEqualTo(Long.MAX_VALUE);
    }

    private static Retention retention(Set<TopicPartition> trimmed) {
        var rules = JoinSettings.DEFAULT.behind(Map.of("mx", Set.of("px")), Set.of());
        var plan = JoinPlan.of(rules, List.of(new EnrolledSource("agent-mx", "maillog", "mx")), Events.DATABASE);
        return new Retention(plan, 2, trimmed::contains);
    }

    private static void tell(
            Retention retention, String topic, int partition, String site, String source, long micros) {
        retention.note(
                new TopicPartition(topic, partition),
                new SourceProgress(
                        new Origin("agent-" + site, site, "instance", 0), new Progress(micros, source, false)));
    }
}
