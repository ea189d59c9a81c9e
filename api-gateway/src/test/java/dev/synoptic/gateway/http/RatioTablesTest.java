package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioTable;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables of `/api/v1/ratios`, `/current` and `/series`, in all their forms.
class RatioTablesTest {

    private HttpStand stand;

    @BeforeEach
    void open() throws IOException {
        stand = HttpStand.onLoopback();
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void theTableIsWrittenAsAskedFor() throws Exception {
        assertThat(stand.get("/api/v1/ratios?by=os&format=csv").body()).isEqualTo("""
                        os,accepted,rejected,ratio
                        Windows,2827,2823,49.96%
                        Linux,1134,584,33.99%
                        "<script>alert(1)</script>&""'",1,0,0.00%
                        Unknown,0,0,n/a
                        """);
        assertThat(stand.get("/api/v1/ratios?format=markdown").body()).startsWith("| Operating System | Accepted |");
        assertThat(stand.get("/api/v1/ratios?format=table").body()).startsWith("Operating System");
        assertThat(stand.get("/api/v1/ratios?format=tsv").body()).contains("Windows\t2827\t2823\t49.96%");
    }

    @Test
    void asJsonItSaysAllThatIsNeededToReadIt() throws Exception {
        JsonNode json = stand.json("/api/v1/ratios?site=mx&from=2026-11-20T16:00:00Z&to=2026-11-21T00:00:00Z");

        assertThat(json.at("/rows/0/name").asText()).isEqualTo("Windows");
        assertThat(json.at("/rows/0/ratio").asText()).isEqualTo("49.96%");
        assertThat(json.at("/rows/0/notCounted/greylisted").asLong()).isZero();
        assertThat(json.at("/total/accepted").asLong()).isEqualTo(3962);
        assertThat(json.at("/provisional").asBoolean()).isFalse();
        assertThat(json.at("/rules").asText()).isEqualTo("signatures=1 aliases=1 join=1");
        assertThat(json.at("/timeZone").asText()).isEqualTo("UTC");
        assertThat(json.at("/readThis").asText()).as("mail.md S6").startsWith("The label is a label:");
        assertThat(json.at("/from").asText()).isEqualTo("2026-11-20T16:00:00Z");
        RatioQuery asked = stand.lastAsked();
        assertThat(asked.site()).contains("mx");
        assertThat(asked.period()).contains(new RatioQuery.Period(1_795_190_400_000_000L, 1_795_219_200_000_000L));
    }

    /// `mail.md` T5.
    @Test
    void countsOfOtherSignaturesAreAskedForByAPartOfTheirVersions() throws Exception {
        for (String path : List.of("/api/v1/ratios", "/api/v1/current", "/api/v1/series")) {
            assertThat(stand.get(path + "?rules=pf").statusCode()).isEqualTo(200);
            assertThat(stand.lastAsked().rules()).contains("signatures=pf aliases=1 join=1");
            assertThat(stand.get(path + "?rules=all").statusCode()).isEqualTo(200);
            assertThat(stand.lastAsked().rules()).contains("all");
            var refused = stand.get(path + "?rules=aliases");
            assertThat(refused.statusCode()).as("of both").isEqualTo(400);
            assertThat(refused.body()).contains("a part of just one of: signatures=1 aliases=1 join=1; signatures=pf");
        }
        assertThat(stand.get("/plain?rules=pf&site=mx&hours=24").body())
                .as("who follows a link stays with the same mail")
                .contains("&amp;site=mx&amp;from=2026-")
                .contains("&amp;rules=signatures%3Dpf+aliases%3D1+join%3D1\"");
    }

    /// `mail.md` T6.
    @Test
    void oneServiceIsAskedForByItsName() throws Exception {
        for (String path : List.of("/api/v1/ratios", "/api/v1/current", "/api/v1/series")) {
            assertThat(stand.json(path + "?service=submission").at("/service").asText())
                    .isEqualTo("submission");
            assertThat(stand.lastAsked().service()).contains("submission");
        }
        assertThat(stand.get("/api/v1/sites?service=smtpd").statusCode()).isEqualTo(200);
        assertThat(stand.lastAsked().service()).contains("smtpd");
        assertThat(stand.json("/api/v1/sites").at("/services").valueStream().map(JsonNode::asText))
                .containsExactly("smtpd", "submission");
        assertThat(stand.get("/plain?service=smtpd").body())
                .contains(", smtpd only</h2>")
                .contains("&amp;service=smtpd\"");

        for (String path : List.of("/api/v1/ratios", "/api/v1/current")) {
            var refused = stand.get(path + "?by=link&service=smtpd");
            assertThat(refused.statusCode()).as("kept by the day alone").isEqualTo(400);
            assertThat(refused.body()).contains("nothing beside by=link, but beside by=os, flavor, site");
        }
    }

    /// `mail.md` T6.
    @Test
    void oneMailHostIsAskedForByItsName() throws Exception {
        for (String path : List.of("/api/v1/ratios", "/api/v1/current", "/api/v1/series")) {
            JsonNode answer = stand.json(path + "?mail-host=mx1.example");
            assertThat(answer.at("/mailHost").asText()).isEqualTo("mx1.example");
            assertThat(answer.has("service")).isFalse();
            assertThat(stand.lastAsked().mailHost()).contains("mx1.example");
        }
        assertThat(stand.json("/api/v1/ratios?by=mail-host").at("/by").asText()).isEqualTo("mail-host");
        assertThat(stand.lastAsked().by()).isEqualTo(By.MAIL_HOST);
        assertThat(stand.json("/api/v1/sites").at("/mailHosts").valueStream().map(JsonNode::asText))
                .containsExactly("mx1.example", "mx2.example");
        assertThat(stand.get("/plain?mail-host=mx1.example").body())
                .contains(", mx1.example only</h2>")
                .contains("&amp;mail-host=mx1.example\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            by=link&mail-host=mx1             | nothing beside by=link, but beside by=os, flavor, site
            by=service&mail-host=mx1          | nothing beside by=service, but beside by=os, flavor, site
            by=mail-host&service=smtpd        | nothing beside by=mail-host, but beside by=os, flavor, site
            mail-host=mx1&service=smtpd       | nothing beside service=
            """)
    void aTableThatIsNotKeptIsRefused(String query, String expected) throws Exception {
        for (String path : List.of("/api/v1/ratios", "/api/v1/current")) {
            var refused = stand.get(path + "?" + query);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains(expected);
        }
    }

    @Test
    void everyAnswerSaysWhatIsKnownToBeMissing() throws Exception {
        assertThat(stand.json("/api/v1/ratios").at("/missing/inWords").asText())
                .isEqualTo("Nothing is known to be missing.");
        stand.missing = new Missing(1, 40, 7, 2, 2_500_000);

        for (String answer : List.of("/api/v1/ratios", "/api/v1/current", "/api/v1/series")) {
            JsonNode missing = stand.json(answer).at("/missing");
            assertThat(missing.at("/linesNotUnderstood").asLong()).as(answer).isEqualTo(1);
            assertThat(missing.at("/framesLost").asLong()).as(answer).isEqualTo(40);
            assertThat(missing.at("/recordsLost").asLong()).as(answer).isEqualTo(7);
            assertThat(missing.at("/gaps").asLong()).as(answer).isEqualTo(2);
            assertThat(missing.at("/gapSeconds").asDouble()).as(answer).isEqualTo(2.5);
            assertThat(missing.at("/inWords").asText())
                    .as(answer)
                    .isEqualTo("Missing: 1 line of logs not understood; 40 frames lost by kernel or interface;"
                            + " 7 records lost by agents; 2 gaps, of captures 3 s at most.");
        }
        assertThat(stand.json("/api/v1/sites").at("/sites/0/missing/gaps").asLong())
                .isEqualTo(2);
        assertThat(stand.get("/plain").body()).contains("40 frames lost by kernel or interface");
    }

    @Test
    void everyAnswerSaysWhatItRestsOnAndWhetherMoreMayCome() throws Exception {
        stand.closed = HttpStand.NOON;

        for (String answer : List.of("/api/v1/ratios", "/api/v1/current", "/api/v1/series", "/api/v1/sites")) {
            JsonNode json = stand.json(answer);
            assertThat(json.at("/timeZone").asText()).as(answer).isEqualTo("UTC");
            assertThat(json.at("/rules").asText()).as(answer).isEqualTo("signatures=1 aliases=1 join=1");
            assertThat(json.at("/provisional").isBoolean()).as(answer).isTrue();
        }
        for (String answer : List.of("/api/v1/ratios", "/api/v1/series", "/api/v1/sites")) {
            assertThat(stand.json(answer).at("/provisional").asBoolean())
                    .as(answer + ": a source has not ended")
                    .isTrue();
            assertThat(stand.json(answer).at("/completeTo").asText()).as(answer).isEqualTo("2026-11-20T12:00:00Z");
        }
    }

    /// A table without room for it has its coverage beside it, as a dictionary of RFC 9651.
    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "markdown", "table"})
    void aTableOfTextComesWithItsCoverage(String format) throws Exception {
        stand.missing = new Missing(3, 0, 0, 1, 1_500_000);
        stand.closed = HttpStand.NOON;

        assertThat(stand.get("/api/v1/ratios?format=" + format).headers().firstValue("Synoptic-Coverage"))
                .contains("exact=0, by-address=0, ambiguous=0, from-cache=0, no-syn=0, no-match=0, tool=0,"
                        + " lines-not-understood=3, frames-lost=0, records-lost=0, gaps=1, gap-ms=1500,"
                        + " provisional=?1, time-zone=utc");
    }

    /// `mail.md` S1: 2823 of 5650; S2; S3.
    @Test
    void eachRowHasItsIntervalItsLiftAndWhetherItIsEnough() throws Exception {
        JsonNode rows = stand.json("/api/v1/ratios").at("/rows");

        assertThat(rows.at("/0/low").asDouble()).isBetween(0.4866, 0.4867);
        assertThat(rows.at("/0/high").asDouble()).isBetween(0.5126, 0.5127);
        assertThat(rows.at("/0/lift").asDouble()).isBetween(1.080, 1.081);
        assertThat(rows.at("/0/enough").asBoolean()).isTrue();
        assertThat(rows.at("/2/enough").asBoolean()).isFalse();
        assertThat(rows.at("/3/name").asText()).isEqualTo("Unknown");
        assertThat(rows.at("/3").has("share")).as("nothing was counted").isFalse();
    }

    /// `mail.md` S5: a difference is told from chance by Newcombe's interval.
    @Test
    void thePeriodBeforeStandsBesideTheCurrentOne() throws Exception {
        stand.before = RatioTable.of(Map.of("Windows", RatioCounts.of(900, 100), "Linux", RatioCounts.of(1134, 584)));
        JsonNode json = stand.json("/api/v1/ratios?hours=24&compare=previous");

        assertThat(json.at("/from").asText()).isEqualTo("2026-11-19T12:00:00Z");
        assertThat(json.at("/to").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(json.at("/previous/from").asText()).isEqualTo("2026-11-18T12:00:00Z");
        assertThat(json.at("/previous/to").asText()).isEqualTo("2026-11-19T12:00:00Z");
        assertThat(json.at("/rows/0/before/ratio").asText()).isEqualTo("10.00%");
        assertThat(json.at("/rows/0/before/move").asText()).isEqualTo("rose");
        assertThat(json.at("/rows/1/before/move").asText()).isEqualTo("unclear");
        assertThat(json.at("/rows/2/before/accepted").asLong()).isZero();
        assertThat(json.at("/total/before/accepted").asLong()).isEqualTo(2034);
    }

    @Test
    void howThingsStandNowHasItsHalfLife() throws Exception {
        JsonNode now = stand.json("/api/v1/current?half-life=1&site=mx");

        assertThat(now.at("/halfLifeHours").asDouble()).isEqualTo(1);
        assertThat(now.at("/asOf").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(now.at("/rows/0/name").asText()).isEqualTo("Windows");
        assertThat(now.at("/rows/0/share").asDouble()).isEqualTo(0.4);
        assertThat(now.at("/rows/1/accepted").asDouble()).isEqualTo(10);
        assertThat(now.at("/rows/1/enough").asBoolean()).isFalse();
        assertThat(now.at("/total/effective").asDouble()).isEqualTo(110.0 * 110 / 105);
        assertThat(stand.lastAsked().site()).contains("mx");
        assertThat(stand.json("/api/v1/current").at("/halfLifeHours").asDouble())
                .isEqualTo(24);
    }

    /// `mail.md` S5: does the system tell anything at all.
    @Test
    void aTableSaysWhetherTheOutcomeDependsOnTheRow() throws Exception {
        JsonNode test = stand.json("/api/v1/ratios").at("/dependence");

        assertThat(test.at("/freedom").asInt()).isEqualTo(2);
        assertThat(test.at("/pValue").asDouble()).isLessThan(1e-6);
        assertThat(test.at("/cramersV").asDouble()).isBetween(0.13, 0.15);
    }

    @Test
    void aTableForASpreadsheetHasAllColumnsWhereTheyAreWanted() throws Exception {
        String csv = stand.get("/api/v1/ratios?format=csv&columns=all&hours=24&compare=previous&limit=1")
                .body();

        assertThat(csv).startsWith("os,accepted,rejected,ratio,low,high,lift,").hasLineCount(2);
        assertThat(csv).contains("\nWindows,2827,2823,49.96%,0.4866,0.5127,").contains("unclear");
    }

    @Test
    void rowsComeInPages() throws Exception {
        JsonNode page = stand.json("/api/v1/ratios?limit=1&offset=1");

        assertThat(page.at("/rowsTotal").asInt()).isEqualTo(4);
        assertThat(page.at("/rows")).hasSize(1);
        assertThat(page.at("/rows/0/name").asText()).isEqualTo("Linux");
        assertThat(page.at("/total/accepted").asLong()).as("of all pages").isEqualTo(3962);
        assertThat(stand.json("/api/v1/ratios?minimum=2").at("/rowsTotal").asInt())
                .isEqualTo(2);
        assertThat(stand.get("/api/v1/ratios?format=csv&limit=1").body()).hasLineCount(2);
    }

    /// Where rows overtake each other while pages are turned.
    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void whoeverWalksTheNamesMeetsEachRowOnceWhileCountsChange(String format) throws Exception {
        var counts = new HashMap<String, RatioCounts>();
        for (int i = 0; i < 20; i++) counts.put("System %02d, \u00e4&=".formatted(i), RatioCounts.of(20 - i, 1));
        var met = new ArrayList<String>();
        String page = "?order=name&limit=3&minimum=1&format=" + format;
        for (int turn = 0; page != null; turn++) {
            stand.now = RatioTable.of(counts);
            met.addAll(names(format, page));
            page = next(format, page);
            counts.merge("System %02d, \u00e4&=".formatted(19 - turn), RatioCounts.of(100, 0), RatioCounts::plus);
            counts.put("New %02d".formatted(turn), RatioCounts.of(500, 0)); // before the place where the walk is
            counts.remove(met.getLast()); // the very row that the place is named after
        }
        assertThat(met).hasSize(20).isSorted().doesNotHaveDuplicates().allMatch(name -> name.startsWith("System"));
    }

    private List<String> names(String format, String page) throws Exception {
        return format.equals("json")
                ? stand.json("/api/v1/ratios" + page)
                        .at("/rows")
                        .valueStream()
                        .map(row -> row.at("/name").asText())
                        .toList()
                : stand.get("/api/v1/ratios" + page)
                        .body()
                        .lines()
                        .skip(1)
                        .map(line -> line.split("\"")[1])
                        .toList();
    }

    private @Nullable String next(String format, String page) throws Exception {
        var answer = stand.get("/api/v1/ratios" + page);
        if (format.equals("json")) {
            JsonNode next = stand.json("/api/v1/ratios" + page).path("next");
            return next.isMissingNode()
                    ? null
                    : page.replaceAll("&after=.*", "") + "&after="
                            + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8);
        }
        return answer.headers()
                .firstValue("Link")
                .map(link -> link.replaceAll("^<(.*)>; rel=\"next\"$", "$1"))
                .orElse(null);
    }

    @Test
    void aPlaceAmongNamesIsNeverStaleAndNeverWrong() throws Exception {
        assertThat(names("json", "?order=name&after=Lzzz")).containsExactly("Unknown", "Windows");
        assertThat(names("json", "?order=name&after=Lzzz&minimum=100")).containsExactly("Windows");
        assertThat(names("json", "?order=name&after=zzz")).isEmpty();
        assertThat(stand.json("/api/v1/ratios?order=name&after=zzz")
                        .at("/rowsTotal")
                        .asInt())
                .isEqualTo(4);
        assertThat(stand.json("/api/v1/ratios?order=name&limit=4").has("next")).isFalse();
        assertThat(stand.get("/api/v1/ratios?after=Linux").body())
                .contains("nothing beside order=counted, but beside order=name");
    }

    @Test
    void aLineOverTimeHasItsSteps() throws Exception {
        JsonNode json = stand.json("/api/v1/series?step=day&hours=48&os=Linux");

        assertThat(json.at("/step").asText()).isEqualTo("day");
        assertThat(json.at("/points/0/start").asText()).isEqualTo("2026-11-20T07:00:00Z");
        assertThat(json.at("/points/0").has("share")).isFalse();
        assertThat(json.at("/points/1/share").asDouble()).isEqualTo(0.25);
        assertThat(stand.lastAsked().family()).contains("Linux");
        assertThat(stand.lastAsked().period())
                .contains(new RatioQuery.Period(HttpStand.NOON - 48 * HttpStand.HOUR, HttpStand.NOON));
    }
}
