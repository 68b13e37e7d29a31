package pro.saleflex.office.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, , 192.168.1.5",
        "192.168.1.5, 10.0.0.1, 192.168.1.5",
        "127.0.0.1, , 127.0.0.1",
        "127.0.0.1, 10.0.0.1, 10.0.0.1",
        "127.0.0.1, '9.9.9.9, 10.0.0.1', 10.0.0.1",
        "127.0.0.1, <script>, 127.0.0.1",
        "::1, 2001:db8::7, 2001:db8::7"
    })
    void onlyAProxyOnThisMachineIsTrusted(String peer, String forwardedFor, String address) {
        assertEquals(address, CallerAddress.of(peer, forwardedFor));
    }
}
