package pro.saleflex.office.benchmark;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.e2e.PortalBrowser;

/** The board in a real browser. Not thread-safe. */
final class BoardWindow {
    /** Records each mark that appears in the tiles, once the browser has drawn it. */
    private static final String RECORD_MARKS = """
            pattern => {
              window.seenMarks = [];
              new MutationObserver(changes => {
                const found = changes
                  .flatMap(change => change.type === 'childList' ? Array.from(change.addedNodes) : [change.target])
                  .map(node => new RegExp(pattern).exec(node.textContent))
                  .filter(mark => mark);
                if (found.length > 0) {
                  requestAnimationFrame(() => setTimeout(() => {
                    const now = Date.now();
                    found.forEach(mark => window.seenMarks.push([Number(mark[1]), Number(mark[2]), now]));
                  }));
                }
              }).observe(document.getElementById('tiles'), { childList: true, characterData: true, subtree: true });
            }
            """;

    private final PortalBrowser browser;
    private final Page page;

    /** Signs in and opens the page. */
    BoardWindow(PortalBrowser browser) {
        this.browser = browser;
        page = browser.window();
        browser.go(page, "/?show=");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.waitForSelector("#tiles");
        // The tests' browser adds a style sheet that lays out all tiles (PortalBrowser.LAID_OUT). A user's browser lays
        // out only the tiles in view, and that is what the benchmark measures.
        page.evaluate("document.adoptedStyleSheets = []");
        page.evaluate(RECORD_MARKS, Mark.PATTERN);
    }

    /** Waits; Playwright handles the page's events on this thread meanwhile. */
    void pause(Duration time) {
        page.waitForTimeout((double) time.toMillis());
    }

    /** Everything seen since it was opened. */
    Sightings sightings() {
        Sightings sightings = new Sightings();
        for (Object seen : (List<?>) page.evaluate("window.seenMarks")) {
            List<Long> numbers = ((List<?>) seen)
                    .stream().map(number -> ((Number) number).longValue()).toList();
            sightings.see(new Mark(numbers.get(0).intValue(), numbers.get(1).intValue()), numbers.get(2));
        }
        return sightings;
    }

    /** Failures so far, as text. */
    List<String> failures() {
        List<String> failures = new ArrayList<>(browser.complaints());
        if (page.isVisible("#lost")) {
            failures.add("The page says that its live connection is lost.");
        }
        return failures;
    }
}
