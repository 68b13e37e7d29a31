package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read at /api, and the responses where there is nothing. */
class WelcomeE2E {
    private static OfficeServer office;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
    }

    private static HttpResponse<String> get(String path) {
        return Calls.send(
                HttpRequest.newBuilder(URI.create(office.origin() + path)).build());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/", "/api/guide/", "/api/docs/", "/api/problems/", "/api/problems/not-found"})
    void pagesAreServedAndLoadNothingFromOtherHosts(String path) {
        HttpResponse<String> page = get(path);

        assertEquals(200, page.statusCode());
        assertTrue(header(page, "Content-Type").startsWith("text/html"), header(page, "Content-Type"));
        assertTrue(header(page, "Content-Security-Policy").startsWith("default-src 'none'"), "no other hosts");
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertTrue(Pattern.compile("(src|href)=\"(https?:)?//")
                .matcher(page.body())
                .results()
                .findAny()
                .isEmpty());
    }

    @Test
    void theOpenApiDocumentIsServed() {
        HttpResponse<String> document = get("/api/openapi.yaml");

        assertEquals(200, document.statusCode());
        assertEquals("application/yaml", header(document, "Content-Type"));
        assertTrue(document.body().contains("openapi: 3.1.0"));
    }

    @Test
    void everyListedProblemHasItsPageAndUnknownOnesHaveNone() {
        Set<String> listed = Pattern.compile("<a href=\"([a-z-]+)\">")
                .matcher(get("/api/problems/").body())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(listed.size() >= 10, listed.toString());
        for (String slug : listed) {
            HttpResponse<String> page = get("/api/problems/" + slug);
            assertEquals(200, page.statusCode(), slug);
            assertTrue(page.body().contains("What to do"), slug);
        }
        assertEquals(404, get("/api/problems/none-of-ours").statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/xyz, not-found",
        "/api/v1/nothing, not-found",
        "/api/v2/pos/init, not-found",
        "/api/unanswered, not-found",
        "/api/WEB-INF/web.xml, not-found",
        "/api/docs/nothing.js, not-found"
    })
    void anUnknownAddressIsAProblemWhoseTypeHasAPage(String path, String slug) {
        HttpResponse<String> answer = get(path);

        assertEquals(404, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertEquals("/api/problems/" + slug, Calls.json(answer).getString("type"));
        assertEquals(header(answer, "X-Request-Id"), Calls.json(answer).getString("request_id"));
        assertEquals(200, get(Calls.json(answer).getString("type")).statusCode());
    }

    @Test
    void aWrongMethodOrMediaTypeIsAProblemToo() {
        String admin = Calls.basic("admin", OfficeServer.ADMIN_PASSWORD);
        Calls calls = new Calls(office);

        for (HttpResponse<String> answer : List.of(
                calls.method("DELETE", "/admin/terminals", "", "Authorization", admin),
                calls.get("/admin/terminals", "Authorization", admin, "Accept", "text/csv"))) {
            assertEquals("application/problem+json", header(answer, "Content-Type"));
            assertEquals(200, get(Calls.json(answer).getString("type")).statusCode());
        }
        assertEquals(405, calls.method("DELETE", "/pos/init", "").statusCode());
    }

    @Test
    void theApiCanBeTriedOutWithoutOtherHostsAndUnderTheSecurityPolicy() {
        List<String> elsewhere = new ArrayList<>();
        try (PortalBrowser browser = PortalBrowser.open(office)) {
            Page page = browser.window();
            page.onRequest(request -> {
                if (!request.url().startsWith(office.origin()) && !request.url().startsWith("data:")) {
                    elsewhere.add(request.url());
                }
            });
            page.navigate(office.origin() + "/api/docs/");
            page.click("#operations-server-health .opblock-summary-control");
            page.click("#operations-server-health .try-out__btn");
            page.click("#operations-server-health .execute");
            page.locator("#operations-server-health .live-responses-table .response-col_status")
                    .getByText("200")
                    .first()
                    .waitFor();
            browser.assertNoComplaints();
            assertEquals(List.of(), elsewhere);
        }
    }

    @Test
    void pagesCanBeReadOnAPhoneAndInDarkColours() {
        try (PortalBrowser browser = PortalBrowser.open(office)) {
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page page = browser.window("en-GB", PortalBrowser.PHONE, colours);
                for (String path : List.of("", "guide/", "problems/", "problems/not-now")) {
                    page.navigate(office.origin() + "/api/" + path);
                    browser.assertSound(page, "api-" + path.replace("/", "-") + colours);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/", "/api/guide/", "/api/problems/"})
    void linksLeadSomewhere(String path) {
        URI base = URI.create(office.origin() + path);
        List<URI> targets = Pattern.compile("href=\"([^\"]+)\"")
                .matcher(get(path).body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(link -> !link.startsWith("#"))
                .map(base::resolve)
                .distinct()
                .toList();

        for (URI target : targets) {
            int status = Calls.send(HttpRequest.newBuilder(target).build()).statusCode();
            assertTrue(status == 200 || status == 302, target + " answered " + status);
        }
    }
}
