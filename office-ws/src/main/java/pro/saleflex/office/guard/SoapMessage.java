package pro.saleflex.office.guard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import pro.saleflex.office.wire.Problem;
import pro.saleflex.office.wire.SoapFault;
import pro.saleflex.office.wire.SoapVersion;
import pro.saleflex.office.wire.StrictText;

/**
 * Checks a SOAP message in one fast pass before the web-services runtime sees it: it must be an envelope of this
 * version with one of our operations, and must contain nothing that costs more than its bytes. Also extracts the
 * credential from its header.
 *
 * <p>A SOAP message must not contain document types, entities or processing instructions (SOAP 1.1 section 3, SOAP 1.2
 * part 1 section 5), so none is ever expanded or fetched. The other limits are far above what the contract needs.
 */
final class SoapMessage {
    /** The operations of the contract. */
    static final Set<String> OPERATIONS = Set.of(
            "Ping",
            "GetInitData",
            "UploadTransactions",
            "UploadClosures",
            "UploadSequences",
            "ReportStatus",
            "GetNotifications",
            "ConfirmNotification",
            "GetDocuments");

    private static final Set<String> ITEMS = Set.of("transactions", "closures");
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_NAMESPACES = 100;
    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_ATTRIBUTE_LENGTH = 1000;
    private static final int MAX_CREDENTIAL_LENGTH = 1000;
    // Depths of elements, counted from 1.
    private static final int ENVELOPE = 1;
    private static final int HEADER = 2;
    private static final int BLOCK = 3;
    private static final int TOKEN = 4;
    private static final int TOKEN_PART = 5;
    private static final int ITEM = 4;
    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private static final String XMLNS = "xmlns";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final XMLInputFactory READERS = readers();

    private final SoapVersion version;
    private final int maxItems;
    private final String[] path = new String[MAX_DEPTH + 1];
    private int operations;
    private int items;
    private boolean hasHeader;
    private boolean inSecurity;
    private boolean inBody;
    private String user;
    private String password;

    private SoapMessage(SoapVersion version, int maxItems) {
        this.version = version;
        this.maxItems = maxItems;
    }

    private static XMLInputFactory readers() {
        XMLInputFactory readers = XMLInputFactory.newDefaultFactory();
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        readers.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Enforced by the parser itself, before it compares every name with every other.
        readers.setProperty("http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit", MAX_ATTRIBUTES);
        readers.setProperty("http://www.oracle.com/xml/jaxp/properties/maxXMLNameLimit", MAX_NAME_LENGTH);
        return readers;
    }

    /**
     * Checks a message.
     *
     * @param maxItems maximum number of documents
     * @return the credential in its header, if any
     * @throws Problem 400 when it is malformed or exceeds a limit, 401 for an unusable credential, 413 for too many
     *     documents, 415 when it is not UTF-8
     */
    static Optional<UsernameToken> read(byte[] body, SoapVersion version, int maxItems) throws IOException {
        String text = StrictText.of(new ByteArrayInputStream(body));
        requireFewNamespaces(text);
        SoapMessage message = new SoapMessage(version, maxItems);
        try {
            boolean marked = text.startsWith(BYTE_ORDER_MARK);
            message.read(READERS.createXMLStreamReader(new StringReader(marked ? text.substring(1) : text)));
        } catch (XMLStreamException e) {
            throw Problem.of(
                    400,
                    "The message is not well-formed XML, or exceeds a limit: at most " + MAX_ATTRIBUTES
                            + " attributes per element, and names of at most " + MAX_NAME_LENGTH + " characters.");
        } catch (RuntimeException e) {
            if (e instanceof Problem) {
                throw e;
            }
            throw Problem.of(400, "The message is not well-formed XML."); // input that the parser does not expect
        }
        if (message.operations == 0) {
            throw Problem.of(400, "The message has no SOAP body that contains an operation.");
        }
        return message.user == null && message.password == null
                ? Optional.empty()
                : Optional.of(new UsernameToken(orEmpty(message.user), orEmpty(message.password)));
    }

