package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in and access to the portal: without scripts, with forms that come too late, and by what no browser sends. */
class PortalAccessE2E {
    private static final Pattern BUTTON = Pattern.compile("<(?:input|button)\\b[^>]*\\btype=\"submit\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]+)\"");
    private static final String DROPPED = "Your session ended; nothing was saved. Sign in and do it again.";

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

    /** The sign-in form as it is sent without scripts: without the nonce that they add. */
    private HttpResponse<String> signInWithoutScripts(Map<String, String> fields) {
        HttpResponse<String> form = browser.get("/office/login.xhtml");
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("signin", "signin");
        all.put("signin:go", "Sign in");
        all.put("jakarta.faces.ViewState", PortalClient.viewState(form.body()));
        return browser.post("/office/login.xhtml", all);
    }

    @Test
    void withoutScriptsAWrongSignInIsReportedAndARightOneAccepted() {
        HttpResponse<String> refused = signInWithoutScripts(Map.of("signin:name", "admin", "signin:password", "wrong"));
        assertEquals(200, refused.statusCode());
        assertTrue(refused.body().contains("User name or password is wrong"), refused.body());

        assertEquals(
                "/office/",
                signInWithoutScripts(Map.of("signin:name", "admin", "signin:password", OfficeServer.ADMIN_PASSWORD))
                        .uri()
                        .getPath());
    }

