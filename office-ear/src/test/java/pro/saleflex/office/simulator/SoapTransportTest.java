package pro.saleflex.office.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SoapTransportTest {
    private static Map<String, Object> sale(String id) {
        return Map.of("transactions", List.of(Map.of("head", Map.of("id", id))));
    }

    @Test
    void aDocumentAlwaysGoesByTheSameProtocol() {
        SoapTransport soapTransport = new SoapTransport(0.3);
        List<Map<String, Object>> sales = Stream.generate(
                        () -> sale(UUID.randomUUID().toString()))
                .limit(2000)
                .toList();
        long bySoap = sales.stream()
                .filter(sale -> soapTransport.bySoap("transactions", sale))
                .count();

        assertTrue(bySoap > 450 && bySoap < 750, "by SOAP: " + bySoap);
        assertEquals(
                bySoap,
                sales.stream()
                        .filter(sale -> soapTransport.bySoap("transactions", sale))
                        .count());
        assertFalse(new SoapTransport(0).bySoap("transactions", sales.get(0)));
        assertTrue(new SoapTransport(1).bySoap("transactions", sales.get(0)));
    }

    @Test
    void heartbeatsKeepTheShareExactly() {
        SoapTransport soapTransport = new SoapTransport(0.25);

        assertEquals(
                25,
                IntStream.range(0, 100)
                        .filter(i -> soapTransport.nextHeartbeatBySoap())
                        .count());
    }

    @Test
    void writesTheRestMembersAsASoapMessage() {
        String message = SoapForm.message(
                11,
                "UploadSequences",
                Map.of(
                        "office_code",
                        "O&1",
                        "pos_id",
                        7,
                        "sequences",
                        List.of(Map.of("name", "a"), Map.of("name", "b"))));

        assertTrue(
                message.contains(
                        "<UploadSequences xmlns=\"urn:saleflex:office:pos:1\"><caller><office_code>O&amp;1</office_code>"
                                + "<pos_id>7</pos_id></caller><sequences><name>a</name></sequences><sequences><name>b</name>"
                                + "</sequences></UploadSequences>"),
                message);
        assertTrue(SoapForm.message(12, "Ping", Map.of("more", true), Set.of("more"), "")
                .contains("<more:more xsi:type=\"xs:boolean\">true</more:more>"));
    }

    @Test
    void convertsTheReplyToItsRestForm() {
        String reply = "<x:ReportStatusResponse><status>ok</status><requests><type>resend</type>"
                + "<closure_number>7</closure_number><from>1</from><to>3</to></requests><requests><type>refresh</type>"
                + "</requests></x:ReportStatusResponse>";

        assertEquals(
                "{\"requests\":[{\"type\":\"resend\",\"closure_number\":7,\"from\":1,\"to\":3},{\"type\":\"refresh\"}],"
                        + "\"status\":\"ok\"}",
                SoapTransport.json(reply));
        assertTrue(OfficeClient.delivered(200, SoapTransport.json("<status>ok</status><accepted>1</accepted>")));
        assertFalse(OfficeClient.delivered(200, SoapTransport.json("<status>ok</status><accepted>0</accepted>")));
    }
}
