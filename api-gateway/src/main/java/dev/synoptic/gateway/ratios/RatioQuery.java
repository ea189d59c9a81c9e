package dev.synoptic.gateway.ratios;

import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.schemas.RatioKey;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Which table of ratios is wanted.
///
/// @param by     what its rows are
/// @param family only this family of systems
/// @param site   only this site; empty sums over all
/// @param service only what came to this service of the mail hosts; empty for what came to any. Not for tables of which
///     only whole days are kept ([By#isByDay])
/// @param period only these hours; empty for all time
/// @param rules  only counts of these versions; empty for the newest, [#ALL_RULES] for the sum over all, which nobody
///     gets unasked
public record RatioQuery(
        By by,
        Optional<String> family,
        Optional<String> site,
        Optional<String> service,
        Optional<Period> period,
        Optional<String> rules) {

    /// What a row of the table is.
    public enum By {
        /// A family of operating systems.
        OS,
        /// A flavor of one.
        FLAVOR,
        /// A row of the signature file; whole days only.
        SIGNATURE,
        /// A kind of link; whole days only.
        LINK,
        /// Hops between client and mail host; whole days only.
        DISTANCE,
        /// Whether several hosts share the client's address; whole days only.
        NAT,
        /// A program that brings its own stack; whole days only.
        TOOL,
        /// A site.
        SITE,
        /// A service of the mail hosts, such as `smtpd` or `submission` (`mail.md` T6).
        SERVICE;

        /// As options and parameters write it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether only whole days are kept of it.
        public boolean isByDay() {
            return switch (this) {
                case OS, FLAVOR, SITE, SERVICE -> false;
                case SIGNATURE, LINK, DISTANCE, NAT, TOOL -> true;
            };
        }

        /// The dimension of the rows of `ratios.v1` that it is summed from, of all services together.
        private String dimension() {
            return switch (this) {
                case OS, FLAVOR, SITE, SERVICE -> RatioKey.FLAVOR;
                case SIGNATURE -> RatioKey.SIGNATURE;
                case LINK -> RatioKey.LINK;
                case DISTANCE -> RatioKey.DISTANCE;
                case NAT -> RatioKey.NAT;
                case TOOL -> RatioKey.TOOL;
            };
        }
    }

    /// Whole hours, UTC.
    ///
    /// @param fromMicros start, microseconds since 1970
    /// @param toMicros   end, not included
    public record Period(long fromMicros, long toMicros) {

        private static final long HOUR_MICROS = 3_600_000_000L;
        private static final long DAY_MICROS = 24 * HOUR_MICROS;

        public Period {
            if (fromMicros >= toMicros) throw new IllegalArgumentException("from is not before to");
            if (fromMicros % HOUR_MICROS != 0 || toMicros % HOUR_MICROS != 0) {
                throw new IllegalArgumentException("from and to are whole hours, UTC");
            }
        }

        /// The day, UTC, that this moment lies in.
        public static Period day(long micros) {
            return of(RatioWindow.DAY, micros);
        }

        /// The window that this moment lies in; not for [RatioWindow#TOTAL].
        public static Period of(RatioWindow window, long micros) {
            long start = window.startMicros(micros);
            return new Period(start, start + window.seconds() * 1_000_000);
        }

        /// The period of the same length that ends where this one begins.
        public Period previous() {
            return new Period(2 * fromMicros - toMicros, fromMicros);
        }

        /// Whether it begins and ends with a day, UTC.
        public boolean isWholeDays() {
            return fromMicros % DAY_MICROS == 0 && toMicros % DAY_MICROS == 0;
        }

        boolean holds(long startMicros) {
            return startMicros >= fromMicros && startMicros < toMicros;
        }
    }

    public RatioQuery {
        if (by.isByDay() && period.isPresent() && !period.get().isWholeDays()) {
            throw new IllegalArgumentException("from and to are whole days, UTC, for a table by " + by.text());
        }
        if (by.isByDay() && service.isPresent()) {
            throw new IllegalArgumentException(
                    "a table by " + by.text() + " is of all services: one service has those by " + OF_ONE_SERVICE);
        }
    }

    /// What tables of one service there are.
    public static final String OF_ONE_SERVICE = "os, flavor, site";

    /// Which dimensions its rows are summed from.
    Predicate<String> dimensions() {
        if (by == By.SERVICE && service.isEmpty()) {
            return dimension -> RatioKey.serviceOf(dimension).isPresent();
        }
        return service.map(RatioKey::flavorAt).orElse(by.dimension())::equals;
    }

    /// Stands for every version of the rules.
    public static final String ALL_RULES = "all";

    /// Whether counts of all versions are to be added up.
    boolean isOverAllRules() {
        return rules.equals(Optional.of(ALL_RULES));
    }

    /// Every site, all time, the newest rules.
    public static RatioQuery of(By by) {
        return new RatioQuery(
                by, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same of one family only.
    public RatioQuery within(String wanted) {
        return new RatioQuery(by, Optional.of(wanted), site, service, period, rules);
    }

    /// The same of all families, one row each.
    public RatioQuery withoutFamily() {
        return new RatioQuery(By.OS, Optional.empty(), site, service, period, rules);
    }

    /// The same with other rows.
    public RatioQuery by(By rows) {
        return new RatioQuery(rows, family, site, service, period, rules);
    }

    /// The same of one site only.
    public RatioQuery at(String wanted) {
        return new RatioQuery(by, family, Optional.of(wanted), service, period, rules);
    }

    /// The same of one service only.
    public RatioQuery ofService(String wanted) {
        return new RatioQuery(by, family, site, Optional.of(wanted), period, rules);
    }

    /// The same of the period before; empty where it is of all time.
    public Optional<RatioQuery> previous() {
        return period.map(now -> during(now.previous()));
    }

    /// The same of counts that rest on these versions.
    public RatioQuery countedBy(String wanted) {
        return new RatioQuery(by, family, site, service, period, Optional.of(wanted));
    }

    /// The same of one period only.
    public RatioQuery during(Period wanted) {
        return new RatioQuery(by, family, site, service, Optional.of(wanted), rules);
    }
}
