package pro.saleflex.office.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.soap.contract.ReportStatus;
import pro.saleflex.office.soap.contract.UploadClosures;
import pro.saleflex.office.soap.contract.UploadTransactions;

class CanonicalJsonTest {
    private static final String ATTRIBUTES = " xmlns='urn:saleflex:office:pos:1' xmlns:o='urn:other'"
            + " xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";

    private static <T> T read(Class<T> type, String content) throws JAXBException {
        String name = type.getSimpleName();
        return type.cast(JAXBContext.newInstance(type)
                .createUnmarshaller()
                .unmarshal(new StringReader("<" + name + ATTRIBUTES + ">" + content + "</" + name + ">")));
    }

    private static String sale(String content) throws JAXBException {
        return CanonicalJson.of(read(UploadTransactions.class, "<transactions>" + content + "</transactions>")
                .getTransactions()
                .get(0));
    }

    private static String head(String content) throws JAXBException {
        String json = sale("<head>" + content + "</head>");
        return json.substring("{\"head\":".length(), json.indexOf(",\"products\""));
    }

    @Test
    void writesAllListsAndTheFiscalPartInTheSchemasOrder() throws JAXBException {
        assertEquals(
                "{\"head\":{\"id\":\"1\"},\"products\":[],\"payments\":[{\"line_no\":1},{\"line_no\":2}],"
                        + "\"discounts\":[],\"departments\":[],\"taxes\":[],\"tips\":[],\"surcharges\":[],\"notes\":[],"
                        + "\"loyalty\":[],\"refunds\":[],\"changes\":[],\"deliveries\":[],\"kitchen_orders\":[],"
                        + "\"fiscal\":null}",
                sale("<payments><line_no>1</line_no></payments><head><id> 1 </id></head>"
                        + "<payments><line_no>2</line_no></payments>"));
        String closure = CanonicalJson.of(read(UploadClosures.class, "<closures><closure/></closures>")
                .getClosures()
                .get(0));
        assertTrue(closure.startsWith("{\"closure\":{},\"vat_summaries\":[],"), closure);
        assertTrue(closure.endsWith(",\"cashier_summaries\":[],\"country_specific\":null}"), closure);
    }

    @Test
    void writesValuesBareWhenTheyAreValidForTheirType() throws JAXBException {
        assertEquals(
                "{\"pos_id\":7,\"transaction_date_time\":\"2026-11-22T06:16:43.157783\",\"closure_number\":-2,"
                        + "\"receipt_number\":\"first\",\"total_amount\":\"55.0000\",\"is_closed\":true,\"is_pending\":false,"
                        + "\"is_cancel\":\"maybe\"}",
                head(
                        "<pos_id> +007 </pos_id><transaction_date_time>\n2026-11-22T06:16:43.157783 </transaction_date_time>"
                                + "<closure_number>-2</closure_number><receipt_number>first</receipt_number>"
                                + "<total_amount>55.0000</total_amount><is_closed>1</is_closed><is_pending>false</is_pending>"
                                + "<is_cancel>maybe</is_cancel>"));
        assertEquals(
                "{\"receipt_number\":\"12345678901234567890\"}",
                head("<receipt_number>12345678901234567890</receipt_number>"));
        assertTrue(sale("<kitchen_orders><quantity>1.50</quantity></kitchen_orders>")
                .contains("{\"quantity\":1.50}"));
        assertTrue(sale("<kitchen_orders><quantity>INF</quantity></kitchen_orders>")
                .contains("{\"quantity\":\"INF\"}"));
    }

    @Test
    void keepsTextsAndOmitsEmptyValues() throws JAXBException {
        assertEquals(
                "{\"cancel_reason\":\" by \\\"A\\\" \\\\ <B>\\n\"}",
                head("<cancel_reason> by \"A\" \\ &lt;B&gt;\n</cancel_reason>"));
        assertEquals("{\"description\":\"\"}", head("<total_amount/><fk_table_id> </fk_table_id><description/>"));
    }

    @Test
    void keepsUnknownElements() throws JAXBException {
        assertEquals(
                "{\"id\":\"1\",\"plain\":\" x \",\"own\":\"2\",\"yes\":true,\"number\":12,\"share\":0.93,"
                        + "\"{urn:other}id\":\"3\",\"many\":[\"a\",{\"b\":\"c\"}]}",
                head("<id>1</id><o:plain> x </o:plain><own>2</own><o:yes xsi:type='xs:boolean'>1</o:yes>"
                        + "<o:number xsi:type='xs:int'>12</o:number><o:share xsi:type='xs:double'>0.93</o:share>"
                        + "<o:id>3</o:id><o:many>a</o:many><o:none xsi:nil='true'/><o:many><o:b>c</o:b></o:many>"));
        assertTrue(sale("<o:beside>1</o:beside>").endsWith(",\"fiscal\":null,\"beside\":\"1\"}"));
    }

    @Test
    void aReportContainsOnlyWhatWasSent() throws JAXBException {
        ReportStatus request = read(
                ReportStatus.class,
                "<report><activity>idle</activity><waiting_documents>2</waiting_documents>"
                        + "<network_quality>good</network_quality></report>");

        assertEquals(
                "{\"activity\":\"idle\",\"waiting_documents\":2,\"network_quality\":\"good\"}",
                CanonicalJson.ofReport(request.getReport()));
    }

    @Test
    void alwaysWritesValidJson() throws JAXBException {
        try (JsonReader reader = Json.createReader(new StringReader(
                sale("<head><id>x</id><description>\ud83d\ude00 \t</description><o:a><o:b/></o:a></head>")))) {
            assertEquals(
                    "\ud83d\ude00 \t", reader.readObject().getJsonObject("head").getString("description"));
        }
    }
}
