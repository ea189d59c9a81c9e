package dev.synoptic.gateway.join;

import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.store.CommitStore;
import dev.synoptic.verdict.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The mail hosts and services that have tables of their own (`mail.md` T6): of each site and partition so many and no
/// more, the first that something came to.
///
/// Our own logs name them, but whoever may post verdicts may write anything there. What is no name, and whatever comes
/// after so many, shares one row.
final class Receivers {

    /// The name of all that have no row of their own.
    static final String OTHER = "other";

    /// How many mail hosts, and how many services, of one site have rows of their own.
    static final int NAMES_MAX = 200;

    /// Host names and addresses, and names of sites: these stand for hosts whose log tells none.
    private static final Pattern MAIL_HOST = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N} ._:/-]{0,252}");

    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/-]{0,39}");

    /// Between these two lie the rows of all time, and no others: start and length of the window lead every key.
    private static final RatioKey ALL_TIME = lengthOf(0);

    private static final RatioKey AFTER_ALL_TIME = lengthOf(1);

    private final Kind mailHosts = new Kind(MAIL_HOST, RatioKey::flavorOn);
    private final Kind services = new Kind(SERVICE, RatioKey::flavorAt);
    private final LongAdder unnamed;

    /// None has rows yet.
    ///
    /// @param unnamed counts results whose mail host or service shares the row of all others
    Receivers(LongAdder unnamed) {
        this.unnamed = unnamed;
    }

    /// Those that have rows here keep them.
    static Receivers of(CommitStore<RatioKey, RatioMessage> counts, LongAdder unnamed) {
        var receivers = new Receivers(unnamed);
        try (var rows = counts.range(ALL_TIME, AFTER_ALL_TIME)) {
            rows.forEachRemaining(row -> receivers.keep(row.key));
        }
        return receivers;
    }

    private static RatioKey lengthOf(long seconds) {
        return new RatioKey(0, seconds, "", "", "", "", "", 0);
    }

    private void keep(RatioKey row) {
        RatioKey.mailHostOf(row.dimension())
                .ifPresent(name -> mailHosts.named(row.site()).add(name));
        RatioKey.serviceOf(row.dimension())
                .ifPresent(name -> services.named(row.site()).add(name));
    }

    /// The dimension that counts what came to the verdict's mail host.
    String mailHost(Verdict verdict) {
        return mailHosts.dimension(verdict.site(), verdict.server());
    }

    /// The dimension that counts what came to the verdict's service.
    String service(Verdict verdict) {
        return services.dimension(verdict.site(), verdict.service());
    }

    private final class Kind {

        private final Pattern form;
        private final UnaryOperator<String> dimension;
        private final Map<String, Set<String>> bySite = new HashMap<>();

        Kind(Pattern form, UnaryOperator<String> dimension) {
            this.form = form;
            this.dimension = dimension;
        }

        /// Those of a site that have rows, with the one that all others share.
        Set<String> named(String site) {
            return bySite.computeIfAbsent(site, _ -> new HashSet<>(Set.of(OTHER)));
        }

        String dimension(String site, String name) {
            Set<String> named = named(site);
            if (!named.contains(name)) {
                if (named.size() > NAMES_MAX || !form.matcher(name).matches()) {
                    unnamed.increment();
                    return dimension.apply(OTHER);
                }
                named.add(name);
            }
            return dimension.apply(name);
        }
    }
}
