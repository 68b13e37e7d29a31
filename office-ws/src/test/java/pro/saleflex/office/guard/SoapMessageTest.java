package pro.saleflex.office.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jws.WebMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.soap.contract.PosPort;
import pro.saleflex.office.wire.Problem;
import pro.saleflex.office.wire.SoapVersion;

class SoapMessageTest {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private static Optional<UsernameToken> read(String message) throws IOException {
        return SoapMessage.read(message.getBytes(StandardCharsets.UTF_8), SoapVersion.V11, 3);
    }

    private static String envelope(String header, String body) {
        return "<S:Envelope xmlns:S='" + SOAP + "'><S:Header>" + header + "</S:Header><S:Body>" + body
                + "</S:Body></S:Envelope>";
    }

    private static String upload(String content) {
        return envelope(
                "", "<UploadTransactions xmlns='urn:saleflex:office:pos:1'>" + content + "</UploadTransactions>");
    }

    private static int status(String message) {
        Problem problem = assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> assertThrows(Problem.class, () -> read(message)));
        return problem.getResponse().getStatus();
    }

    @Test
    void knowsTheContractsOperations() {
        assertEquals(
                Arrays.stream(PosPort.class.getMethods())
                        .map(method -> method.getAnnotation(WebMethod.class).operationName())
                        .collect(Collectors.toSet()),
                SoapMessage.OPERATIONS);
    }

    @Test
    void extractsTheToken() throws IOException {
        String token = "<w:Security xmlns:w='" + WSSE + "' S:mustUnderstand='1'><w:UsernameToken>"
                + "<w:Username>POS-1</w:Username><w:Password>a&amp;b<![CDATA[<c]]></w:Password></w:UsernameToken></w:Security>";
        String ping = "<Ping xmlns='urn:saleflex:office:pos:1'/>";

        assertEquals(Optional.of(new UsernameToken("POS-1", "a&b<c")), read(envelope(token, ping)));
        assertEquals(Optional.empty(), read(envelope("", ping)));
        assertEquals(
                401, status(envelope(token.replace("<w:Password>", "<w:Password Type='urn:x#PasswordDigest'>"), ping)));
        assertEquals("UsernameToken of u", new UsernameToken("u", "secret").toString());
    }

    @Test
    void acceptsExactlyOneOperationOfTheContract() throws IOException {
        assertTrue(read(upload("<transactions><head><id>1</id></head></transactions>"))
                .isEmpty());
        assertEquals(400, status(envelope("", "<Pong xmlns='urn:saleflex:office:pos:1'/>")));
        assertEquals(400, status(envelope("", "<Ping xmlns='urn:other'/>")));
        assertEquals(400, status(envelope("", "")));
        assertEquals(
                400,
                status(envelope(
                        "", "<Ping xmlns='urn:saleflex:office:pos:1'/><Ping xmlns='urn:saleflex:office:pos:1'/>")));
        String ping = envelope("", "<Ping xmlns='urn:saleflex:office:pos:1'/>");
        assertEquals(400, status(ping.replace("<S:Body>", "text<S:Body>")));
        assertEquals(400, status(ping.replace("<S:Body>", "<S:Body><![CDATA[text]]>")));
        assertEquals(400, status(ping.replace("<S:Body>", "<S:Header/><S:Header/><S:Body>")));
        assertEquals(400, status(envelope("<x xmlns='urn:x' S:mustUnderstand='1'/>", "")));
        assertEquals(400, status("<Envelope/>"));
        assertEquals(400, status(""));
        assertEquals(400, status("no XML"));
        assertEquals(400, status("<S:Envelope xmlns:S='http://www.w3.org/2003/05/soap-envelope'/>"));
        assertEquals(413, status(upload("<transactions/>".repeat(4))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE S:Envelope [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                "<!DOCTYPE S:Envelope SYSTEM 'http://127.0.0.1:1/x.dtd'>",
                "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>",
                "<?xml-stylesheet href='x'?>",
                "<?xml version='1.0' encoding='ISO-8859-1'?>",
                "<?xml version='1.1'?>"
            })
    void rejectsAForbiddenProlog(String before) {
        assertTrue(status(before + upload("")) >= 400);
    }

    @Test
    void rejectsXmlBombsAtOnce() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 'lol'>");
        for (int i = 1; i < 30; i++) {
            entities.append("<!ENTITY e")
                    .append(i)
                    .append(" '")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        assertEquals(400, status(entities + "]>" + upload("&e29;")));
        assertEquals(
                400, status("<!DOCTYPE x [<!ENTITY e '" + "a".repeat(100_000) + "'>]>" + upload("&e;".repeat(50_000))));
        assertEquals(400, status(upload("&nothing;")));
        assertEquals(400, status(upload("<a>".repeat(100_000) + "</a>".repeat(100_000))));
        assertEquals(400, status(upload("<a b='" + "x".repeat(4_000_000) + "'/>")));
        assertEquals(400, status(upload("<" + "a".repeat(1_000_000) + "/>")));
        StringBuilder attributes = new StringBuilder("<a");
        for (int i = 0; i < 100_000; i++) {
            attributes.append(" a").append(i).append("='1'");
        }
        assertEquals(400, status(upload(attributes + "/>")));
        StringBuilder namespaces = new StringBuilder("<a");
        for (int i = 0; i < 100_000; i++) {
            namespaces.append(" xmlns:a").append(i).append("='urn:").append(i).append("'");
        }
        assertEquals(400, status(upload(namespaces + "/>")));
        assertEquals(400, status(upload("\u0001")));
    }

    @Test
    void acceptsUtf8Only() throws IOException {
        byte[] latin = upload("<transactions>\u00e9</transactions>").getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = upload("").getBytes(StandardCharsets.UTF_16);

        assertThrows(Problem.class, () -> SoapMessage.read(latin, SoapVersion.V11, 3));
        assertThrows(Problem.class, () -> SoapMessage.read(wide, SoapVersion.V11, 3));
        assertTrue(read("\ufeff" + upload("<transactions>\u00e9\ud83d\ude00</transactions>"))
                .isEmpty());
    }
}
