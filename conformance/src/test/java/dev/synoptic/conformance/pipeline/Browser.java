package dev.synoptic.conformance.pipeline;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.synoptic.testing.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The machine's own Chromium, without a window; notes everything that a page complains of.
final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Repository.root().resolve("conformance/target/screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    /// A fresh page, as somebody sees it who has this screen, these colours, and this token.
    Page page(String base, int width, int height, ColorScheme colors) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, height)
                .setColorScheme(colors)
                .setAcceptDownloads(true));
        context.addInitScript("sessionStorage.setItem('synoptic-token', '" + WatchedFleet.TOKEN + "')");
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (!"log".equals(message.type())) complaints.add(message.type() + ": " + message.text());
        });
        page.onPageError(error -> complaints.add("exception: " + error));
        return page;
    }

    /// How often pages have complained since [#complaints] was last asked.
    int complained() {
        return complaints.size();
    }

    /// What pages complained of since this was last asked.
    List<String> complaints() {
        var all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    /// What hinders people who see, hear or move otherwise, by the rules of axe.
    static List<String> hindrances(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream().map(Browser::told).toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList();
    }

    /// Keeps a picture of the page among the output of the tests.
    static void photograph(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
