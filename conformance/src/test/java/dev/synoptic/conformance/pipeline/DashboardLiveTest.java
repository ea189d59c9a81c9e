package dev.synoptic.conformance.pipeline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard while things change: whoever reads, types or chooses is not disturbed, and whoever is told nothing any
/// more is told that.
@Needs(Need.CHROMIUM)
class DashboardLiveTest {

    private static final int WIDE = 1280;
    private static final int HEIGHT = 860;
    private static final LocatorAssertions.HasTextOptions WITHIN_A_MINUTE =
            new LocatorAssertions.HasTextOptions().setTimeout(60_000);

    /// In place of the gateway's events those of a test: `window.tell` has one told.
    private static final String OWN_EVENTS = """
            const asked = window.fetch;
            window.tries = 0;
            window.fetch = async (input, options) => {
              if (!String(input).startsWith('/api/v1/events')) {
                await new Promise((done) => setTimeout(done, window.slowMillis ?? 0));
                return asked(input, options);
              }
              window.tries++;
              if (window.refusing) throw new TypeError('refused');
              return new Response(new ReadableStream({ start(to) {
                let changes = 0;
                window.tell = () => to.enqueue(new TextEncoder().encode(
                  `event: ratios\\ndata: {"changes":${++changes}}\\n\\n`));
                window.tell();
                options.signal?.addEventListener('abort', () => to.error(new Error('gone')));
              } }));
            };
            """;

    @TempDir
    static Path folder;

    private static WeeksShown weeks;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        weeks = WeeksShown.start(folder);
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        weeks.close();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static Page open(String... scripts) {
        Page page = browser.page(weeks.page(), WIDE, HEIGHT, ColorScheme.LIGHT);
        for (String script : scripts) page.addInitScript(script);
        return page;
    }

    private static Page show(Page page, String address) {
        page.navigate(address);
        page.waitForSelector("main[data-view]");
        return page;
    }

    @Test
    void aChangeTakesNeitherFocusNorPlaceNorAnOpenListAway() {
        Page page = show(open(), "/?os=Linux");
        page.locator("#timeline summary").click();
        page.locator("#systems .scroll").focus();
        page.evaluate("""
                () => {
                  scrollTo({ top: 300, behavior: 'instant' });
                  window.kept = [document.querySelector('#site'), document.querySelector('#systems tbody th')];
                  getSelection().selectAllChildren(document.querySelector('h1'));
                }""");
        double top = place(page);
        String before = page.locator("#systems tfoot td").first().textContent();

        weeks.come();

        assertThat(page.locator("#systems tfoot td").first()).not().hasText(before, WITHIN_A_MINUTE);
        assertThat(page.locator("#systems .scroll")).isFocused();
        assertThat(place(page)).as("where it is on the screen").isCloseTo(top, within(1.0));
        assertThat(page.evaluate("kept[0] === document.querySelector('#site')"
                        + " && kept[1] === document.querySelector('#systems tbody th')"))
                .as("a list that is open stays so")
                .isEqualTo(true);
        assertThat(page.evaluate("String(getSelection())")).isEqualTo("Linux");
        assertThat(page.locator("#timeline details")).hasAttribute("open", "");
        page.context().close();
    }

    private static double place(Page page) {
        Object top = page.evaluate("document.querySelector('#systems').getBoundingClientRect().top");
        return ((Number) top).doubleValue();
    }

    @Test
    void whatIsHalfTypedStays() {
        Page page = show(open(), "/?view=hosts");
        page.locator("#address").fill("192.0.2");
        page.locator("#theme").click(); // has it drawn anew

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("main")).containsText("No host was seen yet");
        assertThat(page.locator("#address")).hasValue("192.0.2");
        page.locator("#address").press("Enter");
        assertThat(page.locator("h1")).hasText("192.0.2");
        page.waitForCondition(() -> browser.complained() >= 2);
        assertThat(browser.complaints()).allMatch(each -> each.contains("400 (Bad Request)"));
        page.goBack();
        assertThat(page.locator("#address")).hasValue("");
        page.context().close();
    }

    @Test
    void theLastPageLeavesTheFocusWhereItCanGoOn() {
        Page page = show(open(), "/?by=distance");
        page.locator("[data-key=page-after]").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator(".pager")).containsText("of 64");
        assertThat(page.locator("[data-key=page-after]")).isDisabled();
        assertThat(page.locator("[data-key=page-before]")).isFocused();
        page.context().close();
    }

    @Test
    void whereAnswersAreSlowerThanChangesTheyAreSeenAllTheSame() {
        Page page = open(OWN_EVENTS, "window.slowMillis = 1200; setInterval(() => window.tell?.(), 200);");
        show(page, "/");

        assertThat(page.locator("#systems tbody tr").first()).containsText("Linux");
        page.context().close();
    }

    @Test
    void aConnectionThatIsGoneUnsaidIsNoticed() {
        Page page = open(OWN_EVENTS);
        page.clock().install();
        show(page, "/");
        assertThat(page.locator("#live")).hasText("Live");
        page.clock().fastForward(31_000);

        assertThat(page.locator("#live")).hasText(Pattern.compile("Not live since \\d\\d:\\d\\d, trying again"));
        page.context().close();
    }

    @Test
    void whoeverIsRefusedComesBackSeldomer() {
        Page page = open(OWN_EVENTS, "window.refusing = true;");
        page.clock().install();
        show(page, "/");
        page.clock().runFor(600_000);

        assertThat((Integer) page.evaluate("tries")).isBetween(8, 20);
        page.context().close();
    }

    @Test
    void aGatewayThatIsAwayIsSaidToBeAndComesBackByItself() throws Exception {
        Page page = show(open(), "/");
        assertThat(page.locator("#live")).hasText("Live");
        weeks.away(() -> {
            assertThat(page.locator("#live")).hasText(Pattern.compile("Not live since"), WITHIN_A_MINUTE);
            assertThat(page.locator("#systems tbody tr").first()).containsText("Linux");
            page.locator("[aria-label='Save systems as JSON']").click();
            assertThat(page.locator("#systems [role=alert]")).hasText("Not saved: The gateway cannot be reached.");
            Browser.photograph(page, "gateway-away");
            page.locator("[data-key=view-sites]").click();
            assertThat(page.locator("main")).containsText("drawn as soon as it can");
        });

        assertThat(page.locator("#comparison"))
                .containsText("berlin", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        assertThat(page.locator("#live")).hasText("Live", WITHIN_A_MINUTE);
        assertThat(browser.complaints())
                .as("what the browser notes of a gateway that is away")
                .allMatch(each -> each.contains("net::ERR_"));
        page.context().close();
    }
}
