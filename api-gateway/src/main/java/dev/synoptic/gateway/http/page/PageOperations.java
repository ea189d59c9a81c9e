package dev.synoptic.gateway.http.page;

import dev.synoptic.gateway.http.Health;
import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Parameter;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Role;
import dev.synoptic.gateway.http.operation.Value;
import dev.synoptic.gateway.http.ratios.RatioRequests;
import dev.synoptic.gateway.http.ratios.RatioSource;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.verdict.ratio.RatioRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The dashboard, whose files hold nothing secret, and the plain page.
///
/// @param ratios of the plain page
/// @param health of the process
public record PageOperations(RatioSource ratios, Supplier<Health> health) {

    private static final int NAME_MAX = 200;
    private static final String HTML = "text/html";

    /// What the dashboard's script reads of its own address; the server only passes it on.
    private static final List<Parameter> STATE = Stream.of(
                    "view",
                    "range",
                    "site",
                    "service",
                    "mailhost",
                    "os",
                    "by",
                    "sort",
                    "host",
                    "from",
                    "to",
                    "half",
                    "page",
                    "rules")
            .map(name -> Parameter.query(name, new Value.Text(NAME_MAX), "Read by the page itself."))
            .toList();

    /// All of them.
    public List<Operation> all() {
        return List.of(
                Operation.get(
                                "/",
                                "The dashboard; what it shows stands in the address.",
                                Role.READ,
                                STATE,
                                List.of(Content.of(HTML)),
                                _ -> asset("index.html"))
                        .open(),
                Operation.get(
                                "/assets/{name}",
                                "A file of the dashboard.",
                                Role.READ,
                                List.of(Parameter.path("name", new Value.Text(NAME_MAX), "Its name.")),
                                List.of(
                                        Content.of("text/css"),
                                        Content.of("text/javascript"),
                                        Content.of("image/svg+xml")),
                                request -> asset(request.text("name").orElse("")))
                        .open()
                        .refusing(404),
                Operation.get(
                        "/plain",
                        "The tables as a page without script.",
                        Role.READ,
                        RatioRequests.FILTERS,
                        List.of(Content.of(HTML)),
                        this::plain));
    }

    private static Reply asset(String name) {
        return Assets.find(name)
                .map(asset -> new Reply.Text(asset.mediaType(), asset.text()))
                .orElseThrow(() -> Refusal.notFound("there is nothing at this path"));
    }

    private Reply plain(Request request) {
        var query = RatioRequests.query(By.OS, request, ratios);
        var systems = query.withoutFamily();
        var answer = ratios.answer(systems);
        var sections = new ArrayList<PlainPage.Section>();
        sections.add(new PlainPage.Section(systems, answer));
        Optional<String> family = query.family()
                .or(() -> answer.table().rows().stream().findFirst().map(RatioRow::name));
        family.map(name -> query.by(By.FLAVOR).within(name))
                .ifPresent(flavors -> sections.add(new PlainPage.Section(flavors, ratios.answer(flavors))));
        return new Reply.Text(HTML, PlainPage.of(sections, health.get()));
    }
}
