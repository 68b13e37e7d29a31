package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manager enrols tills in a real browser; the QR code is read as a till's scanner reads it. */
class EnrolmentPageE2E {
    private static OfficeServer office;
    private static PortalBrowser browser;
    private static Calls calls;
    private static Page admin;
    private static int number = 9_000;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
        browser = PortalBrowser.open(office);
        admin = browser.window();
        browser.go(admin, "/");
        browser.signIn(admin, "admin", OfficeServer.ADMIN_PASSWORD);
        admin.waitForURL("**/office/");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Creates a till in the demo store, so that the page shows its code; returns the till's code. */
    private static String create(Page page) {
        String till = "NEW-" + ++number;
        browser.go(page, "/terminals.xhtml");
        page.click("a[href$='/terminal.xhtml']");
        page.selectOption(
                "[id='terminal:store']",
                page.locator("[id='terminal:store'] option")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions()
                                .setHasText("OFFICE-001 / STORE-001"))
                        .first()
                        .getAttribute("value"));
        page.fill("[id='terminal:code']", till);
        page.fill("[id='terminal:number']", Integer.toString(number));
        page.click("[id='terminal:create']");
        page.waitForSelector("#qr");
        return till;
    }

    /** What a scanner reads from the QR code on the screen. */
    private static JsonObject scan(Page page) throws IOException, NotFoundException {
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(page.locator("#qr").screenshot()));
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        String text = new QRCodeMultiReader()
                        .decodeMultiple(new BinaryBitmap(new HybridBinarizer(
                                new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels))))[0]
                        .getText();
        return jakarta.json.Json.createReader(new StringReader(text)).readObject();
    }

    private static HttpResponse<String> enrol(String body, int address) {
        return calls.post("/enrolments", body, "X-Forwarded-For", "203.0.113." + address);
    }

    @Test
    void aTillIsCreatedItsQrCodeIsScannedAndThePageShowsItsEnrolment() throws IOException, NotFoundException {
        String till = create(admin);
        String code = admin.innerText("#code");
        assertTrue(code.matches("[A-Z2-9]{4}-[A-Z2-9]{4}"), code);
        assertTrue(admin.innerText(".left").matches("1[45]:\\d\\d"), admin.innerText(".left"));
        assertTrue(admin.innerText("#enrolment").contains("Waiting for the till until"));
        browser.assertSound(admin, "terminal-code");

        JsonObject scanned = scan(admin);
        assertEquals(office.origin(), scanned.getString("base_url"));
        assertEquals("/api/v1", scanned.getString("api_prefix"));
        assertEquals("OFFICE-001", scanned.getString("office_code"));
        assertEquals("STORE-001", scanned.getString("store_code"));
        assertEquals(till, scanned.getString("terminal_code"));
        assertEquals(code, scanned.getString("code"));

        assertEquals(201, enrol(scanned.toString(), 1).statusCode(), "the QR code's text is the body to send");

        admin.waitForSelector("#enrolment .tag.good >> text=Enrolled"); // by itself
        admin.waitForSelector("summary >> text=Revoke the secret"); // it has one now
        assertEquals(0, admin.locator("#qr").count());
        browser.assertSound(admin, "terminal-enrolled");
        String next = create(admin);
        browser.go(admin, "/terminals.xhtml");
        String row = admin.innerText("tr:has-text('" + next + "')");
        assertTrue(row.contains("Waiting for the till until"), "what needs attention comes first");
        browser.assertNoComplaints();
    }

    @Test
    void aLockedCodeIsShownAndANewOneWorks() {
        String till = create(admin);
        String code = admin.innerText("#code");
        String body = "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"" + till
                + "\",\"code\":\"%s\"}";
        for (int i = 0; i < 5; i++) {
            assertEquals(403, enrol(body.formatted("AAAAAAAA"), 10 + i).statusCode());
        }
        admin.waitForSelector("#enrolment .tag.bad >> text=Code locked after five wrong attempts");
        browser.assertSound(admin, "terminal-locked");

        admin.click("summary >> text=Create a new code");
        admin.click("[id='actions:code']");
        admin.waitForSelector("#messages >> text=A new code has been created.");
        String fresh = admin.innerText("#code");
        assertFalse(fresh.equals(code));
        assertEquals(
                201, enrol(body.formatted(fresh.toLowerCase(Locale.ROOT)), 20).statusCode());
    }

    @Test
    void aSecretIsRotatedThePreviousOneEndedAndAllRevoked() {
        create(admin);
        assertEquals(0, admin.locator("summary >> text=Revoke the secret").count(), "it has none yet");
        admin.click("summary >> text=Change the secret");
        admin.click("[id='actions:rotate']");
        admin.waitForSelector("#once");
        String first = admin.innerText("#once");
        assertEquals(43, first.length());
        admin.click("summary >> text=Change the secret");
        admin.click("[id='actions:rotate']");
        admin.waitForSelector("#previous");
        assertFalse(admin.innerText("#once").equals(first));
        browser.assertSound(admin, "terminal-rotated");

        admin.click("summary >> text=End the previous secret");
        admin.click("[id='actions:end']");
        admin.waitForSelector("#messages >> text=The previous secret no longer works.");
        assertEquals(0, admin.locator("#previous").count());
        assertEquals(0, admin.locator("#once").count(), "shown once");

        admin.click("summary >> text=Bind a certificate");
        admin.fill("[id='actions:certificate']", "no fingerprint");
        admin.click("[id='actions:bind']");
        admin.waitForSelector("#messages >> text=Nothing was changed.");
        admin.click("summary >> text=Bind a certificate");
        admin.fill("[id='actions:certificate']", "AB:".repeat(31) + "AB");
        admin.click("[id='actions:bind']");
        admin.waitForSelector("#messages >> text=must now present this certificate");

        admin.click("summary >> text=Revoke the secret");
        admin.click("[id='actions:revoke']");
        admin.waitForSelector("#messages >> text=The secret has been revoked.");
        assertEquals(0, admin.locator("#qr").count(), "its code is void too");
    }

    @Test
    void aManagerCanEnrolAndAViewerCannot() {
        String[] manager = browser.newUser(admin, "MANAGER");
        Page page = browser.signedIn(manager[0], manager[1], "nine purple umbrellas");
        create(page);
        assertEquals(
                manager[0],
                office.value(
                        "select actor from audit_trail where action = 'terminal.create' order by id desc limit 1"));

        String[] viewer = browser.newUser(admin, "VIEWER");
        Page viewerPage = browser.signedIn(viewer[0], viewer[1], "nine purple umbrellas");
        browser.go(viewerPage, "/terminals.xhtml");
        assertEquals(0, viewerPage.locator("a[href*='/terminal.xhtml']").count());
        assertEquals(
                403,
                viewerPage.navigate(office.origin() + "/office/terminal.xhtml").status());
    }

    @Test
    void whatIsMissingOrTakenIsSaidAndTheInputStays() {
        browser.go(admin, "/terminal.xhtml");
        admin.fill("[id='terminal:code']", "POS-001");
        admin.click("[id='terminal:create']");
        admin.waitForSelector("#messages >> text=Please enter a whole number of 1 or more.");
        admin.selectOption(
                "[id='terminal:store']",
                admin.locator("[id='terminal:store'] option")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions()
                                .setHasText("OFFICE-001 / STORE-001"))
                        .first()
                        .getAttribute("value"));
        admin.fill("[id='terminal:number']", "1");
        admin.click("[id='terminal:create']");
        admin.waitForSelector("#messages >> text=Choose another.");
        assertEquals("POS-001", admin.inputValue("[id='terminal:code']"));
        assertEquals(
                404,
                admin.navigate(office.origin() + "/office/terminal.xhtml?id=none")
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "en,360,LIGHT",
        "en,360,DARK",
        "en,1280,DARK",
        "tr,1280,LIGHT",
        "de,360,LIGHT",
        "fr,1280,LIGHT",
        "ar,1280,LIGHT",
        "ar,360,DARK"
    })
    void everyLanguageAndWidth(String language, int width, ColorScheme colours) throws IOException, NotFoundException {
        Page page = browser.window(language, width, colours);
        browser.go(page, "/");
        browser.signIn(page, "admin", OfficeServer.ADMIN_PASSWORD);
        page.waitForURL("**/office/");
        String name = "-" + language + "-" + width + "-" + colours.name().toLowerCase(Locale.ROOT);
        browser.go(page, "/terminal.xhtml");
        browser.assertSound(page, "terminal-new" + name);
        String till = create(page);
        browser.assertSound(page, "terminal-code" + name);
        assertEquals(till, scan(page).getString("terminal_code"), "a scanner can read it");
        browser.go(page, "/terminals.xhtml");
        browser.assertSound(page, "terminals" + name);
        page.context().close();
    }
}
