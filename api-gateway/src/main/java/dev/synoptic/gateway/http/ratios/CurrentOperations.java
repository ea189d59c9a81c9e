package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Parameter;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Role;
import dev.synoptic.gateway.http.operation.Value;
import dev.synoptic.gateway.ratios.CurrentAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.verdict.ratio.Decay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How things stand now.
///
/// @param source of the counts
/// @param usual  where a question names no half-life
public record CurrentOperations(RatioSource source, Decay usual) {

    private static final long HALF_LIFE_HOURS_MAX = 24L * 366;

    /// All of them.
    public List<Operation> all() {
        return List.of(Operation.get(
                "/api/v1/current",
                "How things stand now: every hour counts, half as much after each half-life.",
                Role.READ,
                List.of(
                        Parameter.query("by", Value.Choice.of(By.class), "os", "What the rows are."),
                        RatioRequests.filter("os"),
                        RatioRequests.filter("site"),
                        RatioRequests.filter("service"),
                        RatioRequests.filter("mail-host"),
                        Parameter.query(
                                "half-life",
                                new Value.Whole(1, HALF_LIFE_HOURS_MAX),
                                "Hours after which a message counts half; without it as the gateway is set."),
                        RatioRequests.filter("rules")),
                List.of(Content.json(CurrentReply.class)),
                this::current));
    }

    private Reply current(Request request) {
        By by = request.choice("by", By.class);
        var query = new RatioQuery(
                by,
                request.text("os"),
                request.text("site"),
                RatioRequests.receiver(by, request),
                Optional.empty(),
                RatioRequests.rules(request, source));
        Decay decay =
                request.text("half-life").isPresent() ? new Decay(Duration.ofHours(request.whole("half-life"))) : usual;
        return Reply.Body.of(reply(query, source.current(query, decay)));
    }

    private static CurrentReply reply(RatioQuery query, CurrentAnswer answer) {
        var total = answer.table().total();
        return new CurrentReply(
                query.by().text(),
                query.family(),
                query.site(),
                query.service(),
                query.mailHost(),
                answer.decay().halfLife().toSeconds() / 3600.0,
                answer.asOfMicros().map(RatioOperations::instant),
                RatioOperations.TIME_ZONE,
                answer.rules(),
                answer.otherRules(),
                !answer.isFinal(),
                MissingReply.of(answer.missing()),
                CurrentReply.Figures.of(Optional.empty(), total, total),
                answer.table().rows().stream()
                        .map(row -> CurrentReply.Figures.of(Optional.of(row.name()), row.counts(), total))
                        .toList());
    }
}
