package pro.saleflex.office.simulator;

import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds a SOAP message from the body of the REST call: each member becomes an element of the same name. A list becomes
 * one element per value, null is left out.
 */
public final class SoapForm {
    private static final String PASSWORD_TEXT =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";
    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final Set<String> CODES = Set.of("office_code", "store_code", "terminal_code", "pos_id");

    private final StringBuilder xml = new StringBuilder(8192);
    private final Set<String> unknown;

    private SoapForm(Set<String> unknown) {
        this.unknown = unknown;
    }

    /** A message of SOAP 1.1 (11) or 1.2 (12). */
    public static String message(int version, String operation, Map<String, ?> body) {
        return message(version, operation, body, Set.of(), "");
    }

    /**
     * A message.
     *
     * @param body body of the REST call: maps, lists and values, or JSON
     * @param unknown members unknown to the contract, written in a namespace of their own, with their type
     * @param header content of the SOAP header as XML; empty for none
     */
    public static String message(
            int version, String operation, Map<String, ?> body, Set<String> unknown, String header) {
        SoapForm form = new SoapForm(unknown);
        form.xml
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><S:Envelope xmlns:S=\"")
                .append(namespace(version))
                .append("\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
                .append(" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:more=\"urn:example:more\">");
        if (!header.isEmpty()) {
            form.xml.append("<S:Header>").append(header).append("</S:Header>");
        }
        form.xml.append("<S:Body><").append(operation).append(" xmlns=\"urn:saleflex:office:pos:1\"><caller>");
        CODES.stream().sorted().forEach(code -> form.element(code, body.get(code)));
        boolean report = operation.equals("ReportStatus");
        form.xml.append(report ? "</caller><report>" : "</caller>");
        body.forEach((name, value) -> {
            if (!CODES.contains(name)) {
                form.element(name, value);
            }
        });
        form.xml.append(report ? "</report></" : "</").append(operation).append("></S:Body></S:Envelope>");
        return form.xml.toString();
    }

    /** A header with a UsernameToken that must be understood. */
    public static String token(int version, String user, String password) {
        return "<w:Security xmlns:w=\"" + SECURITY + "\" xmlns:S=\"" + namespace(version)
                + "\" S:mustUnderstand=\"1\"><w:UsernameToken><w:Username>" + escaped(user)
                + "</w:Username><w:Password Type=\"" + PASSWORD_TEXT + "\">" + escaped(password)
                + "</w:Password></w:UsernameToken></w:Security>";
    }

    /** Content type of such a message. */
    public static String contentType(int version) {
        return version == 11 ? "text/xml; charset=utf-8" : "application/soap+xml; charset=utf-8";
    }

    private static String namespace(int version) {
        return version == 11 ? "http://schemas.xmlsoap.org/soap/envelope/" : "http://www.w3.org/2003/05/soap-envelope";
    }

    private void element(String name, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(item -> element(name, item));
            return;
        }
        String text = text(value);
        if (value == null || text.equals("null")) {
            return;
        }
        boolean extension = unknown.contains(name);
        xml.append(extension ? "<more:" : "<").append(name);
        if (value instanceof Map<?, ?> row) {
            xml.append('>');
            row.forEach((member, memberValue) -> element((String) member, memberValue));
        } else {
            if (extension && !(value instanceof JsonString)) {
                xml.append(text.equals("true") || text.equals("false") ? " xsi:type=\"xs:boolean\"" : "");
            }
            xml.append('>').append(escaped(text));
        }
        xml.append(extension ? "</more:" : "</").append(name).append('>');
    }

    private static String text(Object value) {
        return value instanceof JsonString text ? text.getString() : String.valueOf(value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
