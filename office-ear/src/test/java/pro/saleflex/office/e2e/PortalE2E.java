package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portal: nobody sees it without signing in. */
class PortalE2E {
    private static OfficeServer office;

    private PortalClient browser;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
    }

    @BeforeEach
    void openABrowser() {
        browser = new PortalClient(office);
    }

    @Test
    void theRootLeadsToTheSignInForm() {
        HttpResponse<String> page = browser.get("/");

        assertEquals(200, page.statusCode());
        assertEquals("/office/login.xhtml", page.uri().getPath());
    }

    @Test
    void theSessionsCookieIsSecureBehindHttps() throws IOException, InterruptedException {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(office.origin() + "/office/login.xhtml"))
                                .header("X-Forwarded-Proto", "https")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("Secure"), cookie);
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertEquals(2, cookie.split("(?i)SameSite=Lax", -1).length, "occurs once: " + cookie);
    }

    @Test
    void theAdministratorSeesTheTerminals() {
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        HttpResponse<String> list = browser.get("/office/terminals.xhtml");
        assertEquals(200, list.statusCode());
        assertTrue(list.body().contains("/office/terminal.xhtml?id="), list.body()); // it has several pages

        HttpResponse<String> page = browser.get("/office/terminal.xhtml?id="
                + office.value("select t.id from terminal t join store s on s.id = t.store_id"
                        + " where t.code = 'POS-001' and s.store_code = 'STORE-001'"));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("POS-001"), page.body());
        assertTrue(page.body().contains("Trusted network"), "trust is shown as a warning");
    }

    /** Regression: the server lost the role of one request in seventy while it served others, such as tills' calls. */
    @Test
    void aSignedInUserKeepsTheirRoleWhileOthersCall() {
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        Calls till = new Calls(office);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 2; i++) {
                others.execute(() -> {
                    while (!done.get()) {
                        till.get("/health");
                    }
                });
            }
            for (int i = 0; i < 300; i++) {
                assertEquals(200, browser.get("/office/users.xhtml").statusCode(), "request " + i);
            }
        } finally {
            done.set(true);
            others.shutdown();
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        HttpResponse<String> page = browser.signIn("admin", "wrong");

        assertTrue(page.body().contains("User name or password is wrong"), page.body());
        assertEquals(
                "/office/login.xhtml",
                browser.get("/office/terminals.xhtml").uri().getPath());
    }
}
