package dev.synoptic.gateway.http.sites;

import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Role;
import dev.synoptic.gateway.http.ratios.MissingReply;
import dev.synoptic.gateway.http.ratios.RatioFigures;
import dev.synoptic.gateway.http.ratios.RatioOperations;
import dev.synoptic.gateway.http.ratios.RatioRequests;
import dev.synoptic.gateway.http.ratios.RatioSource;
import dev.synoptic.gateway.http.sites.SiteSource.Heard;
import dev.synoptic.gateway.http.sites.SiteSource.Life;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The sites beside each other.
///
/// @param ratios of the counts
/// @param heard  of the agents
public record SiteOperations(RatioSource ratios, SiteSource heard) {

    /// All of them.
    public List<Operation> all() {
        return List.of(Operation.get(
                "/api/v1/sites",
                "All sites: whether their agents are alive, and what was sent to each.",
                Role.READ,
                RatioRequests.FILTERS,
                List.of(Content.json(SitesReply.class)),
                this::sites));
    }

    private Reply sites(Request request) {
        var query = RatioRequests.query(By.OS, request, ratios);
        var sources = new TreeMap<String, List<Heard>>();
        for (String site : ratios.sites()) sources.put(site, new ArrayList<>());
        for (Heard each : heard.heard()) {
            sources.computeIfAbsent(each.site(), _ -> new ArrayList<>()).add(each);
        }
        query.site().ifPresent(only -> sources.keySet().retainAll(List.of(only)));
        var answers = new TreeMap<String, RatioAnswer>();
        for (String site : sources.keySet()) answers.put(site, ratios.answer(query.at(site)));
        RatioCounts all = answers.values().stream()
                .map(answer -> answer.table().total())
                .reduce(RatioCounts.ZERO, RatioCounts::plus);
        RatioAnswer whole = ratios.answer(query);
        return Reply.Body.of(new SitesReply(
                query.period().map(period -> RatioOperations.instant(period.fromMicros())),
                query.period().map(period -> RatioOperations.instant(period.toMicros())),
                "UTC",
                whole.rules(),
                whole.otherRules(),
                !whole.isFinal(),
                RatioOperations.completeTo(whole.closedMicros()),
                RatioFigures.of(Optional.empty(), all, all),
                List.copyOf(ratios.services(query.site())),
                List.copyOf(ratios.mailHosts(query.site())),
                answers.entrySet().stream()
                        .map(entry -> site(
                                entry.getKey(), entry.getValue(), sources.getOrDefault(entry.getKey(), List.of()), all))
                        .toList()));
    }

    private static SitesReply.Site site(String site, RatioAnswer answer, List<Heard> sources, RatioCounts all) {
        return new SitesReply.Site(
                site,
                life(sources.stream().map(Heard::life)),
                RatioFigures.of(Optional.of(site), answer.table().total(), all),
                MissingReply.of(answer.missing()),
                sources.stream()
                        .map(each -> new SitesReply.Source(
                                each.agent(),
                                each.source(),
                                each.life(),
                                each.silence().toSeconds(),
                                each.readMicros().map(RatioOperations::instant)))
                        .toList());
    }

    /// The worst: one source that is silent makes its site silent; a site has ended when all of it has.
    private static Optional<Life> life(Stream<Life> sources) {
        return sources.reduce((one, other) -> {
            if (one == Life.SILENT || other == Life.SILENT) return Life.SILENT;
            return one == Life.ALIVE || other == Life.ALIVE ? Life.ALIVE : Life.ENDED;
        });
    }
}
