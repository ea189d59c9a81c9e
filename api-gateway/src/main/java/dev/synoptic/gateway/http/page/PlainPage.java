package dev.synoptic.gateway.http.page;

import dev.synoptic.gateway.http.Health;
import dev.synoptic.gateway.http.ratios.RatioOperations;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The tables alone, for a terminal's browser or whoever has no script: nothing but markup.
final class PlainPage {

    private PlainPage() {}

    /// A table and the question that it answers.
    record Section(RatioQuery query, RatioAnswer answer) {}

    static String of(List<Section> sections, Health health) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Synoptic: who sends what</title>
                <link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
                <link rel="stylesheet" href="/assets/plain.css">
                </head>
                <body>
                <header><h1>Synoptic</h1><p>What operating systems connect to our mail hosts, and what they send. <a href="/">The whole dashboard</a></p></header>
                <main>
                %s%s</main>
                <footer><p>The label is a label: it says what a system looks like on the wire, and the verdicts inherit the
                errors of the filter that made them.</p></footer>
                </body>
                </html>
                """.formatted(
                health(health), sections.stream().map(PlainPage::section).collect(Collectors.joining()));
    }

    private static String health(Health health) {
        if (health.ready() && !health.degraded()) return "";
        return "<p class=\"health\" role=\"status\">%s %s</p>\n"
                .formatted(
                        health.ready() ? "Degraded:" : "Still reading:", Html.escape(String.join("; ", health.why())));
    }

    private static String section(Section section) {
        String title = section.query()
                .family()
                .map(family -> Html.escape(family) + " by flavor")
                .orElse("Operating systems");
        var table = section.answer().table();
        return """
                <section>
                <h2>%s%s</h2>
                <p>%s</p>
                <table>
                <thead><tr><th scope="col">Operating System</th><th scope="col">Accepted</th>\
                <th scope="col">Rejected</th><th scope="col">Ratio</th><th scope="col">Not counted</th></tr></thead>
                <tbody>
                %s</tbody>
                <tfoot>%s</tfoot>
                </table>
                </section>
                """.formatted(
                title,
                section.query().site().map(site -> " at " + Html.escape(site)).orElse("")
                        + section.query()
                                .receiver()
                                .map(receiver -> ", " + Html.escape(receiver.name()) + " only")
                                .orElse(""),
                state(section.answer()) + " "
                        + Html.escape(section.answer().missing().text())
                        + (table.rows().isEmpty() ? " Nothing was counted here." : ""),
                table.rows().stream().map(row -> row(section.query(), row)).collect(Collectors.joining()),
                line("Total", table.total()));
    }

    private static String state(RatioAnswer answer) {
        if (answer.isClosed()) return "Complete: every source has ended.";
        return RatioOperations.completeTo(answer.closedMicros())
                .map(moment -> "Provisional: complete to " + moment + ".")
                .orElse("Provisional: not every source has been heard of yet.");
    }

    private static String row(RatioQuery query, RatioRow row) {
        String name = Html.escape(row.name());
        return line(
                query.family().isPresent()
                        ? name
                        : "<a href=\"/plain?os=" + urlText(row.name()) + same(query) + "\">" + name + "</a>",
                row.counts());
    }

    /// What else a link keeps of the question: who follows it reads on about the same mail.
    private static String same(RatioQuery query) {
        return query.site().map(site -> "&amp;site=" + urlText(site)).orElse("")
                + query.service()
                        .map(service -> "&amp;service=" + urlText(service))
                        .orElse("")
                + query.mailHost()
                        .map(host -> "&amp;mail-host=" + urlText(host))
                        .orElse("")
                + query.period().map(PlainPage::same).orElse("")
                + query.rules().map(rules -> "&amp;rules=" + urlText(rules)).orElse("");
    }

    private static String same(RatioQuery.Period period) {
        return "&amp;from="
                + urlText(RatioOperations.instant(period.fromMicros()).toString()) + "&amp;to="
                + urlText(RatioOperations.instant(period.toMicros()).toString());
    }

    private static String urlText(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String line(String nameHtml, RatioCounts counts) {
        return String.format(
                Locale.ROOT,
                "<tr><th scope=\"row\">%s</th><td>%d</td><td>%d</td><td>%s</td><td>%d</td></tr>%n",
                nameHtml,
                counts.accepted(),
                counts.rejected(),
                counts.ratio(),
                counts.other());
    }
}
