package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The portal: nobody sees it without signing in. */
class PortalE2E {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");
    /** The page's script adds it to every form it sends. */
    private static final Pattern NONCE = Pattern.compile("PrimeFaces\\.csp\\.init\\('([^']+)'");

    private static final String FORM = "signin";

    private static OfficeServer office;

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(office.origin() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
        String page = get("/office/").body();
        String body = FORM + "=" + FORM + "&" + field("name", "admin") + "&" + field("password", password) + "&"
                + field("go", "Sign in") + "&jakarta.faces.ViewState=" + encoded(first(VIEW_STATE, page))
                + "&primefaces.nonce=" + encoded(first(NONCE, page));
        return browser.send(
                HttpRequest.newBuilder(URI.create(office.origin() + "/office/login.xhtml"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String field(String name, String value) {
        return encoded(FORM + ":" + name) + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String first(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertTrue(matcher.find(), "no " + pattern + " in " + page);
        return matcher.group(1);
    }

    @Test
    void theRootLeadsToTheSignInForm() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/");

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
        HttpResponse<String> page = signIn(OfficeServer.ADMIN_PASSWORD);

        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("POS-001"), page.body());
        assertTrue(page.body().contains("Trusted network"), "trust is shown as a warning");
    }

    @Test
    void aWrongPasswordStaysOutside() throws IOException, InterruptedException {
        HttpResponse<String> page = signIn("wrong");

        assertTrue(page.body().contains("User name or password is wrong"), page.body());
        assertEquals("/office/login.xhtml", get("/office/terminals.xhtml").uri().getPath());
    }
}
