package dev.synoptic.gateway.http;

import dev.synoptic.gateway.http.hosts.HostSource;
import dev.synoptic.gateway.http.policy.RulesReply;
import dev.synoptic.gateway.http.ratios.RatioSource;
import dev.synoptic.gateway.http.sites.SiteSource;
import dev.synoptic.gateway.http.verdicts.VerdictOutlet;
import java.util.function.Supplier;

/// What is served.
///
/// @param ratios   the counts
/// @param hosts    the hosts
/// @param sites    the agents of the sites
/// @param rules    that may touch mail
/// @param verdicts where verdicts go that are sent in
/// @param site     meant where a request names none
/// @param health   of the process
/// @param metrics  in the text form of Prometheus
public record Sources(
        RatioSource ratios,
        HostSource hosts,
        SiteSource sites,
        Supplier<RulesReply> rules,
        VerdictOutlet verdicts,
        String site,
        Supplier<Health> health,
        Supplier<String> metrics) {}
