package dev.synoptic.verdict.ratio;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A share in percent with two decimals, rounded half up on the exact quotient (T2).
public final class Percent {

    /// What stands where nothing was counted.
    public static final String NOTHING_COUNTED = "n/a";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Percent() {}

    /// Rejected of accepted and rejected together, such as `49.96%`.
    public static String ofRejected(long accepted, long rejected) {
        return of(rejected, accepted + rejected);
    }

    /// A part of a whole.
    public static String of(long part, long whole) {
        if (whole == 0) return NOTHING_COUNTED;
        return HUNDRED.multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
                + "%";
    }
}
