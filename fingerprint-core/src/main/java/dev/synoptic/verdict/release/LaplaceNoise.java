package dev.synoptic.verdict.release;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// Noise for counts that are to be published (`mail.md` P6): Laplace's distribution on whole numbers, in which k has a
/// weight of exp(-ε·|k|). With each transaction in just one count, whether one was there at all changes the odds of
/// every possible release by a factor of exp(ε) at most. Whole numbers are drawn as such: from a rounded fraction its
/// last bits could tell the count.
///
/// What is below zero becomes zero, so small counts are raised a little on average. One thread.
public final class LaplaceNoise {

    /// Below it counts would be lost in noise of a hundred and more.
    public static final double EPSILON_MIN = 0.01;

    /// Above it next to no count would change.
    public static final double EPSILON_MAX = 10;

    private final double epsilon;
    private final RandomGenerator random;

    /// @param epsilon of the release, [#EPSILON_MIN] to [#EPSILON_MAX]
    /// @param random  which nobody can foresee or repeat, but for a test
    public LaplaceNoise(double epsilon, RandomGenerator random) {
        if (!(epsilon >= EPSILON_MIN && epsilon <= EPSILON_MAX)) {
            throw new IllegalArgumentException("epsilon of " + epsilon + ", expected " + expected());
        }
        this.epsilon = epsilon;
        this.random = random;
    }

    /// What epsilon may be.
    public static String expected() {
        return "a number from " + EPSILON_MIN + " to " + Math.round(EPSILON_MAX);
    }

    /// The count with noise, never below zero.
    public long on(long count) {
        return Math.max(0, count + geometric() - geometric());
    }

    /// How often in a row something of chance exp(-ε) comes true: the difference of two is as wanted.
    private long geometric() {
        double chance = 1 - random.nextDouble(); // never zero
        return (long) Math.floor(-Math.log(chance) / epsilon);
    }

    public double epsilon() {
        return epsilon;
    }

    /// 1/ε: half of the noise is smaller than some 0.7 times this, 95 % is smaller than three times this.
    public double scale() {
        return 1 / epsilon;
    }

    /// For people.
    public String text() {
        return String.format(
                Locale.ROOT,
                "every count has Laplace noise of scale %.4g (epsilon %.4g for this release, one transaction hidden)",
                scale(),
                epsilon);
    }
}
