package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product starts and sells on a machine that speaks Turkish, where the capital letter of "i" is no "I". */
class TurkishServerE2E {
    private static final String LOCALE = "tr_TR.UTF-8";

    private static OfficeServer office;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        boolean there = generatedLocales().contains("tr_TR.utf8");
        assertTrue(there || !"true".equals(System.getenv("CI")), "The locale is not generated: " + generatedLocales());
        assumeTrue(there, "No locale " + LOCALE + ": install Debian's package locales and generate it");
        office = new OfficeServer("turkish", Map.of("LANG", LOCALE, "LC_ALL", LOCALE));
        office.deleteHome();
        office.start();
    }

    @AfterAll
    static void stop() {
        if (office != null) {
            office.stop();
        }
    }

    private static String generatedLocales() throws IOException, InterruptedException {
        Process locale = new ProcessBuilder("locale", "-a").start();
        String listed = new String(locale.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        locale.waitFor();
        return listed;
    }

    @Test
    void aSaleIsAcceptedAndReturned() {
        Calls till = new Calls(office);
        UUID sale = UUID.randomUUID();

        HttpResponse<String> taken =
                till.post("/pos/transactions", Calls.envelope("POS-001", Calls.sale(sale, "turkish")));

        assertEquals(1, Calls.json(taken).getInt("accepted"), taken.body());
        String back = till.get("/pos/documents?office_code=OFFICE-001&store_code=STORE-001&terminal_code=POS-001")
                .body();
        assertTrue(back.contains(sale.toString()), back);
    }

    @Test
    void signingInWorks() {
        PortalClient browser = new PortalClient(office);

        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        HttpResponse<String> page = browser.get("/office/terminals.xhtml");

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("POS-001"), page.body());
    }

    /** With one store, as usual, callers that name another are listed all the same. */
    @Test
    void aCallerThatNamesAnUnknownStoreIsListed() {
        Calls stranger = new Calls(office);
        stranger.post(
                "/pos/transactions",
                Calls.envelope("POS-001", Calls.sale(UUID.randomUUID(), "stranger"))
                        .replace("STORE-001", "STORE-NONE"));
        PortalClient browser = new PortalClient(office);

        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);

        String page = browser.get("/office/terminals.xhtml").body();
        assertTrue(page.contains("STORE-NONE"), page);
    }
}
