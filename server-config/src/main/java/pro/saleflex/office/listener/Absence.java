package pro.saleflex.office.listener;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The 503 answer in place of an application that is not available, in the caller's format. */
final class Absence {
    private static final String RETRY_AFTER = "5";
    private static final String ENVELOPE = """
            {"status":"error","message":"The store server is starting or being updated. Nothing is lost: the terminal tries again."}
            """;
    private static final String PROBLEM = """
            {"title":"Service Unavailable","status":503,"detail":"The store server is starting or being updated. Try again soon."}
            """;
    private static final String PEOPLE = "SaleFlex.OFFICE is starting or being updated. Try again in a moment.\n";

    private Absence() {}

    /** @param path decoded and normalized */
    static void answer(HttpServletResponse answer, String path) throws IOException {
        answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        answer.setHeader("Retry-After", RETRY_AFTER);
        answer.setHeader("Cache-Control", "no-store");
        if (path.startsWith("/api/v1/pos/") || path.equals("/api/v1/health")) {
            write(answer, "application/json", ENVELOPE);
        } else if (path.startsWith("/api/v1/")) {
            write(answer, "application/problem+json", PROBLEM);
        } else {
            answer.setHeader("Refresh", RETRY_AFTER); // a screen on the wall has nobody to reload it
            write(answer, "text/plain;charset=UTF-8", PEOPLE);
        }
    }

    private static void write(HttpServletResponse answer, String type, String text) throws IOException {
        answer.setContentType(type);
        answer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
