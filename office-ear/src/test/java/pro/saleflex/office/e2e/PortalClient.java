package pro.saleflex.office.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A portal client without a browser: has its own cookies, and sends forms with the page's view state and nonce. */
public final class PortalClient {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");
    /** The nonce that the page's script adds to every form it sends. */
    private static final Pattern NONCE = Pattern.compile("PrimeFaces\\.csp\\.init\\('([^']+)'");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String origin;

    /** A client that is not signed in yet. */
    public PortalClient(OfficeServer office) {
        this.origin = office.origin();
    }

    /** The HTTP client with its connections and cookies. */
    public HttpClient http() {
        return http;
    }

    /** Gets a page, following redirects. */
    public HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    /** Posts a form as a page would send it; the headers are names and values in turn. */
    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        return post(path, fields.entrySet().stream().map(field -> pair(field.getKey(), field.getValue())), headers);
    }

    private HttpResponse<String> post(String path, Stream<String> pairs, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        return send((headers.length == 0 ? request : request.headers(headers))
                .POST(HttpRequest.BodyPublishers.ofString(pairs.collect(Collectors.joining("&"))))
                .build());
    }

    /**
     * Fills in a form of a page and sends it.
     *
     * @param page the page with the form, to which it is sent
     * @param fields names and values in turn, the names without the form's prefix; a name may occur twice
     */
    public HttpResponse<String> submit(HttpResponse<String> page, String form, String... fields) {
        List<String> pairs = new ArrayList<>();
        pairs.add(pair(form, form));
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(pair(form + ":" + fields[i], fields[i + 1]));
        }
        pairs.add(pair("jakarta.faces.ViewState", viewState(page.body())));
        pairs.add(pair("primefaces.nonce", nonce(page.body())));
        return post(page.uri().getPath(), pairs.stream(), "Referer", page.uri().toString());
    }

    private static String pair(String name, String value) {
        return encoded(name) + "=" + encoded(value);
    }

    /** Requests the first page and signs in at the form that comes instead; the response shows whether it worked. */
    public HttpResponse<String> signIn(String name, String password) {
        return submit(get("/office/"), "signin", "name", name, "password", password, "go", "Sign in");
    }

    /** The view state of this page, part of every form. */
    public static String viewState(String page) {
        return first(VIEW_STATE, page);
    }

    /** The nonce of this page, part of every form, too. */
    public static String nonce(String page) {
        return first(NONCE, page);
    }

    /**
     * The first group of the first match.
     *
     * @throws IllegalStateException if there is none
     */
    public static String first(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + page);
        }
        return matcher.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .header("Accept-Language", "en")
                .timeout(Duration.ofSeconds(40));
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
