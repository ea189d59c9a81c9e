package dev.synoptic.verdict.statistics;

/// The regularised upper incomplete gamma function Q(a, x), which a chi-square's tail is.
///
/// Series below a + 1, continued fraction by Lentz's method above (Abramowitz and Stegun 6.5.29, 6.5.31).
final class Gamma {

    private static final double ENOUGH = 1e-16;
    private static final double TINY = 1e-300;
    private static final int STEPS_MAX = 100_000;

    /// Lanczos' coefficients for g = 7, n = 9: about 15 digits.
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private Gamma() {}

    /// Q(a, x) for a > 0 and x ≥ 0.
    static double upper(double a, double x) {
        if (x <= 0) return 1;
        if (Double.isInfinite(x)) return 0;
        return x < a + 1 ? 1 - front(a, x) * series(a, x) : front(a, x) * fraction(a, x);
    }

    private static double front(double a, double x) {
        return Math.exp(a * Math.log(x) - x - logGamma(a));
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < STEPS_MAX && term > sum * ENOUGH; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int n = 1; n < STEPS_MAX; n++) {
            double an = -n * (n - a);
            b += 2;
            d = 1 / away(an * d + b);
            c = away(b + an / c);
            double change = d * c;
            h *= change;
            if (Math.abs(change - 1) < ENOUGH) break;
        }
        return h;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    static double logGamma(double x) {
        if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        double z = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (z + i);
        double t = z + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
