package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.http.operation.Parameter;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.Value;
import dev.synoptic.verdict.ratio.RatioRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of a table that one answer has.
///
/// In the order of what was counted a row may move while somebody turns pages, so that it comes twice or never. Its
/// name does not change: whoever walks the names, each page after the last one of the page before, meets every row
/// once that is there all the while. A name is a place among all names, whether or not its row is still there, so a
/// place of yesterday is as good as one of now, at any gateway and beside any filter.
///
/// @param all  rows that there are, on all pages
/// @param rows of this page
/// @param next the name after which the next page begins; empty on the last one, and in any other order
record RowPage(int all, List<RatioRow> rows, Optional<String> next) {

    private static final int ROWS_MAX = 1_000;
    private static final int NAME_MAX = 1_000;

    /// The header of formats that have no room for it.
    static final String HEADER = "Link";

    /// What it tells.
    static final String MEANING =
            "With formats other than JSON, which has `next`: `rel=\"next\"`, where rows are in the"
                    + " order of their names and more of them follow (RFC 8288).";

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.query("limit", new Value.Whole(1, ROWS_MAX), "1000", "Rows on a page."),
            Parameter.query("offset", new Value.Whole(0, Integer.MAX_VALUE), "0", "Rows to leave out first."),
            Parameter.query(
                    "order",
                    Value.Choice.of(Order.class),
                    "counted",
                    "`counted` has the most counted first. `name` is for walking all pages while counts change: with"
                            + " `after`, every row that is there all the while comes once."),
            Parameter.query(
                    "after",
                    new Value.Text(NAME_MAX),
                    "Only rows whose names come after this one: what `next` of the page before said. Goes with"
                            + " `order=name`; any text is a place among names."));

    /// What comes first.
    enum Order {
        COUNTED,
        NAME
    }

    static RowPage of(Request request, List<RatioRow> counted) {
        boolean byName = request.choice("order", Order.class) == Order.NAME;
        Optional<String> after = request.text("after");
        if (!byName && after.isPresent()) {
            throw Refusal.badRequest("after", after.get(), "nothing beside order=counted, but beside order=name");
        }
        var following = byName
                ? counted.stream()
                        .sorted(Comparator.comparing(RatioRow::name))
                        .filter(row -> after.map(name -> row.name().compareTo(name) > 0)
                                .orElse(true))
                        .toList()
                : counted;
        int offset = request.whole("offset");
        var rows = following.stream().skip(offset).limit(request.whole("limit")).toList();
        boolean isLast = rows.isEmpty() || (long) offset + rows.size() >= following.size();
        return new RowPage(
                counted.size(),
                rows,
                byName && !isLast ? Optional.of(rows.getLast().name()) : Optional.empty());
    }

    /// Where the next page is, relative to this one's path, with all that was asked for.
    Optional<String> link(Request request) {
        return next.map(name -> {
            var query = new StringBuilder("?after=").append(encoded(name));
            request.values().entrySet().stream()
                    .filter(value ->
                            !value.getKey().equals("after") && !value.getKey().equals("offset"))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(value ->
                            query.append('&').append(value.getKey()).append('=').append(encoded(value.getValue())));
            return "<" + query + ">; rel=\"next\"";
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
