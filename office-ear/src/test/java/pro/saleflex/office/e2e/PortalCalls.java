package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser sends to the portal, with cookies of its own, without drawing anything. */
final class PortalCalls {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");
    /** The page's script adds it to every form it sends. */
    private static final Pattern NONCE = Pattern.compile("PrimeFaces\\.csp\\.init\\('([^']+)'");

    private final OfficeServer office;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    PortalCalls(OfficeServer office) {
        this.office = office;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    /**
     * Fills in a form of a page and sends it.
     *
     * @param page where the form is and goes to
     * @param fields names and values in turn, the names without the form's
     */
    HttpResponse<String> submit(HttpResponse<String> page, String form, String... fields) {
        StringBuilder body = new StringBuilder(encoded(form) + "=" + encoded(form));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(encoded(form + ":" + fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        body.append("&jakarta.faces.ViewState=").append(encoded(first(VIEW_STATE, page.body())));
        body.append("&primefaces.nonce=").append(encoded(first(NONCE, page.body())));
        return send(request(page.uri().getPath())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", page.uri().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Asks for the first page and signs in at the form that comes instead. */
    HttpResponse<String> signIn(String name, String password) {
        return submit(get("/office/"), "signin", "name", name, "password", password, "go", "Sign in");
    }

    /** The first group of the first match, which must be there. */
    static String first(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertTrue(matcher.find(), "no " + pattern + " in " + page);
        return matcher.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(office.origin() + path)).header("Accept-Language", "en");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
