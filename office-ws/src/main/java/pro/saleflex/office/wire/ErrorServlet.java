package pro.saleflex.office.wire;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import pro.saleflex.office.document.CardNumbers;
import pro.saleflex.office.log.Log;

/**
 * The error page of the web module: answers errors outside JAX-RS, such as unknown addresses, in our own formats and
 * never with the server's page. The module's {@code error-page} points here.
 */
@WebServlet(ErrorServlet.PATH)
public class ErrorServlet extends HttpServlet {
    static final String PATH = "/unanswered";

    private static final long serialVersionUID = 1L;
    private static final Log LOG = Log.of(ErrorServlet.class);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean direct = request.getDispatcherType() != DispatcherType.ERROR;
        int status = direct ? 404 : (int) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String path =
                direct ? request.getRequestURI() : (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String id = RequestId.from(request.getHeader(RequestId.HEADER));
        if (status >= 500) {
            Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            LOG.log(Level.SEVERE, "Request " + id + " for " + CardNumbers.maskValue(path) + " failed", cause);
        }
        ProblemAnswer answer = ProblemAnswer.of(status, ProblemMapper.message(status), request, path, id);
        response.setStatus(status);
        response.setHeader(RequestId.HEADER, id);
        response.setContentType(answer.mediaType());
        response.getOutputStream().write(JsonForm.write(answer.body()).getBytes(StandardCharsets.UTF_8));
    }
}