    @Test
    void whatIsMissingInTheSignInFormIsNamed() {
        for (Map<String, String> fields : List.of(
                Map.<String, String>of(), Map.of("signin:name", "admin"), Map.of("signin:password", "something"))) {
            HttpResponse<String> page = signInWithoutScripts(fields);
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("Please enter"), page.body());
        }
    }

    /** Sends each form of each page with nothing but its button. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "terminal.xhtml",
                "terminal.xhtml?id=",
                "till.xhtml?id=",
                "terminals.xhtml",
                "user.xhtml",
                "users.xhtml",
                "stores.xhtml",
                "store.xhtml?id=",
                "password.xhtml",
                "alerts.xhtml",
                "gate.xhtml"
            })
    void aFormWithoutItsFieldsIsNotAServerError(String page) {
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        String path = "/office/" + page
                + (page.startsWith("store.")
                        ? store()
                        : page.endsWith("id=") ? office.terminal().id() : "");
        String body = browser.get(path).body();
        List<String> buttons = new ArrayList<>(BUTTON.matcher(body)
                .results()
                .flatMap(tag -> NAME.matcher(tag.group()).results())
                .map(name -> name.group(1))
                // Not the buttons that remove other tests' screens or sign out.
                .filter(name -> !name.matches(".*:\\d+:.*|bar:.*"))
                .toList());
        buttons.add("bar:auto");
        for (String button : buttons) {
            HttpResponse<String> fresh = browser.get(path);
            String form = button.substring(0, button.lastIndexOf(':'));
            HttpResponse<String> answer = browser.post(
                    "/office/" + page.replaceFirst("\\?.*", ""),
                    Map.of(form, form, button, "x", "jakarta.faces.ViewState", PortalClient.viewState(fresh.body())));
            assertTrue(answer.statusCode() < 500, button + " on " + path + ": " + answer.statusCode());
        }
    }

    private static String store() {
        return office.value("select id from store where store_code = 'STORE-001'");
    }

    @Test
    void nulIsRefusedInNamesAndParameters() {
        assertEquals(
                400,
                signInWithoutScripts(Map.of("signin:name", "a\u0000b", "signin:password", "x"))
                        .statusCode());
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        for (String page : List.of("user.xhtml?name=%00", "?find=%00", "alerts.xhtml?kind=%00", "till.xhtml?id=%00")) {
            assertEquals(400, browser.get("/office/" + page).statusCode(), page);
        }
        assertEquals(
                401,
                new Calls(office)
                        .get("/admin/terminals", "Authorization", basic("a\u0000b", "x"))
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%c3%28", "%ff"})
    void malformedTextInAnAddressIsNotAServerError(String bytes) {
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        String answer = raw(
                "GET /office/user.xhtml?name=" + bytes,
                "127.0.0.1",
                cookie("JSESSIONID").getValue());
        assertFalse(answer.startsWith("HTTP/1.1 5"), answer);
    }

    private HttpCookie cookie(String name) {
        CookieManager cookies = (CookieManager) browser.http().cookieHandler().orElseThrow();
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void forget(String name) {
        CookieManager cookies = (CookieManager) browser.http().cookieHandler().orElseThrow();
        HttpCookie cookie = cookie(name);
        cookies.getCookieStore().remove(URI.create(office.origin() + "/office/"), cookie);
    }

    /** Sends a request as it is; returns the status line and headers of the response. */
    private static String raw(String request, String host, String session) {
        URI origin = URI.create(office.origin());
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                                    + (session.isEmpty() ? "" : "Cookie: JSESSIONID=" + session + "\r\n") + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.contains("\r\n\r\n") ? answer.substring(0, answer.indexOf("\r\n\r\n")) : answer;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aSessionIdInTheAddressIsRefused() {
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        String session = cookie("JSESSIONID").getValue();
        for (String path : List.of(
                "/office/users.xhtml;jsessionid=", "/office/;jsessionid=", "/office/users.xhtml;a=b;jsessionid=")) {
            String answer = raw("GET " + path + session, "127.0.0.1", "");
            assertTrue(answer.startsWith("HTTP/1.1 400"), path + " " + answer);
        }
        assertFalse(browser.get("/office/users.xhtml").body().contains("jsessionid"));
    }

    @ParameterizedTest
    @CsvSource({
        "302, /, /office/",
        "301, /office, /office/",
        "302, /office/, /office/login.xhtml",
        "302, /office/users.xhtml?a=b, /office/login.xhtml",
        "302, /office/kiosk, /office/login.xhtml",
        "302, /api/problems, /api/problems/"
    })
    void aRedirectNamesNoServer(int status, String from, String to) {
        String answer = raw("GET " + from, "elsewhere.example", "");
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue((answer + "\r\n").contains("Location: " + to + "\r\n"), answer);
        assertFalse(answer.contains("elsewhere.example"), answer);
    }

    @Test
    void aRedirectAfterAFormNamesNoServer() {
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        String answer = raw(
                "GET /office/login.xhtml",
                "elsewhere.example",
                cookie("JSESSIONID").getValue());
        assertTrue((answer + "\r\n").contains("Location: /office/\r\n"), answer);
    }

    // When a session is over

    @Test
    void signingInLeadsToTheRequestedPage() {
        HttpResponse<String> form = browser.get("/office/terminals.xhtml?a=b");
        assertFalse(form.body().contains(DROPPED));
        assertEquals("/office/terminals.xhtml?a=b", signedIn(form));

        forget("JSESSIONID");
        HttpResponse<String> again = browser.get("/office/users.xhtml");
        assertTrue(again.body().contains("Your session has ended."), again.body());
        forget("JSESSIONID"); // the form was open for so long that its own session has ended, too
        HttpResponse<String> late =
                browser.submit(again, "signin", "name", "admin", "password", OfficeServer.ADMIN_PASSWORD, "go", "x");
        assertTrue(late.body().contains("This page was open for too long"), late.body());
        assertEquals("/office/users.xhtml", signedIn(late));
    }

    /** Signs in at this form; returns the path it leads to. */
    private String signedIn(HttpResponse<String> form) {
        assertEquals("/office/login.xhtml", form.uri().getPath());
        URI page = browser.submit(form, "signin", "name", "admin", "password", OfficeServer.ADMIN_PASSWORD, "go", "x")
                .uri();
        return page.getPath() + (page.getQuery() == null ? "" : "?" + page.getQuery());
    }

    @Test
    void aFormOfAnEndedSessionIsDroppedWithAMessage() {
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        HttpResponse<String> page = browser.get("/office/user.xhtml?name=admin");
        forget("JSESSIONID");

        HttpResponse<String> form = browser.submit(page, "user", "name", "x", "save", "Save");
        assertEquals(1, form.body().split(Pattern.quote(DROPPED), -1).length - 1, form.body());
        assertFalse(form.body().contains("Your session has ended."), "one message is enough");
        assertFalse(browser.get("/office/login.xhtml").body().contains(DROPPED), "shown once");
        assertEquals("/office/user.xhtml?name=admin", signedIn(browser.get("/office/login.xhtml")));
    }

    @Test
    void aFormOfATooOldPageIsDroppedWithAMessage() {
        browser.signIn("admin", OfficeServer.ADMIN_PASSWORD);
        HttpResponse<String> page = browser.get("/office/users.xhtml");
        HttpResponse<String> answer = browser.post(
                page.uri().getPath(),
                Map.of("kiosks", "kiosks", "kiosks:make", "x", "jakarta.faces.ViewState", "1:1"),
                "Referer",
                page.uri().toString());
        assertEquals("/office/users.xhtml", answer.uri().getPath());
        assertTrue(answer.body().contains("This page was open for too long"), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/office/",
                "//elsewhere.example/office/",
                "/\\elsewhere.example",
                "/office/../../elsewhere",
                "/api/v1/health",
                "/office/\r\nX: y",
                "%"
            })
    void signingInLeadsToOwnPagesOnly(String address) {
        HttpResponse<String> form = browser.get("/office/users.xhtml");
        HttpCookie destination = cookie("office_wanted");
        destination.setValue(URLEncoder.encode(address, StandardCharsets.UTF_8));
        assertEquals("/office/", signedIn(form));
    }
}
