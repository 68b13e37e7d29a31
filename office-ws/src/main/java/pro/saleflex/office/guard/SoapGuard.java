package pro.saleflex.office.guard;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import pro.saleflex.office.config.OfficeConfig;
import pro.saleflex.office.log.Log;
import pro.saleflex.office.wire.FailureMapper;
import pro.saleflex.office.wire.Problem;
import pro.saleflex.office.wire.RequestId;
import pro.saleflex.office.wire.SoapFault;
import pro.saleflex.office.wire.SoapVersion;

/**
 * The filter in front of the SOAP endpoint: assigns the request id, limits and decompresses the body, and rejects
 * messages that do not follow the contract before the web-services runtime sees them. Writes all faults.
 */
@WebFilter(urlPatterns = "/soap/*")
public class SoapGuard extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Log LOG = Log.of(SoapGuard.class);
    private static final int FIRST_ERROR_STATUS = 400;

    @Inject
    transient OfficeConfig config;

    @Inject
    transient Limits limits;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = RequestId.from(request.getHeader(RequestId.HEADER));
        RequestId.set(request, id);
        response.setHeader(RequestId.HEADER, id);
        Optional<SoapVersion> version = SoapVersion.at(request.getServletPath());
        try {
            answer(request, response, chain, version.orElseThrow(() -> Problem.of(400, "There is no such address.")));
        } catch (Problem | IOException | ServletException | IllegalStateException e) {
            if (response.isCommitted()) {
                throw e;
            }
            SoapFault.write(response, version.orElse(SoapVersion.V11), FailureMapper.problem(e, id), id);
        }
        Level level = response.getStatus() >= FIRST_ERROR_STATUS ? Level.INFO : Level.FINE;
        if (LOG.isLoggable(level)) {
            LOG.log(level, "Request {0}: {1} {2} answered {3}", new Object[] {
                id, request.getMethod(), request.getServletPath(), response.getStatus()
            });
        }
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, SoapVersion version)
            throws IOException, ServletException {
        if (request.getMethod().equals("GET")) {
            PublishedContract.write(request, response, version);
            return;
        }
        if (!request.getMethod().equals("POST")) {
            throw Problem.soapMethodNotAllowed();
        }
        limits.address(request);
        CrossSite.rejectForeign(request);
        requireMediaType(request.getContentType(), version);
        byte[] body = LimitedBody.of(
                        new MinimumRateStream(request.getInputStream(), System::nanoTime),
                        request.getHeader("Content-Encoding"),
                        request.getHeader("Content-Length"),
                        config.bodyLimitBytes())
                .readAllBytes();
        SoapMessage.read(body, version, config.itemsLimit()).ifPresent(token -> token.keep(request));
        ErrorSuppressingResponse guarded = new ErrorSuppressingResponse(response);
        chain.doFilter(new ReadBody(request, body), guarded);
        if (guarded.failed()) {
            throw SoapFault.kept(request).orElseGet(() -> unreadable(request, guarded.getStatus()));
        }
    }

    /** Returns the runtime could not bind a message that passed our checks. */
    private static Problem unreadable(HttpServletRequest request, int status) {
        LOG.log(Level.WARNING, "Request {0}: the web-services runtime answered {1}", new Object[] {
            RequestId.of(request), status
        });
        return Problem.of(400, "The message does not match the contract. Compare it with the service's WSDL.");
    }

    private static void requireMediaType(String contentType, SoapVersion version) {
        String[] parts = contentType == null ? new String[] {""} : contentType.split(";");
        if (!parts[0].strip().equalsIgnoreCase(version.mediaType())) {
            throw Problem.of(415, "Content-Type must be " + version.mediaType() + " at this address.");
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("charset=") && !isUtf8(parameter.substring("charset=".length()))) {
                throw Problem.of(415, "The message must be UTF-8.");
            }
        }
    }

    private static boolean isUtf8(String charset) {
        try {
            return Charset.forName(charset.replace("\"", "").strip()).equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return false; // unknown charset
        }
    }
}
