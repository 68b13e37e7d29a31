package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The portal: nobody sees it without signing in. */
class PortalE2E {
    private static OfficeServer office;

    private final PortalClient browser = new PortalClient(office);

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
    }

    @Test
    void theRootLeadsToTheSignInForm() throws IOException, InterruptedException {
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
    }

    @Test
    void theAdministratorSeesTheTerminals() throws IOException, InterruptedException {
        HttpResponse<String> page = browser.signIn("/office/");

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("POS-001"), page.body());
        assertTrue(page.body().contains("Trusted network"), "trust is shown as a warning");
    }

    @Test
    void aWrongPasswordStaysOutside() throws IOException, InterruptedException {
        HttpResponse<String> page = browser.signIn("/office/", "admin", "wrong");

        assertTrue(page.body().contains("User name or password is wrong"), page.body());
        assertEquals(
                "/office/login.xhtml",
                browser.get("/office/terminals.xhtml").uri().getPath());
    }
}
