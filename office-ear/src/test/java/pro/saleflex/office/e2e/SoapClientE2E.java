package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.xml.ws.Holder;
import jakarta.xml.ws.Service;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.soapclient.CallerCodes;
import pro.saleflex.office.soapclient.HeadRow;
import pro.saleflex.office.soapclient.OfficeRefusal;
import pro.saleflex.office.soapclient.PosPort;
import pro.saleflex.office.soapclient.RejectedItem;
import pro.saleflex.office.soapclient.ResourceRows;
import pro.saleflex.office.soapclient.SequenceValue;
import pro.saleflex.office.soapclient.TransactionDocument;

/** The SOAP endpoint, called as integrators would, by two SOAP stacks and with its published contract. */
class SoapClientE2E {
    private static final String CONTRACT = "urn:saleflex:office:pos:1";

    private static OfficeServer office;
    private static SoapCalls soap;

    @BeforeAll
    static void start() {
        // both stacks register themselves; CXF is chosen explicitly
        System.setProperty("jakarta.xml.ws.spi.Provider", "com.sun.xml.ws.spi.ProviderImpl");
        office = OfficeServer.shared();
        soap = new SoapCalls(office);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void theClientOfTheReferenceImplementationSells(int version) throws Exception {
        sell(reference(version));
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void theClientOfApacheCxfSells(int version) throws Exception {
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setServiceClass(PosPort.class);
        factory.setWsdlURL(soap.address(version) + "?wsdl");
        factory.setServiceName(new QName(CONTRACT, "PosService" + version));
        factory.setEndpointName(new QName(CONTRACT, "PosPort" + version));
        PosPort port = (PosPort) factory.create();
        sell(port);
    }

    private static PosPort reference(int version) throws MalformedURLException {
        return Service.create(
                        URI.create(soap.address(version) + "?wsdl").toURL(),
                        new QName(CONTRACT, "PosService" + version))
                .getPort(new QName(CONTRACT, "PosPort" + version), PosPort.class);
    }

    private static void sell(PosPort port) throws OfficeRefusal, DatatypeConfigurationException {
        String terminal = office.terminal().code();
        String id = UUID.randomUUID().toString();
        Holder<Integer> accepted = new Holder<>();
        Holder<Integer> rejected = new Holder<>();
        Holder<List<RejectedItem>> rejections = new Holder<>();
        SequenceValue counter = new SequenceValue();
        counter.setName("ReceiptNumber");
        counter.setValue(42);

        port.uploadTransactions(
                caller(terminal),
                List.of(sale(null), sale(id)),
                List.of(counter),
                new Holder<>(),
                accepted,
                rejected,
                rejections);

        assertEquals(1, accepted.value);
        assertEquals(1, rejected.value);
        assertEquals(0, rejections.value.get(0).getPosition());
        assertEquals(
                "12.3400 2026-11-22 10:11:12.123456",
                office.value("select total_amount || ' ' || local_time from sales_document where document_id = '" + id
                        + "'"));
        Holder<List<ResourceRows>> resources = new Holder<>();
        port.getInitData(caller(terminal), new Holder<>(), null, new Holder<>(), new Holder<>(), resources);
        assertEquals(43, resources.value.size());
    }

    @Test
    void aRefusalIsTyped() throws Exception {
        String till = office.terminal().code();
        PosPort port = reference(12);

        OfficeRefusal refusal = assertThrows(
                OfficeRefusal.class,
                () -> port.uploadSequences(caller(till), List.of(), new Holder<>(), new Holder<>()));
        assertEquals("CONTRACT", refusal.getFaultInfo().getCode());
        assertEquals("'pos_id' is missing.", refusal.getFaultInfo().getMessage());
        assertEquals(36, refusal.getFaultInfo().getRequestId().length());
    }

    private static CallerCodes caller(String terminal) {
        CallerCodes caller = new CallerCodes();
        caller.setOfficeCode("OFFICE-001");
        caller.setStoreCode("STORE-001");
        caller.setTerminalCode(terminal);
        return caller;
    }

    private static TransactionDocument sale(String id) throws DatatypeConfigurationException {
        HeadRow head = new HeadRow();
        head.setId(id);
        head.setTransactionUniqueId("20261122-0001-000001");
        head.setTransactionStatus("completed");
        head.setTransactionDateTime(
                DatatypeFactory.newInstance().newXMLGregorianCalendar("2026-11-22T10:11:12.123456"));
        head.setClosureNumber(1);
        head.setReceiptNumber(1);
        head.setTotalAmount(new BigDecimal("12.3400"));
        TransactionDocument sale = new TransactionDocument();
        sale.setHead(head);
        return sale;
    }
}
