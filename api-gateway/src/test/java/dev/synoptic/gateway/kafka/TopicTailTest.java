package dev.synoptic.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.HostIndexReader;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.host.SoftwareHonesty;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.HostHeaders;
import dev.synoptic.schemas.Topics;
import dev.synoptic.testing.Until;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TopicTailTest {

    private static final String TOPIC = Topics.HOSTS.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final IpAddress ADDRESS = IpAddress.v4(0xC0000201);

    private final HostIndex index = new HostIndex(PrivateNetworks.DEFAULT);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());

    @Test
    void itIsReadyWhenAllThatWasThereAtTheStartIsRead() throws InterruptedException {
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 3L));
        try (var tail = new TopicTail(TOPIC, () -> consumer, new HostIndexReader(index)).start()) {
            Until.met(() -> !consumer.assignment().isEmpty());
            consumer.schedulePollTask(() -> {
                consumer.addRecord(record(0, host(5), 70));
                consumer.addRecord(record(1, "rubbish".getBytes(java.nio.charset.StandardCharsets.UTF_8), 71));
            });
            Until.met(() -> tail.records() == 2);
            assertThat(tail.isReady()).isFalse();

            consumer.schedulePollTask(() -> consumer.addRecord(record(2, host(4), 60)));

            assertThat(tail.awaitReady(Duration.ofSeconds(20))).isTrue();
            assertThat(tail.unreadable()).isEqualTo(1);
            assertThat(index.outdated()).isEqualTo(1);
            assertThat(index.from("mx").find(ADDRESS).orElseThrow().connections())
                    .isEqualTo(5);
            assertThat(tail.trouble()).isEmpty();
        }
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void itWaitsForATopicThatIsNotThereAndSaysSo() {
        try (var tail = new TopicTail(TOPIC, () -> consumer, new HostIndexReader(index)).start()) {
            Until.met(() -> tail.trouble().equals(Optional.of("there is no topic " + TOPIC)));
            assertThat(tail.isReady()).isFalse();
        }
    }

    @Test
    void itSaysHowFarItIsBehind() throws InterruptedException {
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        try (var tail = new TopicTail(TOPIC, () -> consumer, new HostIndexReader(index)).start()) {
            assertThat(tail.awaitReady(Duration.ofSeconds(20))).isTrue();
            Until.met(() -> tail.behind() == 0);
            consumer.updateEndOffsets(Map.of(PARTITION, 7L));
            Until.met(() -> tail.behind() == 7);
        }
    }

    private static byte[] host(long connections) {
        return Topics.HOSTS
                .values()
                .serializer()
                .serialize(
                        TOPIC,
                        new HostState(
                                1,
                                2,
                                connections,
                                Optional.empty(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                SoftwareHonesty.UNSUSPECTED,
                                List.of()));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte @Nullable [] value, long inputOffset) {
        var headers = new RecordHeaders();
        new HostHeaders(0, inputOffset).writeTo(headers);
        byte[] key = Topics.HOSTS.keys().serializer().serialize(TOPIC, HostKey.global(ADDRESS));
        return new ConsumerRecord<>(
                TOPIC,
                0,
                offset,
                0L,
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value == null ? 0 : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}
