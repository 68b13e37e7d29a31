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
 * Reads a message once, quickly, before the web-services runtime sees it: is it an envelope of this version with one of our
 * operations, and is there nothing in it that costs more than its bytes? The credential in its header is picked up on the
 * way.
 *
 * <p>There are no document types, entities and processing instructions in a SOAP message (SOAP 1.1 section 3, SOAP 1.2 part 1
 * section 5); so none is ever expanded or fetched. The other limits are far above what the contract needs.
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
    private static final int DEEPEST = 40;
    private static final int MOST_ATTRIBUTES = 32;
    private static final int MOST_NAMESPACES = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ATTRIBUTE = 1000;
    private static final int LONGEST_CREDENTIAL = 1000;
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
    private final int mostItems;
    private final String[] path = new String[DEEPEST + 1];
    private int operations;
    private int items;
    private boolean hasHeader;
    private boolean inSecurity;
    private boolean inBody;
    private String user;
    private String password;

    private SoapMessage(SoapVersion version, int mostItems) {
        this.version = version;
        this.mostItems = mostItems;
    }

    private static XMLInputFactory readers() {
        XMLInputFactory readers = XMLInputFactory.newDefaultFactory();
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        readers.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Refused by the parser itself, before it has compared each name with each other.
        readers.setProperty("http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit", MOST_ATTRIBUTES);
        readers.setProperty("http://www.oracle.com/xml/jaxp/properties/maxXMLNameLimit", LONGEST_NAME);
        return readers;
    }

    /**
     * Reads a message.
     *
     * @param mostItems documents allowed
     * @return the credential in its header
     * @throws Problem 400, 401 or 413
     */
    static Optional<UsernameToken> read(byte[] body, SoapVersion version, int mostItems) throws IOException {
        String text = StrictText.of(new ByteArrayInputStream(body));
        requireFewNamespaces(text);
        SoapMessage message = new SoapMessage(version, mostItems);
        try {
            boolean marked = text.startsWith(BYTE_ORDER_MARK);
            message.read(READERS.createXMLStreamReader(new StringReader(marked ? text.substring(1) : text)));
        } catch (XMLStreamException e) {
            throw Problem.of(
                    400,
                    "The message is not well-formed XML, or not written for reading: " + MOST_ATTRIBUTES
                            + " attributes and names of " + LONGEST_NAME + " characters are the most.");
        } catch (RuntimeException e) {
            if (e instanceof Problem) {
                throw e;
            }
            throw Problem.of(400, "The message is not well-formed XML."); // what the parser meets unprepared
        }
        if (message.operations == 0) {
            throw Problem.of(400, "The message has no SOAP body with an operation in it.");
        }
        return message.user == null && message.password == null
                ? Optional.empty()
                : Optional.of(new UsernameToken(orEmpty(message.user), orEmpty(message.password)));
    }

    /**
     * Counts what looks like a namespace declaration in each tag. The parser has no limit for them, and compares each new one
     * with all before: 100,000 in one tag would keep it busy for seconds. A tag begins where the last {@code <} stood, for no
     * attribute can hold one.
     */
    private static void requireFewNamespaces(String text) {
        int found = 0;
        int tag = 0;
        for (int at = text.indexOf(XMLNS); at >= 0; at = text.indexOf(XMLNS, at + 1)) {
            int start = text.lastIndexOf('<', at);
            found = start == tag ? found + 1 : 1;
            tag = start;
            if (found > MOST_NAMESPACES) {
                throw Problem.of(400, "More than " + MOST_NAMESPACES + " namespaces declared in one element.");
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
                    if (++depth > DEEPEST) {
                        throw Problem.of(400, "More than " + DEEPEST + " elements in each other.");
                    }
                    path[depth] = xml.getLocalName();
                    requireModest(xml);
                    element(xml, depth);
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml, depth);
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION ->
                    throw Problem.of(400, "A SOAP message has no document type and no entities of its own.");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw Problem.of(400, "A SOAP message has no processing instructions.");
                default -> {
                    // blanks and comments
                }
            }
        }
    }

    private static void requireUtf8(XMLStreamReader xml) {
        String declared = xml.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw Problem.of(415, "The message must be UTF-8, and say so or nothing.");
        }
        if (xml.getVersion() != null && !xml.getVersion().equals("1.0")) {
            throw Problem.of(400, "The message must be XML 1.0.");
        }
    }

    private static void requireModest(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            requireModest(xml.getAttributeValue(i));
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            requireModest(xml.getNamespaceURI(i));
        }
    }

    private static void requireModest(String attribute) {
        if (attribute != null && attribute.length() > LONGEST_ATTRIBUTE) {
            throw Problem.of(400, "An attribute has at most " + LONGEST_ATTRIBUTE + " characters.");
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
                if (inBody && depth == ITEM && ITEMS.contains(path[depth]) && ++items > mostItems) {
                    throw Problem.of(413, "More than " + mostItems + " items in one message. Send them in several.");
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
            throw Problem.notUnderstood(
                    "VersionMismatch",
                    "This address speaks the SOAP version of the namespace " + version.namespace() + ".");
        }
    }

    private void part(XMLStreamReader xml) {
        boolean soap = version.namespace().equals(xml.getNamespaceURI());
        boolean header = soap && xml.getLocalName().equals("Header") && !inBody && !hasHeader;
        hasHeader |= header;
        if (!header && !(soap && xml.getLocalName().equals("Body") && !inBody)) {
            throw Problem.of(400, "An envelope holds a header, if any, and one body.");
        }
        inBody = !header;
    }

    private void operation(XMLStreamReader xml) {
        if (++operations > 1) {
            throw Problem.of(400, "A message's body holds one operation.");
        }
        if (!SoapFault.CONTRACT.equals(xml.getNamespaceURI()) || !OPERATIONS.contains(xml.getLocalName())) {
            throw Problem.of(400, "There is no such operation. The service's WSDL names them all.");
        }
    }

    private void header(XMLStreamReader xml) {
        inSecurity =
                SECURITY.equals(xml.getNamespaceURI()) && xml.getLocalName().equals("Security");
        String must = xml.getAttributeValue(version.namespace(), "mustUnderstand");
        if (!inSecurity
                && must != null
                && (must.strip().equals("1") || must.strip().equals("true"))) {
            throw Problem.notUnderstood(
                    "MustUnderstand", "Of the headers that must be understood, this service knows wsse:Security.");
        }
    }

    private boolean isPassword() {
        return path[TOKEN].equals("UsernameToken") && path[TOKEN_PART].equals("Password");
    }

    private static void requireText(XMLStreamReader xml) {
        String type = xml.getAttributeValue(null, "Type");
        if (type != null && !type.endsWith("#PasswordText")) {
            throw Problem.whoAreYou(
                    "The UsernameToken's password must be PasswordText, over TLS: to check a digest, this"
                            + " server would have to keep the secret itself, and it does not.");
        }
    }

    private void text(XMLStreamReader xml, int depth) {
        if (depth <= HEADER && !xml.isWhiteSpace()) {
            throw Problem.of(400, "There is text between the elements of the envelope.");
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
        if (text.length() > LONGEST_CREDENTIAL) {
            throw Problem.whoAreYou("The UsernameToken is too long to be a terminal's.");
        }
        return text;
    }
}
