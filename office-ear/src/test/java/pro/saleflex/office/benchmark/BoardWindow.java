package pro.saleflex.office.benchmark;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import pro.saleflex.office.e2e.OfficeServer;
import pro.saleflex.office.e2e.PortalBrowser;

/** The board in a real browser. Used by one thread only. */
final class BoardWindow {
    /** Notes each mark that comes to the tiles, when the browser has drawn it. */
    private static final String NOTE_MARKS = """
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
        page.evaluate(NOTE_MARKS, Mark.PATTERN);
    }

    /** Lets time pass; the browser needs its thread for that. */
    void pause(Duration time) {
        page.waitForTimeout((double) time.toMillis());
    }

    /** All it has seen since it was opened. */
    Sightings sightings() {
        Sightings sightings = new Sightings();
        for (Object seen : (List<?>) page.evaluate("window.seenMarks")) {
            List<Long> numbers = ((List<?>) seen)
                    .stream().map(number -> ((Number) number).longValue()).toList();
            sightings.see(new Mark(numbers.get(0).intValue(), numbers.get(1).intValue()), numbers.get(2));
        }
        return sightings;
    }

    /** What went wrong, in words. */
    List<String> failures() {
        List<String> failures = new ArrayList<>(browser.complaints());
        if (page.isVisible("#lost")) {
            failures.add("The page says that its live connection is lost.");
        }
        return failures;
    }
}
