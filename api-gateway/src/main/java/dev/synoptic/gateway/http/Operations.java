package dev.synoptic.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.synoptic.gateway.http.events.EventHub;
import dev.synoptic.gateway.http.events.EventOperations;
import dev.synoptic.gateway.http.hosts.HostOperations;
import dev.synoptic.gateway.http.operation.Description;
import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Role;
import dev.synoptic.gateway.http.page.PageOperations;
import dev.synoptic.gateway.http.policy.RuleOperations;
import dev.synoptic.gateway.http.ratios.CurrentOperations;
import dev.synoptic.gateway.http.ratios.RatioOperations;
import dev.synoptic.gateway.http.sites.SiteOperations;
import dev.synoptic.gateway.http.verdicts.VerdictOperations;
import dev.synoptic.verdict.ratio.Decay;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Everything that can be asked.
final class Operations {

    private Operations() {}

    static List<Operation> of(Sources sources, EventHub events, Decay decay) {
        List<Operation> api = Stream.of(
                        new RatioOperations(sources.ratios()).all(),
                        new CurrentOperations(sources.ratios(), decay).all(),
                        new SiteOperations(sources.ratios(), sources.sites()).all(),
                        new RuleOperations(sources.rules()).all(),
                        new HostOperations(sources.hosts(), sources.site()).all(),
                        new VerdictOperations(sources.verdicts()).all(),
                        new EventOperations(events).all(),
                        process(sources),
                        new PageOperations(sources.ratios(), sources.health()).all())
                .flatMap(List::stream)
                .toList();
        return Stream.concat(api.stream(), Stream.of(description(api))).toList();
    }

    private static List<Operation> process(Sources sources) {
        return List.of(
                Operation.get(
                        "/api/v1/health",
                        "Whether the gateway can be relied on, and why not.",
                        Role.READ,
                        List.of(),
                        List.of(Content.json(Health.class)),
                        _ -> Reply.Body.of(sources.health().get())),
                Operation.get(
                                "/healthz",
                                "Whether the gateway answers fully, for a supervisor: status 503 until it does.",
                                Role.READ,
                                List.of(),
                                List.of(Content.json(Health.class)),
                                _ -> briefly(sources.health().get()))
                        .open(),
                Operation.get(
                        "/metrics",
                        "What the gateway counts, in the text form of Prometheus.",
                        Role.READ,
                        List.of(),
                        List.of(Content.of("text/plain")),
                        _ -> new Reply.Text(
                                "text/plain; version=0.0.4; charset=utf-8",
                                sources.metrics().get())));
    }

    /// Without the causes, which may name hosts of the fleet.
    private static Reply briefly(Health health) {
        return new Reply.Body(health.ready() ? 200 : 503, new Health(health.ready(), health.degraded(), List.of()));
    }

    private static Operation description(List<Operation> api) {
        ObjectNode described = Description.of(Stream.concat(api.stream(), Stream.of(describing(_ -> Reply.Body.of(""))))
                .toList());
        return describing(_ -> Reply.Body.of(described));
    }

    private static Operation describing(Function<Request, Reply> answering) {
        return Operation.get(
                        "/api/v1/openapi.json",
                        "This description (OpenAPI 3.1).",
                        Role.READ,
                        List.of(),
                        List.of(Content.of(Reply.JSON)),
                        answering)
                .open();
    }
}
