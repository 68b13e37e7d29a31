package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application server itself would serve on the tills' port is not found, however it is requested. */
class ListenerE2E {
    private static final String STRANGER = "X-Forwarded-For: 192.0.2.66";

    private static OfficeServer office;

    @BeforeAll
    static void start() throws IOException {
        office = OfficeServer.shared();
        // The server deploys its transaction service at the first SOAP call.
        RawHttp.get(office, "/api/soap/v11/PosService?wsdl");
    }

    /** Spellings that the server might read as the same address. */
    private static List<String> spellings(String path) {
        int last = path.lastIndexOf('/') + 1;
        String name = path.substring(1);
        String encoded = String.format(Locale.ROOT, "%%%02x", (int) name.charAt(0)) + name.substring(1);
        return List.of(
                path,
                path + "/",
                path + "?a=b",
                path + ";a=b",
                path.substring(0, last) + ";a=b/" + path.substring(last),
                "/" + path,
                "//" + path + "//",
                "/." + path,
                "/./" + name + "/./",
                "/api/.." + path,
                "/office/..;a=b" + path,
                "/x/%2e%2e" + path,
                "/" + encoded,
                path.toUpperCase(java.util.Locale.ROOT),
                "http://office" + path,
                "http://another.example//" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/__wstx-services/RegistrationPortTypeRPC",
                "/__wstx-services/CoordinatorPortType",
                "/__wstx-services/RegistrationPortTypeRPC?wsdl",
                "/metrics",
                "/metrics/base",
                "/openapi",
                "/openapi/",
                "/openapi-ui",
                "/health",
                "/health/ready",
                "/health/live",
                "/index.html",
                "/favicon.ico",
                "/management/domain",
                "/monitoring/domain",
                "/__asadmin/version",
                "/api/v1/application.wadl",
                "/api/v1/application.wadl/xsd0.xsd"
            })
    void theServersOwnAddressesAreNotFound(String path) throws IOException {
        List<String> answered = new ArrayList<>();
        for (String target : spellings(path)) {
            String answer = RawHttp.get(office, target, STRANGER);
            int status = RawHttp.status(answer);
            // Read as an address of the portal, which asks for a sign-in.
            boolean portal = status == 302 && answer.contains("/office/login.xhtml\r\n");
            if (status != 404 && status != 400 && !portal) {
                answered.add(target + ": " + answer);
            }
            assertFalse(answer.contains("Payara"), target + ": " + answer);
        }
        assertEquals(List.of(), answered);
    }

    @Test
    void theApiDoesNotDescribeItselfAsWadl() throws IOException {
        String answer =
                RawHttp.get(office, "/api/v1/pos/transactions", STRANGER, "Accept: application/vnd.sun.wadl+xml");
        assertFalse(answer.contains("wadl"), answer);
    }

    @Test
    void monitoringOnThisMachineIsAnswered() throws IOException {
        String ready = RawHttp.get(office, "/health/ready");
        assertEquals(200, RawHttp.status(ready), ready);
        assertTrue(ready.contains("\"UP\""), ready);
        assertEquals(200, RawHttp.status(RawHttp.get(office, "/metrics")));
        assertEquals(404, RawHttp.status(RawHttp.get(office, "/openapi")), "nobody needs it");
    }

    @Test
    void theRootLeadsToThePortal() throws IOException {
        String answer = RawHttp.get(office, "/", STRANGER);
        assertEquals(302, RawHttp.status(answer), answer);
        assertTrue(answer.contains("Location: /office/\r\n"), answer);
    }
}
