package pro.saleflex.office.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a problem as a SOAP fault of either version. All faults are written here, so each has the contract's detail
 * and none contains a class name or a stack trace; faults that the web-services runtime writes are discarded.
 *
 * <p>The HTTP status is the problem's, except when a valid call is refused: SOAP 1.1 answers that with 500 (its section
 * 6.2; WS-I Basic Profile 1.1, R1126), SOAP 1.2 with 400, because it is a sender fault (its HTTP binding).
 */
public final class SoapFault {
    /** The contract's namespace. */
    public static final String CONTRACT = "urn:saleflex:office:pos:1";

    private static final String ATTRIBUTE = "pro.saleflex.office.soap-problem";
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private SoapFault() {}

    /** Stores a problem with the request, for the guard that writes the answer. */
    public static void keep(HttpServletRequest request, Problem problem) {
        request.setAttribute(ATTRIBUTE, problem);
    }

    /** Returns the stored problem, if any. */
    public static Optional<Problem> kept(HttpServletRequest request) {
        return Optional.ofNullable((Problem) request.getAttribute(ATTRIBUTE));
    }

    /** Returns the contract's code for an HTTP status. */
    public static String code(int status) {
        return switch (status) {
            case 400 -> "CONTRACT";
            case 401 -> "IDENTITY";
            case 403 -> "NOT_ALLOWED";
            case 404 -> "NO_DATA";
            case 405 -> "METHOD";
            case 408 -> "TOO_SLOW";
            case 413 -> "TOO_LARGE";
            case 415 -> "MEDIA_TYPE";
            case 429 -> "TOO_MANY";
            case 503 -> "UNAVAILABLE";
            default -> "FAILED";
        };
    }

    /**
     * Answers with a fault.
     *
     * @param id the request id
     */
    public static void write(HttpServletResponse response, SoapVersion version, Problem problem, String id)
            throws IOException {
        int status = problem.getResponse().getStatus();
        byte[] body = xml(version, problem, id).getBytes(StandardCharsets.UTF_8);
        response.setStatus(httpStatus(version, status));
        problem.getResponse().getStringHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
        response.setContentType(version.mediaType() + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static int httpStatus(SoapVersion version, int status) {
        boolean refusal = status == 403 || status == 404;
        return refusal ? version == SoapVersion.V11 ? 500 : 400 : status;
    }

    private static String xml(SoapVersion version, Problem problem, String id) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            start(xml, "Envelope");
            xml.writeNamespace("S", version.namespace());
            start(xml, "Body");
            start(xml, "Fault");
            String code = faultCode(version, problem);
            if (version == SoapVersion.V11) {
                element(xml, "faultcode", "S:" + code);
                element(xml, "faultstring", problem.getMessage());
                xml.writeStartElement("detail");
            } else {
                start(xml, "Code");
                start(xml, "Value");
                xml.writeCharacters("S:" + code);
                end(xml, 2);
                start(xml, "Reason");
                start(xml, "Text");
                xml.writeAttribute("xml:lang", "en");
                xml.writeCharacters(problem.getMessage());
                end(xml, 2);
                start(xml, "Detail");
            }
            xml.writeStartElement("OfficeFault");
            xml.writeDefaultNamespace(CONTRACT);
            element(xml, "code", code(problem.getResponse().getStatus()));
            element(xml, "message", problem.getMessage());
            element(xml, "request_id", id);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Writing XML to memory failed", e);
        }
        return text.toString();
    }

    private static String faultCode(SoapVersion version, Problem problem) {
        if (problem.faultCode() != null) {
            return problem.faultCode();
        }
        boolean ours = problem.getResponse().getStatus() >= 500;
        return version == SoapVersion.V11 ? ours ? "Server" : "Client" : ours ? "Receiver" : "Sender";
    }

    private static void start(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeStartElement("S:" + name);
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void end(XMLStreamWriter xml, int elements) throws XMLStreamException {
        for (int i = 0; i < elements; i++) {
            xml.writeEndElement();
        }
    }
}
