package pro.saleflex.office.welcome;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sets the pages' security headers: nothing from other hosts, no scripts except the documentation's own, no frames. */
@WebFilter(urlPatterns = {"", "/index.html", "/openapi.yaml", "/pages.css", "/guide/*", "/docs/*", "/problems/*"})
public class PageHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** {@code data:} is needed for the arrows in Swagger UI's style sheet. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-cache"); // revalidated each time: 304 until the next version
        chain.doFilter(request, response);
    }
}
