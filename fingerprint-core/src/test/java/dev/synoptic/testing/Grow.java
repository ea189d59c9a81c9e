package dev.synoptic.testing;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.IpVersionPattern;
import dev.synoptic.signature.PayloadPattern;
import dev.synoptic.signature.TcpPattern;
import dev.synoptic.signature.TtlPattern;
import dev.synoptic.signature.WindowPattern;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.tcp.WindowMultiple.Kind;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// Grows values of our types from a seed, for properties.
public final class Grow {

    private static final int V4_QUIRKS = Quirks.of(Quirk.FLOW).bits();
    private static final int V6_QUIRKS =
            Quirks.of(Quirk.DF, Quirk.ID_PLUS, Quirk.ID_MINUS, Quirk.ZERO_PLUS).bits();

    private Grow() {}

    /// One of `choices`.
    @SafeVarargs
    public static <T> T oneOf(RandomGenerator random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// Any TCP pattern that a signature file can say.
    public static TcpPattern tcpPattern(RandomGenerator random) {
        var version = oneOf(random, IpVersionPattern.values());
        boolean padded = random.nextBoolean();
        return new TcpPattern(
                version,
                new TtlPattern(random.nextInt(1, 256), random.nextInt(4) == 0),
                oneOf(random, 0, 0, random.nextInt(256)),
                number(random, 65_536),
                window(random),
                number(random, 256),
                layout(random, padded),
                padded ? random.nextInt(256) : 0,
                quirks(random, version),
                oneOf(random, PayloadPattern.values()));
    }

    private static OptionalInt number(RandomGenerator random, int bound) {
        return random.nextBoolean() ? OptionalInt.of(random.nextInt(bound)) : OptionalInt.empty();
    }

    private static WindowPattern window(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new WindowPattern.Any();
            case 1 -> new WindowPattern.Exactly(random.nextInt(65_536));
            case 2 -> new WindowPattern.DivisibleBy(random.nextInt(2, 65_536));
            default -> new WindowPattern.Times(oneOf(random, Kind.values()), random.nextInt(1, 1001));
        };
    }

    private static OptionLayout layout(RandomGenerator random, boolean padded) {
        byte[] kinds = new byte[random.nextInt(padded ? 1 : 0, OptionLayout.KINDS_MAX + 1)];
        for (int i = 0; i < kinds.length; i++) kinds[i] = (byte) random.nextInt(1, 256);
        if (padded) kinds[kinds.length - 1] = 0;
        return OptionLayout.of(kinds);
    }

    private static Quirks quirks(RandomGenerator random, IpVersionPattern version) {
        int impossible = switch (version) {
            case ANY -> 0;
            case V4 -> V4_QUIRKS;
            case V6 -> V6_QUIRKS;
        };
        return new Quirks(random.nextInt(1 << Quirk.values().length) & ~impossible);
    }

    /// An observation of few different values, so that some are alike and some signatures fit.
    public static SynObservation observation(RandomGenerator random) {
        var step = oneOf(random, HandshakeStep.values());
        return new SynObservation(
                step,
                oneOf(random, 4, 6),
                oneOf(random, 0, 28, 63, 64, 65, 128, 255),
                oneOf(random, 0, 0, 4, 40),
                oneOf(random, 0, 0, 8, 63),
                oneOf(random, 0, 99, 536, 1331, 1460, 65_535),
                oneOf(random, 0, 1024, 1337, 5840, 8192, 14_600, 16_384, 29_200, 65_535),
                oneOf(random, 0, 4, 7, 255),
                oneOf(random, LAYOUTS),
                oneOf(random, 0, 0, 1, 255),
                oneOf(random, Quirks.NONE, Quirks.of(Quirk.DF, Quirk.ID_PLUS), Quirks.of(Quirk.ECN, Quirk.BAD)),
                random.nextBoolean(),
                oneOf(random, 0L, 1L, 0xFFFF_FFFFL),
                oneOf(random, 40, 60, 80, 120),
                step == HandshakeStep.SYN ? 0 : oneOf(random, 0, 12, 1380, 1460));
    }

    private static final OptionLayout[] LAYOUTS = List.of(
                    OptionLayout.of(),
                    OptionLayout.of((byte) 2),
                    OptionLayout.of((byte) 2, (byte) 4, (byte) 8, (byte) 1, (byte) 3),
                    OptionLayout.of((byte) 2, (byte) 1, (byte) 3, (byte) 1, (byte) 1, (byte) 4),
                    OptionLayout.of((byte) 2, (byte) 1, (byte) 1, (byte) 4),
                    OptionLayout.of((byte) 2, (byte) 1, (byte) 1, (byte) 4, (byte) 0),
                    OptionLayout.of(new byte[OptionLayout.KINDS_MAX]))
            .toArray(OptionLayout[]::new);
}
