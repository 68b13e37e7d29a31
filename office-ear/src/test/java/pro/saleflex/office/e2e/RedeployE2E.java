package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The application is redeployed while it runs, as in an upgrade, with a board and a wall screen open.
 */
class RedeployE2E {
    /** Faster than polling: a page polls every 20 s while its socket works, else every 10 s (live.js). */
    private static final long PUSH_MILLIS = 8_000;

    private static OfficeServer office;
    private static PortalBrowser browser;
    private static Calls calls;
    private static String till;
    private static List<OfficeServer.Terminal> others;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        browser = PortalBrowser.open(office);
        calls = new Calls(office);
        till = office.terminal().code();
        others = office.terminals(4);
    }

    @AfterAll
    static void stop() {
        beat("closed");
        if (browser != null) {
            browser.close();
        }
    }

    private static void beat(String activity) {
        assertEquals(
                200,
                calls.post(
                                "/pos/status",
                                "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\""
                                        + till + "\",\"pos_id\":1,\"interval_seconds\":5,\"activity\":\""
                                        + activity + "\"}")
                        .statusCode());
    }

    private static String word(Page page) {
        Locator tile = page.locator("#tiles > li")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("h2", new Page.LocatorOptions().setHasText(till))));
        return tile.count() == 0 ? "" : tile.locator(".word").innerText();
    }

    /** Waits for a condition; returns how long that took, in milliseconds. */
    private static long await(Page page, String what, BooleanSupplier condition) {
        Instant start = Instant.now();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    Duration.between(start, Instant.now()).toSeconds() < 60,
                    () -> page.url() + ": timed out waiting until " + what + "; it shows "
                            + page.locator("#tiles > li").allInnerTexts() + ", "
                            + (page.locator("#lost").isHidden() ? "connected" : "lost") + ", " + browser.complaints());
            page.waitForTimeout(50);
        }
        return Duration.between(start, Instant.now()).toMillis();
    }

    /** Asserts that changes arrive by the socket, at once; those that pages poll for arrive later. */
    private static void assertLive(Page page) {
        for (int i = 0; i < 2; i++) {
            beat("closed");
            long closed = await(page, "it is closed", () -> word(page).equals("Closed"));
            beat("idle");
            long online = await(page, "it is online", () -> word(page).equals("Online"));
            assertTrue(
                    closed < PUSH_MILLIS && online < PUSH_MILLIS, page.url() + ": " + closed + ", " + online + " ms");
        }
        assertTrue(page.locator("#lost").isHidden());
    }

    /** Changes tills, so that timers see changes before the portal is deployed and after it is undeployed. */
    private static void changeTerminals() {
        try (Connection connection = office.database();
                var statement = connection.createStatement()) {
            for (OfficeServer.Terminal other : others) {
                statement.execute("update terminal set blocked = random() < 0.5 where id = '" + other.id() + "'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether a line of the log reports a fault of the application. Payara's connector logs faults of its own for
     * requests and websocket frames that arrive while it removes the application: "Host is not set", a missing context.
     */
    private static boolean isOurs(String line) {
        boolean connector = line.contains("org.apache.catalina.connector.")
                || line.contains("Exception in thread \\\"glassfish-web-async-thread");
        boolean code = line.replace("pro.saleflex.office.listener.", "").contains("pro.saleflex.office.");
        boolean severe = line.contains("\"Level\":\"SEVERE\"");
        return line.contains("WELD-") || (severe && (code || !connector));
    }

    @Test
    void boardAndWallScreenContinueAfterEachRedeployment() throws IOException, InterruptedException {
        beat("idle");
        Page board = browser.window();
        browser.go(board, "/");
        browser.signIn(board, "admin", OfficeServer.ADMIN_PASSWORD);
        board.waitForSelector("#tiles > li");
        browser.go(board, "/users.xhtml");
        board.fill("[id='kiosks:name']", "redeploy-wall");
        board.click("[id='kiosks:make']");
        String address = board.innerText("code.once");
        browser.go(board, "/?find=" + till);
        Page wall = browser.window("en-GB", 1920, ColorScheme.DARK);
        assertEquals(200, wall.navigate(address).status());
        assertLive(board);
        assertLive(wall);
        Path log = office.home().resolve("logs/payara/server.log");
        long before = Files.size(log);

        for (int i = 0; i < 2; i++) {
            Process deployment = office.redeploy();
            for (Page page : List.of(board, wall)) {
                page.waitForSelector("#lost", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.VISIBLE));
            }
            while (!deployment.waitFor(200, TimeUnit.MILLISECONDS)) {
                changeTerminals();
            }
            String said = new String(deployment.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, deployment.exitValue(), said);
            Instant deployed = Instant.now();

            beat("idle");
            await(wall, "the screen is back", () -> word(wall).equals("Online"));
            // Sessions end with their application; people sign in and are back on their page.
            board.waitForSelector("[id='signin:go']");
            long back = Duration.between(deployed, Instant.now()).toMillis();
            assertTrue(back < 10_000, back + " ms");
            assertLive(wall);
            assertTrue(board.innerText("main").contains("Your session has ended."));
            browser.signIn(board, "admin", OfficeServer.ADMIN_PASSWORD);
            board.waitForURL("**/office/?find=" + till);
            assertLive(board);
        }
        byte[] all = Files.readAllBytes(log);
        String lines = new String(all, (int) before, (int) (all.length - before), StandardCharsets.UTF_8);
        assertEquals(List.of(), lines.lines().filter(RedeployE2E::isOurs).toList());
        browser.forget("WebSocket connection to");
        browser.forget(" 503");
        browser.assertNoComplaints();
    }
}
