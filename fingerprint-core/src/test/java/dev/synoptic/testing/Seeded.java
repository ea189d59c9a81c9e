package dev.synoptic.testing;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Properties tried on grown values. A failure names its seed; `-Dproperty.seed=N` tries that one alone, and
/// `-Dproperty.tries=N` tries harder.
public final class Seeded {

    private static final int TRIES_DEFAULT = 1000;

    private Seeded() {}

    /// Holds `property` against as many values of `grow` as there are tries.
    public static <T> void forAll(Function<RandomGenerator, T> grow, Consumer<T> property) {
        forAll(grow, TRIES_DEFAULT, property);
    }

    /// The same for a slow property, of which fewer tries must do.
    public static <T> void forAll(Function<RandomGenerator, T> grow, int tries, Consumer<T> property) {
        Long only = Long.getLong("property.seed");
        if (only != null) {
            tryOne(only, grow, property);
            return;
        }
        for (long seed = 0; seed < Integer.getInteger("property.tries", tries); seed++) tryOne(seed, grow, property);
    }

    private static <T> void tryOne(long seed, Function<RandomGenerator, T> grow, Consumer<T> property) {
        T value = grow.apply(generator(seed));
        try {
            property.accept(value);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("-Dproperty.seed=" + seed + " fails for " + value, failure);
        }
    }

    /// The generator that a seed stands for: the same on every machine.
    public static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
