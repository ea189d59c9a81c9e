package dev.synoptic.gateway;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.http.Health;
import dev.synoptic.gateway.http.Sources;
import dev.synoptic.gateway.http.hosts.HostSource;
import dev.synoptic.gateway.http.policy.RulesReply;
import dev.synoptic.gateway.http.ratios.RatioSource;
import dev.synoptic.gateway.http.sites.SiteSource;
import dev.synoptic.gateway.http.verdicts.VerdictOutlet;
import dev.synoptic.gateway.index.HostHistories;
import dev.synoptic.gateway.index.HostIndex;
import dev.synoptic.gateway.index.LastHandshakes;
import dev.synoptic.gateway.index.SourcesHeard;
import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.CountedBy;
import dev.synoptic.gateway.ratios.CurrentAnswer;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.host.HostDay;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What the gateway holds, in the words of its HTTP side.
///
/// @param ratios     the counts
/// @param partitions of the topics about hosts
/// @param hosts      the index
/// @param histories  the days of each
/// @param handshakes the latest of each host
/// @param sources    of all sites
/// @param explanations why hosts are called what they are called
/// @param rules      that may touch mail
record HttpSources(
        RatioView ratios,
        int partitions,
        HostIndex hosts,
        HostHistories histories,
        LastHandshakes handshakes,
        SourcesHeard sources,
        BiFunction<IpAddress, String, Optional<Explanation>> explanations,
        Supplier<RulesReply> rules) {

    Sources with(VerdictOutlet verdicts, String site, Supplier<Health> health, Supplier<String> metrics) {
        return new Sources(new Ratios(), new Hosts(), this::heard, rules, verdicts, site, health, metrics);
    }

    private List<SiteSource.Heard> heard() {
        return sources.all().stream()
                .map(each -> new SiteSource.Heard(
                        each.site(), each.agent(), each.source(), life(each), each.silence(), readMicros(each)))
                .toList();
    }

    private static SiteSource.Life life(SourcesHeard.Heard source) {
        if (source.ended()) return SiteSource.Life.ENDED;
        return source.isSilent() ? SiteSource.Life.SILENT : SiteSource.Life.ALIVE;
    }

    /// Nothing where a source has only said that it is there, or that it has ended.
    private static Optional<Long> readMicros(SourcesHeard.Heard source) {
        long micros = source.readMicros();
        return source.ended() || micros <= 0 || micros == Long.MAX_VALUE ? Optional.empty() : Optional.of(micros);
    }

    private final class Ratios implements RatioSource {

        @Override
        public RatioAnswer answer(RatioQuery query) {
            return ratios.answer(query, partitions);
        }

        @Override
        public CurrentAnswer current(RatioQuery query, Decay decay) {
            return ratios.current(query, decay, partitions);
        }

        @Override
        public NavigableMap<Long, RatioCounts> series(RatioQuery query, RatioWindow step) {
            return ratios.series(query, step);
        }

        @Override
        public Optional<Period> span() {
            return ratios.span();
        }

        @Override
        public CountedBy countedBy() {
            return ratios.countedBy();
        }

        @Override
        public Set<String> sites() {
            return ratios.sites();
        }

        @Override
        public SortedSet<String> services(Optional<String> site) {
            return ratios.services(site);
        }

        @Override
        public SortedSet<String> mailHosts(Optional<String> site) {
            return ratios.mailHosts(site);
        }

        @Override
        public long changes() {
            return ratios.changes();
        }
    }

    private final class Hosts implements HostSource {

        @Override
        public Optional<HostAnswer> find(IpAddress address, String site) {
            return hosts.from(site).find(address);
        }

        @Override
        public Optional<Fingerprint> lastHandshake(IpAddress address, String site) {
            return handshakes.find(address, site);
        }

        @Override
        public Optional<Explanation> explain(IpAddress address, String site) {
            return explanations.apply(address, site);
        }

        @Override
        public Optional<List<HostDay>> history(IpAddress address, String site) {
            var days = histories.of(address, site).days();
            return days.isEmpty() && find(address, site).isEmpty() ? Optional.empty() : Optional.of(days);
        }

        @Override
        public List<Fingerprint> recent(int hostsMax, Predicate<String> atSite) {
            return handshakes.recent(hostsMax, atSite);
        }
    }
}
