package dev.synoptic.gateway.join;

import static dev.synoptic.gateway.join.Events.captureEnded;
import static dev.synoptic.gateway.join.Events.captured;
import static dev.synoptic.gateway.join.Events.id;
import static dev.synoptic.gateway.join.Events.logEnded;
import static dev.synoptic.gateway.join.Events.logged;
import static dev.synoptic.gateway.join.Events.revised;
import static dev.synoptic.gateway.join.Events.syn;
import static dev.synoptic.gateway.join.Events.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.join.JoinSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the join holds of days of mail may lie on disk: the tables are the same, and what is old is forgotten alike.
class JoinOnDiskTest {

    private static final int SESSIONS = 400;
    private static final double DAY = 86_400;

    @TempDir
    private Path folder;

    @Test
    void theTablesAreThoseOfTheHeap() {
        List<Object> day = day();
        try (var heap = new JoinStand(plan());
                var disk = JoinStand.onDisk(plan(), folder)) {
            day.forEach(heap::tell);
            day.forEach(disk::tell);

            for (By by : By.values()) {
                var expected = heap.table(RatioQuery.of(by));
                var found = disk.table(RatioQuery.of(by));
                assertThat(found.table()).as(by.text()).isEqualTo(expected.table());
                assertThat(found.senders()).as(by.text()).isEqualTo(expected.senders());
            }
            assertThat(disk.byFlavor().table().total().counted()).isEqualTo(SESSIONS);
        }
    }

    @Test
    void whatIsTooOldIsForgottenHoweverMuchItIs() {
        int old = 2_500; // more than are removed at once
        try (var disk = JoinStand.onDisk(plan(), folder)) {
            for (int i = 0; i < old; i++) disk.tell(syn("mx", client(i % 7), 1_024 + i, i / 10.0, "Linux"));
            double later =
                    JoinSettings.DEFAULT.keepSyn().plus(Duration.ofHours(2)).toSeconds();
            disk.tellAll(
                    syn("mx", client(1), 40_000, later, "Linux"),
                    captured("mx", later),
                    logged("mx", later),
                    verdict("mx", client(1), OptionalInt.of(40_000), later + 1, id(1), Outcome.ACCEPTED),
                    captureEnded("mx"),
                    logEnded("mx"));

            assertThat(disk.counters().forgottenSyns().sum()).isEqualTo(old);
            assertThat(JoinTopologyTest.rows(disk.byFlavor())).containsExactly("Linux 1.x 1 0");
        }
    }

    private static JoinPlan plan() {
        return JoinPlan.of(JoinSettings.DEFAULT, Events.enrolled("mx"), Events.DATABASE);
    }

    private static IpAddress client(int number) {
        return IpAddress.v4(0xC6336400 + number);
    }

    /// Sessions of a day; some told twice, some revised, some whose SYN comes late.
    private static List<Object> day() {
        var random = new Random(7);
        var day = new ArrayList<Object>();
        for (int i = 0; i < SESSIONS; i++) {
            double seconds = DAY / SESSIONS * i;
            IpAddress client = client(random.nextInt(40));
            Verdict verdict = verdict(
                    "mx",
                    client,
                    OptionalInt.of(2_000 + i),
                    seconds + 0.5,
                    id(i),
                    random.nextBoolean() ? Outcome.ACCEPTED : Outcome.REJECTED);
            var syn = syn("mx", client, 2_000 + i, seconds, random.nextBoolean() ? "Linux" : "Windows");
            boolean late = random.nextInt(10) == 0;
            if (!late) day.add(syn);
            day.add(verdict);
            if (random.nextInt(5) == 0) day.add(verdict);
            day.add(captured("mx", seconds + 20));
            day.add(logged("mx", seconds + 20));
            if (late) day.add(syn);
            if (random.nextInt(5) == 0) day.add(revised(verdict, 1, Outcome.REJECTED));
        }
        day.add(captureEnded("mx"));
        day.add(logEnded("mx"));
        return day;
    }
}
