package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.operation.Parameter;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Value;
import dev.synoptic.gateway.ratios.CountedBy;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.gateway.ratios.Receiver;
import java.util.List;
import java.util.Optional;

/// Which counts a request means.
public final class RatioRequests {

    static final long HOUR_MICROS = 3_600_000_000L;
    private static final long HOURS_MAX = 24L * 366 * 30;
    private static final int NAME_MAX = 200;

    /// Parameters that choose counts, whatever is made of them.
    public static final List<Parameter> FILTERS = List.of(
            Parameter.query("os", new Value.Text(NAME_MAX), "Only this family of systems."),
            Parameter.query("site", new Value.Text(NAME_MAX), "Only this site; without it the sum over all."),
            Parameter.query(
                    "service",
                    new Value.Text(NAME_MAX),
                    "Only this service of the mail hosts, such as `smtpd` or `submission`; without it all. Not for tables"
                            + " of which only days are kept."),
            Parameter.query(
                    "mail-host",
                    new Value.Text(NAME_MAX),
                    "Only what came to this host of ours, as its log names it; without it to any. Not the host that mail comes"
                            + " from. Hosts of one name at several sites are told apart by `site`. Not beside `service`, and not for"
                            + " tables of which only days are kept."),
            Parameter.query("from", new Value.Moment(), "Start of the period, a whole hour. Goes with `to`."),
            Parameter.query("to", new Value.Moment(), "End of the period, a whole hour, not included."),
            Parameter.query(
                    "hours",
                    new Value.Whole(1, HOURS_MAX),
                    "The last so many hours up to the newest that was counted, in place of `from` and `to`; whole days"
                            + " where only days are kept."),
            Parameter.query(
                    "rules",
                    new Value.Text(NAME_MAX),
                    "Only counts of these versions, or of the only ones that this is a part of, or `all` to add them up;"
                            + " without it of the newest."));

    private RatioRequests() {}

    /// One of [#FILTERS].
    static Parameter filter(String name) {
        return FILTERS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// @param by     what the rows are
    /// @param source knows which hour is the newest
    public static RatioQuery query(By by, Request request, RatioSource source) {
        var period = period(request, source);
        return new RatioQuery(
                by,
                request.text("os"),
                request.text("site"),
                receiver(by, request),
                by.isByDay() ? period.map(asked -> wholeDays(asked, request)) : period,
                rules(request, source));
    }

    /// What took the mail in that is asked about.
    static Optional<Receiver> receiver(By by, Request request) {
        Optional<Receiver> service = request.text("service").map(Receiver.Service::new);
        Optional<Receiver> mailHost = request.text("mail-host").map(Receiver.MailHost::new);
        service.ifPresent(only -> require("service", only, by));
        mailHost.ifPresent(only -> require("mail-host", only, by));
        if (service.isPresent() && mailHost.isPresent()) {
            throw Refusal.badRequest("mail-host", mailHost.get().name(), "nothing beside service=");
        }
        return service.or(() -> mailHost);
    }

    private static void require(String parameter, Receiver only, By by) {
        if (by.isOf(only)) return;
        throw Refusal.badRequest(
                parameter, only.name(), "nothing beside by=" + by.text() + ", but beside by=" + RatioQuery.OF_ONE);
    }

    /// What the counts are to rest on.
    static Optional<String> rules(Request request, RatioSource source) {
        return request.text("rules").map(part -> {
            CountedBy counted = source.countedBy();
            return counted.meant(part).orElseThrow(() -> Refusal.badRequest("rules", part, counted.expected()));
        });
    }

    /// Of some tables only days are kept: the last hours mean the days that they lie in, but days that are
    /// named must be whole.
    private static Period wholeDays(Period period, Request request) {
        if (period.isWholeDays()) return period;
        if (request.text("hours").isEmpty()) {
            throw Refusal.badRequest("from", request.text("from").orElse(""), "a whole day here, as for to");
        }
        return new Period(
                Period.day(period.fromMicros()).fromMicros(),
                Period.day(period.toMicros() - 1).toMicros());
    }

    private static Optional<Period> period(Request request, RatioSource source) {
        Optional<Long> from = request.moment("from");
        Optional<Long> to = request.moment("to");
        if (request.text("hours").isPresent()) {
            if (from.isPresent() || to.isPresent()) {
                throw Refusal.badRequest("hours", request.text("hours").get(), "no from and to beside it");
            }
            long micros = request.whole("hours") * HOUR_MICROS;
            return source.span().map(span -> new Period(span.toMicros() - micros, span.toMicros()));
        }
        if (from.isEmpty() && to.isEmpty()) return Optional.empty();
        if (from.isEmpty()) throw Refusal.badRequest("from", "", "a moment, since to is given");
        if (to.isEmpty()) throw Refusal.badRequest("to", "", "a moment, since from is given");
        if (from.get() % HOUR_MICROS != 0)
            throw Refusal.badRequest("from", request.text("from").get(), "a whole hour");
        if (to.get() % HOUR_MICROS != 0)
            throw Refusal.badRequest("to", request.text("to").get(), "a whole hour");
        if (from.get() >= to.get())
            throw Refusal.badRequest("to", request.text("to").get(), "a moment after from");
        return Optional.of(new Period(from.get(), to.get()));
    }
}
