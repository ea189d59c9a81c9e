package dev.synoptic.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.gateway.answer.HostAnswer.Tool;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A tool such as a scanner is told beside the system, never in its place (`clients.md` 6.2, bit 4).
class ToolTest {

    private static final long NOW = 1_700_000_600;
    private static final long DAY = 86_400;

    static HostAnswer host(long toolSeconds) {
        return new HostAnswer(
                1,
                NOW,
                7,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.of(3),
                HostAnswer.Dishonesty.NONE,
                Optional.of(new OperatingSystem("Linux", "3.11 and newer", false, false)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Tool("NMap", "SYN scan", toolSeconds)));
    }

    @Test
    void aToolOfTheLastDayIsToldBesideTheSystem() {
        assertThat(host(NOW).usesTool()).isTrue();
        assertThat(host(NOW - DAY + 1).usesTool()).isTrue();
        assertThat(HostText.full(host(NOW), false)).isEqualTo("os=Linux 3.11 and newer; dist=3; tool=NMap SYN scan");
        assertThat(HostText.system(host(NOW))).isEqualTo("Linux 3.11 and newer");
    }

    @Test
    void aToolOfLongAgoIsNot() {
        assertThat(host(NOW - DAY).usesTool()).isFalse();
        assertThat(HostText.full(host(NOW - DAY), false)).isEqualTo("os=Linux 3.11 and newer; dist=3");
    }
}
