package pro.saleflex.office.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import pro.saleflex.office.fakegate.FakeGate;

/**
 * Takes the README's screenshots, 1280 pixels wide: the live board and the page of one till, on a server of its own
 * with a {@link BusyStore} and a fake GATE. {@code mvn -Pscreenshots package}, needs Chromium.
 */
public final class Screenshots {
    /** Down to the first alert; the rest of the page is cut off, above all the documents. */
    private static final int TILL_HEIGHT = 1455;

    private Screenshots() {}

    /** Argument: the directory of the pictures, which are overwritten. */
    public static void main(String[] arguments) throws IOException, SQLException {
        try (FakeGate gate = FakeGate.start()) {
            OfficeServer office = new OfficeServer(
                    "screenshots",
                    Map.of(
                            "OFFICE_DEMO",
                            "false",
                            "SALEFLEX_OFFICE_GATE_URL",
                            gate.url(),
                            "SALEFLEX_OFFICE_GATE_TOKEN",
                            "gate-token"));
            office.deleteHome();
            try {
                office.start();
                take(office, Path.of(arguments[0]));
            } finally {
                office.stop();
            }
        }
    }

    /** Opens the store on this server, and takes {@code board.png} and {@code till.png}. */
    public static void take(OfficeServer office, Path directory) throws IOException, SQLException {
        try (BusyStore store = BusyStore.open(office);
                PortalBrowser browser = PortalBrowser.open(office)) {
            Page page = browser.window();
            browser.go(page, "/");
            browser.signIn(page, BusyStore.MANAGER, BusyStore.PASSWORD);
            page.waitForSelector("#tiles .silent");
            store.delayOne();
            page.waitForSelector("#tiles .late");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(directory.resolve("board.png"))
                    .setFullPage(true));
            page.setViewportSize(PortalBrowser.DESK, TILL_HEIGHT);
            browser.go(page, "/till.xhtml?id=" + store.tillWithProblems());
            page.waitForSelector("#more");
            page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve("till.png")));
            if (!browser.complaints().isEmpty()) {
                throw new IllegalStateException("The browser complains: " + browser.complaints());
            }
        }
    }
}
