package pro.saleflex.office.guard;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import pro.saleflex.office.wire.Problem;
import pro.saleflex.office.wire.SoapVersion;

/**
 * Serves the SOAP contract as it was written: {@code PosService?wsdl}, with the service's address replaced by the
 * requested one, and {@code pos.xsd} beside it.
 */
final class PublishedContract {
    private static final String DIRECTORY = "/WEB-INF/wsdl/";

    /** The address written in the files, followed by the version's directory and the service's name. */
    private static final String ADDRESS = "http://localhost:8080/api";

    private PublishedContract() {}

    /**
     * Answers with the requested file.
     *
     * @throws Problem 405 when the address is not that of a file
     */
    static void write(HttpServletRequest request, HttpServletResponse response, SoapVersion version)
            throws IOException {
        String query =
                request.getQueryString() == null ? "" : request.getQueryString().toLowerCase(Locale.ROOT);
        String file = request.getServletPath().substring(version.path().length());
        String name = version.name().toLowerCase(Locale.ROOT);
        byte[] text;
        if (file.equals("pos.xsd") || (file.equals("PosService") && query.startsWith("xsd"))) {
            text = read(request.getServletContext(), "pos.xsd").getBytes(StandardCharsets.UTF_8);
        } else if (file.equals("PosService") && query.startsWith("wsdl")) {
            text = read(request.getServletContext(), "PosService-" + name + ".wsdl")
                    .replace(
                            ADDRESS + version.path() + file,
                            attribute(request.getRequestURL().toString()))
                    .getBytes(StandardCharsets.UTF_8);
        } else {
            throw Problem.soapMethodNotAllowed();
        }
        response.setContentType("text/xml;charset=UTF-8");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    private static String read(ServletContext files, String name) throws IOException {
        try (InputStream file = files.getResourceAsStream(DIRECTORY + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String attribute(String address) {
        return address.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
