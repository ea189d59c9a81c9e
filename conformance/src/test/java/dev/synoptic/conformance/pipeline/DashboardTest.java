package dev.synoptic.conformance.pipeline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The dashboard as a browser shows it, over captures and logs of real mail servers that went through the pipeline.
@Needs(Need.CHROMIUM)
class DashboardTest {

    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int HEIGHT = 860;

    @TempDir
    static Path folder;

    private static WatchedFleet fleet;
    private static Browser browser;
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        fleet = WatchedFleet.start(folder);
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        fleet.close();
    }

    /// A verdict that is sent in waits for its SYN before it counts.
    private static final LocatorAssertions.HasTextOptions WITHIN_A_MINUTE =
            new LocatorAssertions.HasTextOptions().setTimeout(60_000);

    @BeforeEach
    void open() {
        page = browser.page(fleet.page(), WIDE, HEIGHT, ColorScheme.LIGHT);
    }

    @AfterEach
    void nothingWasComplainedOf() {
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    private void show(String address) {
        page.navigate(address);
        page.waitForSelector("main[data-view]");
    }

    @Test
    void theOverviewShowsWhatTheTableSays() {
        show("/");

        var row = fleet.gateway().ratios(RatioQuery.of(By.OS)).table().rows().getFirst();
        var first = page.locator("#systems tbody tr").first();
        assertThat(first).containsText(row.name());
        assertThat(first).containsText(row.counts().ratio());
        assertThat(page.locator(".tile")).hasCount(4);
        assertThat(page.locator(".tile").nth(3)).containsText("of 2");
        assertThat(page.locator("#timeline canvas")).isVisible();
        assertThat(page.locator("#live")).hasText("Live");
        Browser.photograph(page, "overview");
    }

    @Test
    void aSystemOpensIntoItsFlavorsAndTheAddressSaysSo() {
        show("/");
        page.locator("#systems tbody a").first().click();

        assertThat(page.locator("#systems h2")).hasText(Pattern.compile(".+ by flavor"));
        assertThat(page).hasURL(Pattern.compile("\\?os="));
        assertThat(page.locator("#systems tbody tr").first()).isVisible();
        Browser.photograph(page, "flavors");
        page.locator("[data-key=by-signature]").click();
        assertThat(page.locator("#systems h2")).hasText(Pattern.compile(".+ by signature"));
        assertThat(page.locator("#systems tbody tr").first()).isVisible();
        page.goBack();
        page.goBack();
        assertThat(page.locator("#systems h2")).hasText("Operating systems");
    }

    /// `mail.md` T6: what came to one service alone, from its row or by its name; the address keeps it through a
    /// reload.
    @Test
    void aServiceIsChosenAndTheAddressKeepsIt() {
        show("/?site=east&by=service");
        assertThat(page.locator("#systems tbody tr")).not().hasCount(0);
        page.locator("[data-key=row-submission]").click();

        assertThat(page.locator("#service")).hasValue("submission");
        assertThat(page.locator("#systems caption")).containsText("at east, submission only");
        var first = fleet.gateway()
                .ratios(RatioQuery.of(By.OS).at("east").ofService("submission"))
                .table()
                .rows()
                .getFirst();
        assertThat(page.locator("#systems tbody tr").first()).containsText(first.name());
        assertThat(page.locator("#systems tbody tr").first())
                .containsText(first.counts().ratio());
        page.reload();
        assertThat(page.locator("#service")).hasValue("submission");
        assertThat(page.locator("#systems caption")).containsText("submission only");
        page.goBack();
        assertThat(page.locator("#systems caption")).not().containsText("only");
        page.locator("#service").selectOption("smtpd");
        assertThat(page).hasURL(Pattern.compile("service=smtpd"));
        assertThat(page.locator("#systems caption")).containsText("smtpd only");
    }

    /// `mail.md` T6: likewise what came to one host of ours; another site has others.
    @Test
    void aMailHostIsChosenAndTheAddressKeepsIt() {
        show("/?by=mail-host");
        assertThat(page.locator("#systems h2")).hasText("All by mail host");
        String host = page.locator("#systems tbody th").first().innerText();
        page.locator("[data-key=row-" + host + "]").click();

        assertThat(page.locator("#mailhost")).hasValue(host);
        assertThat(page.locator("#systems caption")).containsText(host + " only");
        var first = fleet.gateway()
                .ratios(RatioQuery.of(By.OS).ofMailHost(host))
                .table()
                .rows()
                .getFirst();
        assertThat(page.locator("#systems tbody tr").first()).containsText(first.name());
        assertThat(page.locator("#systems tbody tr").first())
                .containsText(first.counts().ratio());
        page.reload();
        assertThat(page.locator("#mailhost")).hasValue(host);
        page.locator("#site").selectOption("west");
        assertThat(page).not().hasURL(Pattern.compile("mailhost="));
        assertThat(page.locator("#systems caption")).not().containsText("only");
    }

    @Test
    void theAddressAloneBringsTheSameView() {
        show("/?range=24h&site=west&sort=-accepted");

        assertThat(page.locator("#site")).hasValue("west");
        assertThat(page.locator("button[aria-pressed=true][data-key^=range-]")).hasText("24 h");
        assertThat(page.locator("th[aria-sort=descending]")).containsText("Accepted");
        assertThat(page.locator("#systems thead")).containsText("Before");
    }

    @Test
    void aVerdictSentInIsSeenWithoutAReload() throws Exception {
        show("/?site=east");
        String before = page.locator("#systems tfoot td").first().textContent();
        page.evaluate("window.isTheSamePage = true");
        long accepted = Long.parseLong(before.replace(",", ""));

        String verdict = """
                {"id": "live-1", "at": "2026-11-20T16:59:00Z", "host": "mx1", "client": "203.0.113.77",
                 "clientPort": 4711, "outcome": "accepted", "stage": "eom", "code": 250}""";
        assertThat(fleet.post(verdict, WatchedFleet.TOKEN).statusCode()).isEqualTo(200);
        assertThat(fleet.post(verdict, WatchedFleet.TOKEN).statusCode())
                .as("sent again")
                .isEqualTo(200);

        assertThat(page.locator("#systems tfoot td").first())
                .hasText(String.format("%,d", accepted + 1), WITHIN_A_MINUTE);
        assertThat(page.evaluate("window.isTheSamePage")).isEqualTo(true);
        assertThat(fleet.post(verdict, "b".repeat(40)).statusCode()).isEqualTo(401);
    }

    @Test
    void tablesAreSavedAsTheyStand() throws Exception {
        show("/");
        var csv = page.waitForDownload(
                () -> page.locator("[aria-label='Save systems as CSV']").click());
        var json = page.waitForDownload(
                () -> page.locator("[aria-label='Save systems as JSON']").click());

        var row = fleet.gateway().ratios(RatioQuery.of(By.OS)).table().rows().getFirst();
        assertThat(Files.readString(csv.path()))
                .startsWith("name,accepted,rejected,ratio,low,high,")
                .contains(row.name() + "," + row.counts().accepted() + ","
                        + row.counts().rejected());
        assertThat(csv.suggestedFilename()).isEqualTo("systems.csv");
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(json.path()))
                        .at("/rows/0/name")
                        .asText())
                .isEqualTo(row.name());
    }

    @Test
    void sitesStandSideBySide() {
        show("/?view=sites");

        assertThat(page.locator("#comparison tbody tr")).hasCount(2);
        assertThat(page.locator("#agents tbody tr")).hasCount(5);
        Browser.photograph(page, "sites");
        page.locator("#comparison tbody a").last().click();
        assertThat(page.locator("#site")).hasValue("west");
    }

    @Test
    void aHostIsFoundAmongThoseSeenLastAndSaysWhy() {
        show("/?view=hosts");
        page.locator("#recent tbody a").first().click();

        assertThat(page.locator("#host")).containsText("Connections");
        assertThat(page.locator("#latest")).containsText("Seen");
        assertThat(page.locator("#history tbody tr")).hasCount(1);
        Browser.photograph(page, "host");
        page.locator("#address").fill("not an address");
        page.locator("#address").press("Enter");
        assertThat(page.locator(".notice")).containsText("expected an IPv4 or IPv6 address");
        // of the host and of its history; the notice appears with the first
        page.waitForCondition(() -> browser.complained() >= 2);
        assertThat(browser.complaints())
                .as("the refusals themselves, which the browser notes")
                .allMatch(each -> each.contains("400 (Bad Request)"));
    }

    @Test
    void aKeyboardIsEnough() {
        show("/");
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        page.locator("#systems tbody a").first().focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("#systems h2")).hasText(Pattern.compile(".+ by flavor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?os=Linux&range=7d", "/?view=sites", "/?view=hosts", "/plain"})
    void nobodyIsHindered(String address) {
        for (ColorScheme colors : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page seen = browser.page(fleet.page(), WIDE, HEIGHT, colors);
            seen.setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + WatchedFleet.TOKEN));
            seen.navigate(address);
            if (!"/plain".equals(address)) seen.waitForSelector("main[data-view]");
            assertThat(Browser.hindrances(seen)).as(address + " in " + colors).isEmpty();
            seen.context().close();
        }
    }

    @Test
    void itIsDarkWhereThatIsWanted() {
        Page dark = browser.page(fleet.page(), WIDE, HEIGHT, ColorScheme.DARK);
        dark.navigate("/");
        dark.waitForSelector("main[data-view]");

        assertThat(dark.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(16, 21, 27)");
        assertThat(dark.locator("#timeline canvas")).isVisible();
        Browser.photograph(dark, "dark");
        dark.locator("#theme").click();
        assertThat(dark.evaluate("document.documentElement.dataset.theme")).isEqualTo("light");
        dark.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?view=sites", "/?view=hosts"})
    void aNarrowScreenDoesNotScrollSideways(String address) {
        Page narrow = browser.page(fleet.page(), NARROW, HEIGHT, ColorScheme.LIGHT);
        narrow.navigate(address);
        narrow.waitForSelector("main[data-view]");

        assertThat(narrow.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        Browser.photograph(narrow, "narrow" + address.replaceAll("[^a-z]", ""));
        narrow.context().close();
    }
}