    /**
     * Counts in each tag what looks like a namespace declaration. The parser has no limit for them and compares each
     * with all earlier ones: 100,000 in one tag would keep it busy for seconds. A tag starts at the last {@code <},
     * because an attribute cannot contain one.
     */
    private static void requireFewNamespaces(String text) {
        int found = 0;
        int tag = 0;
        for (int at = text.indexOf(XMLNS); at >= 0; at = text.indexOf(XMLNS, at + 1)) {
            int start = text.lastIndexOf('<', at);
            found = start == tag ? found + 1 : 1;
            tag = start;
            if (found > MAX_NAMESPACES) {
                throw Problem.of(400, "More than " + MAX_NAMESPACES + " namespaces are declared in one element.");
            }
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        requireUtf8(xml);
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH) {
                        throw Problem.of(400, "Elements are nested more than " + MAX_DEPTH + " deep.");
                    }
                    path[depth] = xml.getLocalName();
                    requireShortAttributes(xml);
                    element(xml, depth);
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml, depth);
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION ->
                    throw Problem.of(400, "A SOAP message must not contain a document type or its own entities.");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw Problem.of(400, "A SOAP message must not contain processing instructions.");
                default -> {
                    // whitespace and comments
                }
            }
        }
    }

    private static void requireUtf8(XMLStreamReader xml) {
        String declared = xml.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw Problem.of(415, "The message must be UTF-8, and must not declare another encoding.");
        }
        if (xml.getVersion() != null && !xml.getVersion().equals("1.0")) {
            throw Problem.of(400, "The message must be XML 1.0.");
        }
    }

    private static void requireShortAttributes(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            requireShort(xml.getAttributeValue(i));
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            requireShort(xml.getNamespaceURI(i));
        }
    }

    private static void requireShort(String attribute) {
        if (attribute != null && attribute.length() > MAX_ATTRIBUTE_LENGTH) {
            throw Problem.of(400, "An attribute is longer than " + MAX_ATTRIBUTE_LENGTH + " characters.");
        }
    }

    private void element(XMLStreamReader xml, int depth) {
        switch (depth) {
            case ENVELOPE -> requireEnvelope(xml);
            case HEADER -> part(xml);
            case BLOCK -> {
                if (inBody) {
                    operation(xml);
                } else {
                    header(xml);
                }
            }
            default -> {
                if (inBody && depth == ITEM && ITEMS.contains(path[depth]) && ++items > maxItems) {
                    throw Problem.of(413, "More than " + maxItems + " items in one message. Send them in several.");
                }
                if (inSecurity && depth == TOKEN_PART && isPassword()) {
                    requireText(xml);
                    password = orEmpty(password);
                }
            }
        }
    }

    private void requireEnvelope(XMLStreamReader xml) {
        if (!xml.getLocalName().equals("Envelope")) {
            throw Problem.of(400, "The message is not a SOAP envelope.");
        }
        if (!version.namespace().equals(xml.getNamespaceURI())) {
            throw Problem.soapFault(
                    "VersionMismatch",
                    "This address supports the SOAP version with the namespace " + version.namespace() + ".");
        }
    }

    private void part(XMLStreamReader xml) {
        boolean soap = version.namespace().equals(xml.getNamespaceURI());
        boolean header = soap && xml.getLocalName().equals("Header") && !inBody && !hasHeader;
        hasHeader |= header;
        if (!header && !(soap && xml.getLocalName().equals("Body") && !inBody)) {
            throw Problem.of(400, "An envelope must contain an optional header, then one body, and nothing else.");
        }
        inBody = !header;
    }

    private void operation(XMLStreamReader xml) {
        if (++operations > 1) {
            throw Problem.of(400, "The SOAP body must contain exactly one operation.");
        }
        if (!SoapFault.CONTRACT.equals(xml.getNamespaceURI()) || !OPERATIONS.contains(xml.getLocalName())) {
            throw Problem.of(400, "There is no such operation. The service's WSDL lists them all.");
        }
    }

    private void header(XMLStreamReader xml) {
        inSecurity =
                SECURITY.equals(xml.getNamespaceURI()) && xml.getLocalName().equals("Security");
        String must = xml.getAttributeValue(version.namespace(), "mustUnderstand");
        if (!inSecurity
                && must != null
                && (must.strip().equals("1") || must.strip().equals("true"))) {
            throw Problem.soapFault(
                    "MustUnderstand", "The only mustUnderstand header that this service supports is wsse:Security.");
        }
    }

    private boolean isPassword() {
        return path[TOKEN].equals("UsernameToken") && path[TOKEN_PART].equals("Password");
    }

    private static void requireText(XMLStreamReader xml) {
        String type = xml.getAttributeValue(null, "Type");
        if (type != null && !type.endsWith("#PasswordText")) {
            throw Problem.unauthorized(
                    "The UsernameToken's password must be PasswordText, sent over TLS. This server cannot check a"
                            + " digest, because it does not store the secret itself.");
        }
    }

    private void text(XMLStreamReader xml, int depth) {
        if (depth <= HEADER && !xml.isWhiteSpace()) {
            throw Problem.of(400, "The envelope contains text between its elements.");
        }
        if (!inSecurity || inBody || depth != TOKEN_PART || !path[TOKEN].equals("UsernameToken")) {
            return;
        }
        if (path[TOKEN_PART].equals("Username")) {
            user = credential(user, xml);
        } else if (path[TOKEN_PART].equals("Password")) {
            password = credential(password, xml);
        }
    }

    private static String credential(String before, XMLStreamReader xml) {
        String text = orEmpty(before) + xml.getText();
        if (text.length() > MAX_CREDENTIAL_LENGTH) {
            throw Problem.unauthorized("The UsernameToken is too long to be a terminal's.");
        }
        return text;
    }
}
