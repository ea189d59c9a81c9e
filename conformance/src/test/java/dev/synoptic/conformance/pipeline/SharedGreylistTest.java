package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.greylist.GreylistTimes;
import dev.synoptic.gateway.greylist.SharedGreylist;
import dev.synoptic.gateway.greylist.SharedRules;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.policy.RuleMemory.Remembered;
import dev.synoptic.gateway.policy.rule.Action;
import dev.synoptic.gateway.policy.rule.Condition;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.packet.IpAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What gateways of one fleet remember together, over a real broker (`mail.md` f.2, K2).
class SharedGreylistTest {

    private static final IpAddress CLIENT = IpAddress.parse("198.18.25.10").orElseThrow();
    private static final Duration DELAY = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));

    private SharedGreylist gateway(String bootstrap) {
        return new SharedGreylist(KafkaClients.at(bootstrap), GreylistTimes.USUAL, this::instant).start();
    }

    private Instant instant() {
        return java.util.Objects.requireNonNull(now.get());
    }

    private static Optional<Duration> ask(SharedGreylist gateway) {
        return gateway.ask(CLIENT, "a@x.example", "b@y.example", DELAY);
    }

    @Test
    void whatOneDefersTheOtherLetsPassAfterTheDelayAndARestartForgetsNothing() throws Exception {
        try (var fleet = Fleet.withoutServices(folder);
                var one = gateway(fleet.streamsSettings().bootstrap())) {
            Eventually.until("it has read the topic", one::isCurrent);
            assertThat(ask(one)).contains(DELAY);
            try (var other = gateway(fleet.streamsSettings().bootstrap())) {
                Eventually.until("the other knows of it", () -> other.isCurrent() && other.size() == 1);
                now.updateAndGet(then -> then.plus(DELAY));
                assertThat(ask(other)).isEmpty();
            }
            try (var again = gateway(fleet.streamsSettings().bootstrap())) {
                Eventually.until("triplet and network are known again", () -> again.isCurrent() && again.size() == 2);
                assertThat(ask(again)).isEmpty();
                assertThat(again.passedUnsure()).isZero();
                now.updateAndGet(then -> then.plus(Duration.ofDays(37)));
                again.forget();
                Eventually.until("all forget what is over", () -> one.size() == 0 && again.size() == 0);
            }
        }
    }

    @Test
    void withoutKafkaEverythingPasses() {
        try (var alone = gateway("127.0.0.1:1")) {
            assertThat(ask(alone)).isEmpty();
            assertThat(alone.passedUnsure()).isEqualTo(1);
        }
    }

    @Test
    void theFleetKnowsSinceWhenARuleIsWatchedAndThatItIsSuspended() throws Exception {
        var rule = new Rule(
                "later",
                "",
                List.of(new Condition.Family(List.of("Windows"))),
                false,
                new Action.Defer("4.7.1 Later"),
                true,
                0);
        try (var fleet = Fleet.withoutServices(folder);
                var one =
                        new SharedRules(KafkaClients.at(fleet.streamsSettings().bootstrap())).start();
                var other =
                        new SharedRules(KafkaClients.at(fleet.streamsSettings().bootstrap())).start()) {
            Eventually.until("the rule is told", () -> {
                one.remember(rule, new Remembered(1_000, Optional.empty()));
                return other.find(rule).isPresent();
            });
            other.remember(rule, new Remembered(2_000, Optional.of("too many")));
            Eventually.until(
                    "the earlier moment stays, the suspension arrives",
                    () -> one.find(rule).equals(Optional.of(new Remembered(1_000, Optional.of("too many")))));
        }
    }
}
