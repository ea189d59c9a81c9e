package dev.synoptic.gateway.http.hosts;

import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Operation.Content;
import dev.synoptic.gateway.http.operation.Parameter;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Role;
import dev.synoptic.gateway.http.operation.Value;
import dev.synoptic.packet.IpAddress;
import java.util.List;

/// What is known of hosts.
///
/// @param source of what is known
/// @param site   the site meant where a request names none
public record HostOperations(HostSource source, String site) {

    private static final int NAME_MAX = 200;
    private static final Parameter ADDRESS =
            Parameter.path("address", new Value.Text(NAME_MAX), "IPv4 or IPv6 address of the host.");
    private static final Parameter SITE = Parameter.query(
            "site",
            new Value.Text(NAME_MAX),
            "Private addresses and distances are this site's; without it those of the token's only site, else of the"
                    + " gateway's own.");

    /// All of them.
    public List<Operation> all() {
        return List.of(
                Operation.get(
                        "/api/v1/hosts",
                        "Hosts seen last.",
                        Role.PII,
                        List.of(Parameter.query("limit", new Value.Whole(1, 1_000), "50", "How many.")),
                        List.of(Content.json(HostsReply.class)),
                        this::recent),
                Operation.get(
                                "/api/v1/hosts/{address}",
                                "Everything known of one host, and why.",
                                Role.PII,
                                List.of(ADDRESS, SITE),
                                List.of(Content.json(HostReply.class)),
                                this::host)
                        .refusing(404),
                Operation.get(
                                "/api/v1/hosts/{address}/history",
                                "The days on which one host was seen.",
                                Role.PII,
                                List.of(ADDRESS, SITE),
                                List.of(Content.json(HistoryReply.class)),
                                this::history)
                        .refusing(404));
    }

    private Reply recent(Request request) {
        return Reply.Body.of(new HostsReply(
                "UTC",
                source.recent(request.whole("limit"), request.caller()::speaksFor).stream()
                        .map(HandshakeReply::of)
                        .toList()));
    }

    private Reply host(Request request) {
        String from = from(request);
        IpAddress address = address(request);
        return source.find(address, from)
                .map(host -> Reply.Body.of(HostReply.of(
                        address, from, host, source.lastHandshake(address, from), source.explain(address, from))))
                .orElseThrow(() -> Refusal.notFound("nothing is known of " + address.text()));
    }

    private Reply history(Request request) {
        IpAddress address = address(request);
        return source.history(address, from(request))
                .map(days -> Reply.Body.of(new HistoryReply(
                        address.text(),
                        "UTC",
                        days.stream().map(HistoryReply.Day::of).toList())))
                .orElseThrow(() -> Refusal.notFound("nothing is known of " + address.text()));
    }

    /// The site from which is looked: one of the token's (`mail.md` P4).
    private String from(Request request) {
        String from = request.text("site").or(request.caller()::onlySite).orElse(site);
        if (request.caller().speaksFor(from)) return from;
        throw Refusal.of(403, "this token does not speak for the site \"" + from + "\"");
    }

    private static IpAddress address(Request request) {
        String text = request.text("address").orElse("");
        return IpAddress.parse(text)
                .map(IpAddress::unmapped)
                .orElseThrow(() -> Refusal.badRequest("address", text, "an IPv4 or IPv6 address"));
    }
}
