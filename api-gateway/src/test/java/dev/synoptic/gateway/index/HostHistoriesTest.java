package dev.synoptic.gateway.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.synoptic.host.HostDay;
import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.PrivateNetworks;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostHistoriesTest {

    private static final IpAddress ADDRESS = IpAddress.v4(0xC0000207);
    private static final HostKey KEY = HostKey.global(ADDRESS);

    private final HostHistories histories = new HostHistories(PrivateNetworks.DEFAULT, 2);

    @Test
    void tellsTheDaysOfEarlierLivesAndOfThisOne() {
        histories.read(record(KEY, history(1, 2)));
        histories.update(KEY, HostStates.linux(7).withHistory(history(2, 3)));

        assertThat(histories.of(ADDRESS, "site").days())
                .extracting(HostDay::day, HostDay::connections)
                .containsExactly(tuple(1, 1L), tuple(2, 2L), tuple(3, 1L));
    }

    @Test
    void whatIsForgottenIsGone() {
        histories.update(KEY, HostStates.linux(7).withHistory(history(1)));
        histories.update(KEY, null);
        assertThat(histories.of(ADDRESS, "site").isEmpty()).isTrue();

        histories.read(record(KEY, history(1)));
        histories.read(record(KEY, null));
        assertThat(histories.of(ADDRESS, "site").isEmpty()).isTrue();
        assertThat(histories.size()).isZero();
    }

    @Test
    void privateAddressesAreTheSitesOwn() {
        var address = IpAddress.v4(0x0A000001);
        histories.read(record(HostKey.ofSite(address, "north"), history(1)));

        assertThat(histories.of(address, "north").days()).hasSize(1);
        assertThat(histories.of(address, "south").isEmpty()).isTrue();
    }

    @Test
    void isBoundedAndCountsWhatItLetsGo() {
        for (int i = 0; i < 3; i++) histories.read(record(HostKey.global(IpAddress.v4(i)), history(1)));

        assertThat(histories.size()).isEqualTo(2);
        assertThat(histories.evicted()).isEqualTo(1);
        assertThat(histories.of(IpAddress.v4(0), "site").isEmpty()).isTrue();
    }

    private static HostHistory history(int... days) {
        return new HostHistory(Arrays.stream(days)
                .mapToObj(day -> new HostDay(day, day, day, 1, List.of("Linux"), List.of("site"), false))
                .toList());
    }

    private static ConsumerRecord<byte[], byte[]> record(HostKey key, @Nullable HostHistory history) {
        String topic = Topics.HISTORY.name();
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                Topics.HISTORY.keys().serializer().serialize(topic, key),
                Topics.HISTORY.values().serializer().serialize(topic, history));
    }
}
