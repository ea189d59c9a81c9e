package dev.synoptic.gateway.ratios;

import java.util.Optional;

/// Which table of ratios is wanted.
///
/// @param by     what its rows are
/// @param family only this family of systems
/// @param site   only this site; empty sums over all
/// @param period only these hours; empty for all time
/// @param rules  only counts of these versions; empty for the newest
public record RatioQuery(
        By by, Optional<String> family, Optional<String> site, Optional<Period> period, Optional<String> rules) {

    /// What a row of the table is.
    public enum By {
        /// A family of operating systems.
        OS,
        /// A flavor of one.
        FLAVOR
    }

    /// Whole hours, UTC.
    ///
    /// @param fromMicros start, microseconds since 1970
    /// @param toMicros   end, not included
    public record Period(long fromMicros, long toMicros) {

        private static final long HOUR_MICROS = 3_600_000_000L;

        public Period {
            if (fromMicros >= toMicros) throw new IllegalArgumentException("from is not before to");
            if (fromMicros % HOUR_MICROS != 0 || toMicros % HOUR_MICROS != 0) {
                throw new IllegalArgumentException("from and to are whole hours, UTC");
            }
        }

        boolean holds(long startMicros) {
            return startMicros >= fromMicros && startMicros < toMicros;
        }
    }

    /// Every site, all time, the newest rules.
    public static RatioQuery of(By by) {
        return new RatioQuery(by, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same of one family only.
    public RatioQuery within(String wanted) {
        return new RatioQuery(by, Optional.of(wanted), site, period, rules);
    }

    /// The same of all families, one row each.
    public RatioQuery withoutFamily() {
        return new RatioQuery(By.OS, Optional.empty(), site, period, rules);
    }

    /// The same of one site only.
    public RatioQuery at(String wanted) {
        return new RatioQuery(by, family, Optional.of(wanted), period, rules);
    }

    /// The same of one period only.
    public RatioQuery during(Period wanted) {
        return new RatioQuery(by, family, site, Optional.of(wanted), rules);
    }
}
