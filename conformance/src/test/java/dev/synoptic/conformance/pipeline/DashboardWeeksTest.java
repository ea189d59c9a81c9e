package dev.synoptic.conformance.pipeline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The dashboard over two weeks of four sites: what changed, what is not complete, who is silent, and what a
/// gateway shows that has nothing to show yet.
@Needs(Need.CHROMIUM)
class DashboardWeeksTest {

    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int HEIGHT = 860;

    @TempDir
    static Path folder;

    private static WeeksShown weeks;
    private static WeeksShown empty;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        weeks = WeeksShown.start(folder);
        empty = WeeksShown.empty(folder);
        browser = new Browser();
        setDefaultAssertionTimeout(60_000);
    }

    @AfterAll
    static void stop() {
        browser.close();
        weeks.close();
        empty.close();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static Page show(WeeksShown gateway, String address, int width, ColorScheme colors) {
        Page page = browser.page(gateway.page(), width, HEIGHT, colors);
        page.navigate(address);
        page.waitForSelector("main[data-view]");
        return page;
    }

    private static Page show(String address) {
        return show(weeks, address, WIDE, ColorScheme.LIGHT);
    }

    @Test
    void aWeekStandsBesideTheOneBeforeAndRowsAreTestedTogether() {
        Page page = show("/?range=7d");

        var windows = page.locator("#systems tbody tr").filter(new FilterOptions().setHasText("Windows"));
        assertThat(windows.locator(".rose")).containsText("rose");
        var freeBsd = page.locator("#systems tbody tr").filter(new FilterOptions().setHasText("FreeBSD"));
        assertThat(freeBsd.locator(".unclear").first()).containsText("no clear change");
        assertThat(page.locator("main")).containsText("The outcome depends on the row");
        assertThat(page.locator("main")).containsText("rows were tested together for having moved");
        assertThat(page.locator(".tile").first()).containsText("rose from");
        Browser.photograph(page, "week");
        page.context().close();
    }

    @Test
    void whatIsNotCompleteAndWhoIsSilentIsSaid() {
        Page page = show("/?range=24h");

        assertThat(page.locator(".where")).containsText("complete to 2026-11-21 11:00");
        assertThat(page.locator(".where")).containsText("counted by signatures=p0f-3.09b");
        assertThat(page.locator(".tile").nth(3)).containsText("3 of 4");
        assertThat(page.locator(".tile").nth(3)).containsText("silent: oslo");
        assertThat(page.locator("#timeline .key")).containsText("provisional");
        page.locator("#timeline summary").click();
        assertThat(page.locator("#timeline tbody tr")).hasCount(24);
        assertThat(page.locator("#timeline tbody tr").last()).containsText("provisional");
        page.context().close();
    }

    @Test
    void whatIsKnownToBeMissingIsSaidInWords() {
        Page page = show("/?range=7d");

        assertThat(page.locator("#missing"))
                .hasText("Missing: 3 lines of logs not understood; 41 frames lost by kernel or interface;"
                        + " 2 gaps, of captures 13 s at most.");
        assertThat(page.locator("#missing")).hasClass("notice");
        assertThat(page.locator("[aria-labelledby=lost-title]")).containsText("13 s at most");
        page.locator("#site").selectOption("lisbon");
        assertThat(page.locator("#missing")).hasText("Missing: 3 lines of logs not understood.");
        assertThat(page.locator("#missing")).hasClass("known"); // usual, no alarm
        page.navigate("/?view=sites");
        page.waitForSelector("main[data-view=sites]");
        var berlin = page.locator("#comparison tbody tr").filter(new FilterOptions().setHasText("berlin"));
        assertThat(berlin).containsText("2 gaps, 41 frames");
        page.navigate("/?view=now&half=6&site=amsterdam");
        page.waitForSelector("main[data-view=now]");
        assertThat(page.locator("#missing")).hasText("Nothing is known to be missing.");
        page.context().close();
    }

    /// `mail.md` T5: each engine yields its own tables, and nothing is added up unasked.
    @Test
    void countsByOtherSignaturesStandApartUntilTheyAreChosen() {
        Page page = show("/");

        assertThat(page.locator(".where")).containsText("a table by other signatures or rules stands apart");
        page.locator("#rules").selectOption(WeeksShown.PF_RULES);
        assertThat(page).hasURL(Pattern.compile("rules=signatures"));
        assertThat(page.locator("#systems tbody tr")).hasCount(1);
        assertThat(page.locator("#systems tfoot")).containsText("60.00%");
        page.locator("[data-key=view-now]").click();
        assertThat(page.locator("#now tfoot")).containsText("60.00");
        assertThat(page.locator("#rules")).hasValue(WeeksShown.PF_RULES);
        assertThat(Browser.hindrances(page)).isEmpty();
        page.navigate("/?rules=nothing-of-this-name");
        assertThat(page.locator(".notice")).containsText("a part of just one of");
        page.locator("main a").click();
        assertThat(page.locator("#systems tbody tr").first()).containsText("Linux");
        assertThat(browser.complaints())
                .as("the refusals, which the browser notes")
                .allMatch(each -> each.contains("400 (Bad Request)"));
        page.context().close();
    }

    @Test
    void aLongTableComesInPagesThatStandInTheAddress() {
        Page page = show("/?by=distance");

        assertThat(page.locator("#systems tbody tr")).hasCount(50);
        assertThat(page.locator(".pager")).containsText("1\u201350 of 64");
        assertThat(page.locator("[data-key=page-before]")).isDisabled();
        page.locator("[data-key=page-after]").click();
        assertThat(page).hasURL(Pattern.compile("page=2"));
        assertThat(page.locator("#systems tbody tr")).hasCount(14);
        assertThat(page.locator(".pager")).containsText("51\u201364 of 64");
        assertThat(page.locator("[data-key=page-after]")).isDisabled();
        assertThat(Browser.hindrances(page)).isEmpty();
        page.locator("[data-key=sort-accepted]").click();
        assertThat(page.locator(".pager")).containsText("1\u201350 of 64"); // another order begins with its first page
        assertThat(page.locator("#systems tfoot")).containsText("Total");
        page.context().close();
    }

    @Test
    void hoursWithoutMailAreNotLeftOutOfTheLine() throws Exception {
        Page page = show("/?from=2026-11-15T12:00:00Z&to=2026-11-16T12:00:00Z");

        assertThat(page.locator("#timeline .head")).containsText("nothing came in 6 of 24");
        var csv = page.waitForDownload(
                () -> page.locator("[aria-label='Save timeline as CSV']").click());
        assertThat(Files.readString(csv.path()))
                .startsWith("start,accepted,rejected,share,low,high,other,unknown\n2026-11-15T12:00:00Z,")
                .hasLineCount(25);
        var json = page.waitForDownload(
                () -> page.locator("[aria-label='Save timeline as JSON']").click());
        assertThat(new ObjectMapper().readTree(Files.readString(json.path())).at("/points"))
                .as("the API leaves out steps in which nothing came")
                .hasSize(18);
        page.locator("#timeline summary").click();
        assertThat(page.locator("#timeline tbody tr")).hasCount(24);
        page.context().close();
    }

    @Test
    void nowTheNewestCountsMostAndTheHalfLifeStandsInTheAddress() throws Exception {
        Page page = show("/?view=now");

        assertThat(page.locator("[data-key=half-24]")).hasAttribute("aria-pressed", "true");
        page.locator("[data-key=half-6]").click();
        assertThat(page).hasURL(Pattern.compile("half=6"));
        assertThat(page.locator(".where")).containsText("half after 6 h");
        assertThat(page.locator(".where")).containsText("provisional");
        assertThat(page.locator("#now tbody tr").first()).containsText("Linux");
        Browser.photograph(page, "now");
        var csv = page.waitForDownload(
                () -> page.locator("[aria-label='Save now as CSV']").click());
        assertThat(Files.readString(csv.path()))
                .startsWith("name,accepted,rejected,share,low,high,effective,lift,ofAll\n");
        var json = page.waitForDownload(
                () -> page.locator("[aria-label='Save now as JSON']").click());
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(json.path()))
                        .at("/halfLifeHours")
                        .asInt())
                .isEqualTo(6);
        page.locator("#now tbody a").first().click();
        assertThat(page.locator("#now h2")).hasText("Linux by flavor");
        page.context().close();
    }

    @Test
    void sitesSayWherePoolingReversesAnOrder() throws Exception {
        Page page = show("/?view=sites");

        assertThat(page.locator("#matrix tbody tr")).hasCount(8);
        assertThat(page.locator("#matrix .notice"))
                .containsText("Over all sites Solaris is refused more often than HP-UX");
        assertThat(page.locator("#matrix .notice")).containsText("each of amsterdam, berlin");
        assertThat(page.locator("#comparison .silent")).hasText("silent");
        for (String table : List.of("systems-at-sites", "agents")) {
            var json = page.waitForDownload(() ->
                    page.locator("[aria-label='Save " + table + " as JSON']").click());
            var csv = page.waitForDownload(() ->
                    page.locator("[aria-label='Save " + table + " as CSV']").click());
            assertThat(Files.readString(json.path())).as(table).contains("berlin");
            assertThat(Files.readString(csv.path())).as(table).contains("berlin");
        }
        Browser.photograph(page, "sites-of-weeks");
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?view=now", "/?view=sites", "/?view=hosts", "/?range=24h", "/plain"})
    void withoutDataItSaysSo(String address) {
        Page page = browser.page(empty.page(), WIDE, HEIGHT, ColorScheme.LIGHT);
        page.setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + WatchedFleet.TOKEN));
        page.navigate(address);
        if (!"/plain".equals(address)) page.waitForSelector("main[data-view]");

        assertThat(page.locator("body")).containsText(Pattern.compile("[Nn]othing|No site|No host"));
        assertThat(Browser.hindrances(page)).isEmpty();
        page.context().close();
    }

    @Test
    void aHostThatNobodyKnowsIsSaidToBeUnknown() {
        Page page = show("/?view=hosts&host=192.0.2.7");

        assertThat(page.locator(".notice")).containsText("192.0.2.7");
        assertThat(browser.complaints())
                .as("the refusals, which the browser notes")
                .allMatch(each -> each.contains("404 (Not Found)"));
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?range=7d", "/?view=now", "/?view=sites"})
    void nobodyIsHinderedAndNothingScrollsSideways(String address) {
        for (ColorScheme colors : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = show(weeks, address, WIDE, colors);
            assertThat(Browser.hindrances(page)).as(address + " in " + colors).isEmpty();
            Browser.photograph(page, "weeks" + address.replaceAll("[^a-z0-9]", "") + "-" + colors);
            page.context().close();
        }
        Page narrow = show(weeks, address, NARROW, ColorScheme.LIGHT);
        assertThat(narrow.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        Browser.photograph(narrow, "weeks" + address.replaceAll("[^a-z0-9]", "") + "-narrow");
        narrow.context().close();
    }
}
