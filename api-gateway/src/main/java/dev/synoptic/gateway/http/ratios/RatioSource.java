package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.ratios.CountedBy;
import dev.synoptic.gateway.ratios.CurrentAnswer;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// All that HTTP sees of the counts; answered from memory, from any thread.
public interface RatioSource {

    /// A table as it stands.
    RatioAnswer answer(RatioQuery query);

    /// How things stand now: every hour counts, by its age.
    CurrentAnswer current(RatioQuery query, Decay decay);

    /// Sums of each step within the query's period, by its start, microseconds since 1970.
    NavigableMap<Long, RatioCounts> series(RatioQuery query, RatioWindow step);

    /// The hours that anything was counted in.
    Optional<Period> span();

    /// What counts rest on: versions of signatures, aliases and join rules, each with counts of its own.
    CountedBy countedBy();

    /// Sites that anything was counted at.
    Set<String> sites();

    /// Services of the mail hosts that something came to, at that site or at any.
    SortedSet<String> services(Optional<String> site);

    /// Mail hosts that something came to, at that site or at any.
    SortedSet<String> mailHosts(Optional<String> site);

    /// Grows with everything that may change an answer.
    long changes();
}
