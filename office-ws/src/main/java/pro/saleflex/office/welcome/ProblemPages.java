package pro.saleflex.office.welcome;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import pro.saleflex.office.wire.ProblemType;

/** {@code /problems/}: one page per problem type with its meaning and what to do, and one that lists them all. */
@WebServlet("/problems/*")
public class ProblemPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String slug = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        Optional<ProblemType> type = ProblemType.named(slug);
        if (request.getPathInfo() == null) {
            response.sendRedirect(request.getContextPath() + "/problems/");
        } else if (slug.isEmpty()) {
            write(response, "What can go wrong", list());
        } else if (type.isPresent()) {
            write(response, type.get().title(), page(type.get()));
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static String list() {
        return Arrays.stream(ProblemType.values())
                .map(type -> "<tr><td>%s</td><td><a href=\"%s\">%s</a></td><td>%s</td></tr>"
                        .formatted(type.status(), type.slug(), type.title(), type.meaning()))
                .collect(Collectors.joining(
                        "\n",
                        "<p>Each problem answer names one of these as its <code>type</code>. Terminals, under"
                                + " <code>/api/v1/pos</code>, get a short form of it with the same HTTP status.</p>\n"
                                + "<table><thead><tr><th>HTTP</th><th>Problem</th><th>Meaning</th></tr></thead><tbody>\n",
                        "\n</tbody></table>"));
    }

    private static String page(ProblemType type) {
        return """
                <p class="quiet">HTTP status %s, <code>%s</code></p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                <p class="quiet">The answer's <code>request_id</code> is in the server's log, too.
                <a href="./">All problems</a></p>""".formatted(type.status(), type.slug(), type.meaning(), type.advice());
    }

    private static void write(HttpServletResponse response, String title, String content) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="UTF-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%s · SaleFlex.OFFICE</title>
                  <link rel="stylesheet" href="../pages.css">
                </head>
                <body>
                <header><a href="../">SaleFlex.OFFICE</a> <a href="../guide/">Guide</a> <a href="../docs/">API</a></header>
                <main>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """.formatted(title, title, content));
    }
}
