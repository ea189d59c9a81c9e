package dev.synoptic.agent.capture;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.nio.ByteOrder;
import java.util.OptionalLong;

/// The options of an interface description: kind, length, value padded to four octets.
final class PcapNgOptions {

    private static final int END = 0, RESOLUTION = 9, OFFSET = 14;
    private static final int HEADER = 4;

    private PcapNgOptions() {}

    /// Reads the two options that date frames, from `offset` to `end` of the block ahead.
    static TimeScale timeScale(FileOctets octets, ByteOrder order, int offset, int end) throws CaptureFileException {
        var u16 = JAVA_SHORT_UNALIGNED.withOrder(order);
        var units = OptionalLong.empty();
        var seconds = OptionalLong.empty();
        for (int at = offset; at < end; ) {
            if (end - at < HEADER) throw octets.refusal(CaptureFault.MALFORMED, "an option cut short by its block");
            int kind = octets.window().get(u16, octets.at() + at) & 0xFFFF;
            int length = octets.window().get(u16, octets.at() + at + 2) & 0xFFFF;
            int padded = (length + 3) & ~3;
            at += HEADER;
            if (end - at < padded) throw octets.refusal(CaptureFault.MALFORMED, "an option longer than its block");
            switch (kind) {
                case END -> {
                    require(octets, "opt_endofopt", length, 0, OptionalLong.empty());
                    at = end;
                    continue;
                }
                case RESOLUTION -> {
                    require(octets, "if_tsresol", length, 1, units);
                    units = OptionalLong.of(units(octets, octets.u8(at)));
                }
                case OFFSET -> {
                    require(octets, "if_tsoffset", length, 8, seconds);
                    seconds = OptionalLong.of(
                            octets.window().get(JAVA_LONG_UNALIGNED.withOrder(order), octets.at() + at));
                }
                default -> {}
            }
            at += padded;
        }
        if (units.isEmpty() && seconds.isEmpty()) return TimeScale.DEFAULT;
        return new TimeScale(units.orElse(TimeScale.DEFAULT.unitsPerSecond()), seconds.orElse(0));
    }

    private static void require(FileOctets octets, String option, int length, int wanted, OptionalLong before)
            throws CaptureFileException {
        if (length != wanted) {
            throw octets.refusal(CaptureFault.MALFORMED, option + " of " + length + " octets instead of " + wanted);
        }
        if (before.isPresent()) throw octets.refusal(CaptureFault.MALFORMED, option + " given twice");
    }

    private static long units(FileOctets octets, int resolution) throws CaptureFileException {
        boolean binary = (resolution & 0x80) != 0;
        int power = resolution & 0x7F;
        if (power > (binary ? TimeScale.BINARY_MAX : TimeScale.DECIMAL_MAX)) {
            throw octets.refusal(
                    CaptureFault.MALFORMED, "if_tsresol of " + (binary ? 2 : 10) + "^-" + power + " s is too fine");
        }
        return TimeScale.unitsPerSecond(resolution);
    }
}
