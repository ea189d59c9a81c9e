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
/// @param receiver only what came to this mail host or service; empty for what came to any. Not for every table
///     ([By#isOf])
/// @param period only these hours; empty for all time
/// @param rules  only counts of these versions; empty for the newest, [#ALL_RULES] for the sum over all, which nobody
///     gets unasked
public record RatioQuery(
        By by,
        Optional<String> family,
        Optional<String> site,
        Optional<Receiver> receiver,
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
        /// A host of ours that mail comes to (`mail.md` T6).
        MAIL_HOST,
        /// A service of the mail hosts, such as `smtpd` or `submission` (`mail.md` T6).
        SERVICE;

        /// As options and parameters write it.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String toString() {
            return text();
        }

        /// Whether only whole days are kept of it.
        public boolean isByDay() {
            return switch (this) {
                case OS, FLAVOR, SITE, MAIL_HOST, SERVICE -> false;
                case SIGNATURE, LINK, DISTANCE, NAT, TOOL -> true;
            };
        }

        /// Whether its rows are what takes mail in: of what was counted without it, there is a row too.
        boolean isOfReceivers() {
            return this == MAIL_HOST || this == SERVICE;
        }

        /// Whether there is such a table of this receiver alone: of a service of one mail host nothing is counted.
        public boolean isOf(Receiver receiver) {
            return switch (this) {
                case OS, FLAVOR, SITE -> true;
                case MAIL_HOST -> receiver instanceof Receiver.MailHost;
                case SERVICE -> receiver instanceof Receiver.Service;
                case SIGNATURE, LINK, DISTANCE, NAT, TOOL -> false;
            };
        }

        /// The dimensions of the rows of `ratios.v1` that it is summed from, of all receivers together.
        private Predicate<String> dimensions() {
            return switch (this) {
                case OS, FLAVOR, SITE -> RatioKey.FLAVOR::equals;
                case MAIL_HOST -> dimension -> RatioKey.mailHostOf(dimension).isPresent();
                case SERVICE -> dimension -> RatioKey.serviceOf(dimension).isPresent();
                case SIGNATURE -> RatioKey.SIGNATURE::equals;
                case LINK -> RatioKey.LINK::equals;
                case DISTANCE -> RatioKey.DISTANCE::equals;
                case NAT -> RatioKey.NAT::equals;
                case TOOL -> RatioKey.TOOL::equals;
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
        if (!receiver.map(by::isOf).orElse(true)) {
            throw new IllegalArgumentException(
                    "a table by " + by.text() + " is of all mail hosts and services: one alone has those by " + OF_ONE);
        }
    }

    /// What tables of one mail host or service there are.
    public static final String OF_ONE = "os, flavor, site";

    /// Which dimensions its rows are summed from.
    Predicate<String> dimensions() {
        return receiver.<Predicate<String>>map(only -> only.dimension()::equals).orElseGet(by::dimensions);
    }

    /// The only service that it asks for.
    public Optional<String> service() {
        return receiver.filter(Receiver.Service.class::isInstance).map(Receiver::name);
    }

    /// The only mail host that it asks for.
    public Optional<String> mailHost() {
        return receiver.filter(Receiver.MailHost.class::isInstance).map(Receiver::name);
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
        return new RatioQuery(by, Optional.of(wanted), site, receiver, period, rules);
    }

    /// The same of all families, one row each.
    public RatioQuery withoutFamily() {
        return new RatioQuery(By.OS, Optional.empty(), site, receiver, period, rules);
    }

    /// The same with other rows.
    public RatioQuery by(By rows) {
        return new RatioQuery(rows, family, site, receiver, period, rules);
    }

    /// The same of one site only.
    public RatioQuery at(String wanted) {
        return new RatioQuery(by, family, Optional.of(wanted), receiver, period, rules);
    }

    /// The same of what came to one mail host or service only.
    public RatioQuery receivedBy(Receiver wanted) {
        return new RatioQuery(by, family, site, Optional.of(wanted), period, rules);
    }

    /// The same of one service only.
    public RatioQuery ofService(String wanted) {
        return receivedBy(new Receiver.Service(wanted));
    }

    /// The same of one mail host only.
    public RatioQuery ofMailHost(String wanted) {
        return receivedBy(new Receiver.MailHost(wanted));
    }

    /// The same of the period before; empty where it is of all time.
    public Optional<RatioQuery> previous() {
        return period.map(now -> during(now.previous()));
    }

    /// The same of counts that rest on these versions.
    public RatioQuery countedBy(String wanted) {
        return new RatioQuery(by, family, site, receiver, period, Optional.of(wanted));
    }

    /// The same of one period only.
    public RatioQuery during(Period wanted) {
        return new RatioQuery(by, family, site, receiver, Optional.of(wanted), rules);
    }
}
