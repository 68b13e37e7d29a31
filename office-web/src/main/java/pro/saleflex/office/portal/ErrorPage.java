package pro.saleflex.office.portal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.log.Log;

/**
 * The error page: plain words and the request id, which is also in the log. Rendered without Faces and without the
 * database, since either may be what failed.
 */
@WebServlet(ErrorPage.PATH)
public class ErrorPage extends HttpServlet {
    static final String PATH = "/error";

    private static final long serialVersionUID = 1L;
    private static final Log LOG = Log.of(ErrorPage.class);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean direct = request.getDispatcherType() != DispatcherType.ERROR;
        int status = direct ? HttpServletResponse.SC_NOT_FOUND : status(request);
        String id = requestId(request);
        Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            LOG.log(
                    Level.SEVERE,
                    "Request " + id + " for "
                            + CardNumbers.maskValue(
                                    String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)))
                            + " failed",
                    cause);
        }
        write(request, response, status, id);
    }

    private static int status(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return status instanceof Integer code ? code : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    private static String requestId(HttpServletRequest request) {
        Object id = request.getAttribute(PortalGuard.REQUEST_ID);
        return id == null ? UUID.randomUUID().toString() : id.toString();
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, int status, String id)
            throws IOException {
        Locale locale = locale(request);
        String key = "error." + (status == 403 || status == 404 ? status : status < 500 ? 400 : 500);
        String root = request.getContextPath();
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("X-Request-Id", id);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'");
        PrintWriter page = response.getWriter();
        page.printf(
                Locale.ROOT,
                """
                <!DOCTYPE html>
                <html lang="%s" dir="%s" data-theme="%s">
                <head>
                  <meta charset="UTF-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%s · %s</title>
                  <link rel="icon" href="%s/jakarta.faces.resource/favicon.svg.xhtml?ln=img" type="image/svg+xml">
                  <link rel="stylesheet" href="%s/jakarta.faces.resource/office.css.xhtml?ln=css">
                </head>
                <body class="alone">
                  <main class="error card">
                    <p class="figure">%d</p>
                    <h1>%s</h1>
                    <p>%s</p>
                    <p><a class="button primary" href="%s/">%s</a></p>
                    <p class="quiet small">%s <code>%s</code></p>
                  </main>
                </body>
                </html>
                """,
                locale.getLanguage(),
                locale.getLanguage().equals("ar") ? "rtl" : "ltr",
                theme(request),
                Texts.of(locale, key + ".title"),
                Texts.of(locale, "app.name"),
                root,
                root,
                status,
                Texts.of(locale, key + ".title"),
                Texts.of(locale, key + ".text"),
                root,
                Texts.of(locale, "error.back"),
                Texts.of(locale, "error.id"),
                id);
    }

    private static Locale locale(HttpServletRequest request) {
        return Cookies.value(request, Cookies.LANGUAGE)
                .map(Locale::forLanguageTag)
                .filter(Texts::isLanguage)
                .orElseGet(() -> Collections.list(request.getLocales()).stream()
                        .map(locale -> Locale.forLanguageTag(locale.getLanguage()))
                        .filter(Texts::isLanguage)
                        .findFirst()
                        .orElse(Locale.ENGLISH));
    }

    private static String theme(HttpServletRequest request) {
        return Cookies.value(request, Cookies.THEME).filter("dark"::equals).isPresent()
                ? "dark"
                : Cookies.value(request, Cookies.THEME).filter("light"::equals).isPresent() ? "light" : "auto";
    }
}
