package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser: Debian's Chromium, headless. Collects the errors and warnings of its console. */
public final class PortalBrowser implements AutoCloseable {
    static final int DESK = 1280;
    static final int PHONE = 360;
    /** Lays out all tiles: otherwise those out of view are not laid out, and tests could not read their text. */
    private static final String LAID_OUT = """
            const all = new CSSStyleSheet();
            all.replaceSync('.tile { content-visibility: visible !important }');
            document.adoptedStyleSheets = [all];
            """;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of(System.getProperty("office.work"), "screenshots");
    private static final String AXE = axe();

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(List.of("--no-sandbox")));
    private final String origin;
    private final List<String> complaints = new ArrayList<>();

    private PortalBrowser(String origin) {
        this.origin = origin;
    }

    /** Skips the tests if there is no Chromium, except in CI, where it fails. */
    public static PortalBrowser open(OfficeServer office) {
        boolean there = Files.isExecutable(CHROMIUM);
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("The browser tests need " + CHROMIUM + ": apt-get install chromium");
        }
        Assumptions.assumeTrue(there, "No " + CHROMIUM + ": apt-get install chromium, then these tests run");
        return new PortalBrowser(office.origin());
    }

    /** A window with its own cookies. */
    Page window(String language, int width, ColorScheme colours) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(colours)
                .setViewportSize(width, 800));
        context.setDefaultTimeout(60_000);
        context.addInitScript(LAID_OUT);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            boolean harmless = message.text().contains("the server responded with a status of 40");
            if (!harmless && (message.type().equals("error") || message.type().equals("warning"))) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onResponse(answer -> {
            if (answer.status() >= 500
                    || (answer.status() >= 400 && answer.url().contains("faces.resource"))) {
                complaints.add(answer.url() + " answered " + answer.status());
            }
        });
        return page;
    }

    /** An English window of desktop width. */
    public Page window() {
        return window("en-GB", DESK, ColorScheme.LIGHT);
    }

    /** Closes all windows but these: an open board is drawn again whenever a till calls, and that takes time. */
    void closeAllBut(Page... kept) {
        for (BrowserContext context : browser.contexts()) {
            if (Stream.of(kept).noneMatch(page -> page.context().equals(context))) {
                context.close();
            }
        }
    }

    /** Goes to a path within the portal. */
    public void go(Page page, String path) {
        page.navigate(origin + "/office" + path);
    }

    /** Fills in the form of the page and sends it. */
    public void signIn(Page page, String name, String password) {
        page.fill("[id='signin:name']", name);
        page.fill("[id='signin:password']", password);
        page.click("[id='signin:go']");
    }

    /** Creates a user in an administrator's window; returns name and generated password. */
    String[] newUser(Page admin, String role) {
        String name = "user-" + UUID.randomUUID().toString().substring(0, 8);
        go(admin, "/user.xhtml");
        admin.fill("[id='user:name']", name);
        admin.check("input[value=" + role + "]");
        admin.click("[id='user:save']");
        return new String[] {name, admin.innerText("#once")};
    }

    /** A window in which a new user has signed in and chosen a password. */
    Page signedIn(String name, String password, String chosen) {
        Page page = window();
        go(page, "/");
        signIn(page, name, password);
        page.fill("[id='change:before']", password);
        page.fill("[id='change:after']", chosen);
        page.fill("[id='change:again']", chosen);
        page.click("[id='change:go']");
        return page;
    }

    /**
     * Asserts what must hold for each page: no console errors, no missing texts, no sideways scrolling, no serious
     * accessibility violations. Keeps a screenshot for people to look at.
     */
    void assertSound(Page page, String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        photograph(page, name);
        assertFalse(page.innerText("body").contains("???"), "a text is missing on " + name);
        int width = page.viewportSize().width;
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), name + " scrolls sideways");
        // Evaluated by the test, because the page's policy allows only its own scripts.
        page.evaluate(AXE);
        assertEquals(
                "[]",
                page.evaluate(
                        "async () => JSON.stringify((await axe.run(document, {resultTypes: ['violations']})).violations"
                                + ".filter(v => v.impact === 'serious' || v.impact === 'critical'"
                                + " || v.id === 'landmark-unique')"
                                + ".map(v => v.id + ' at ' + v.nodes.map(n => n.target).join(', ')))"),
                name);
        assertNoComplaints();
    }

    /** Asserts that nothing is wider than the page, its tile or its card. Keeps a screenshot for people to look at. */
    void assertFits(Page page, String name) {
        photograph(page, name);
        Object tooWide = page.evaluate("""
                JSON.stringify([document.scrollingElement,
                  ...document.querySelectorAll('.tile, .card, .callout, .lines > li, .panel, .bar, dialog[open]')]
                  .filter(box => box.scrollWidth > box.clientWidth)
                  .map(box => box.tagName + '.' + box.className + ' ' + box.scrollWidth + ' > ' + box.clientWidth))
                """);
        assertEquals("[]", tooWide, name);
    }

    /** As JPEG, which takes half the time of PNG. */
    private static void photograph(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".jpeg"))
                .setType(ScreenshotType.JPEG)
                .setFullPage(true));
    }

    /** Drops the complaints that the test itself caused. */
    void forget(String complaint) {
        complaints.removeIf(each -> each.contains(complaint));
    }

    /** Errors and warnings of the console, and error responses. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    void assertNoComplaints() {
        assertEquals(List.of(), complaints);
    }

    private static String axe() {
        try (InputStream script = PortalBrowser.class.getResourceAsStream("/axe.min.js")) {
            assertTrue(script != null, "axe.min.js is on the class path");
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
