package pro.saleflex.office.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRangesTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.0.0",
        "10.1.0.0/16, 10.1.255.255",
        "10.1.2.3/16, 10.1.200.200",
        "10.1.2.3, 10.1.2.3",
        "10.1.2.3/32, 10.1.2.3",
        "10.1.2.0/23, 10.1.3.255",
        "0.0.0.0/0, 203.0.113.9",
        "127.0.0.0/8, 127.0.0.1",
        "127.0.0.0/8, ::ffff:127.0.0.1",
        "::ffff:10.0.0.1, 10.0.0.1",
        "fd00::/8, fd12:3456::1",
        "fe80::/10, fe80::1%eth0",
        "::1/128, 0:0:0:0:0:0:0:1",
        "::/0, 2001:db8::1",
        "' 10.1.0.0/16 ', 10.1.9.9"
    })
    void containAnAddress(String range, String peer) {
        assertEquals(Optional.empty(), NetworkRanges.fault(List.of(range)));
        assertTrue(NetworkRanges.contain(List.of("192.0.2.1", range), peer));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.2.0.0",
        "10.1.0.0/16, 10.0.255.255",
        "10.1.2.3, 10.1.2.4",
        "10.1.2.0/23, 10.1.4.0",
        "10.1.2.0/31, 10.1.2.2",
        "0.0.0.0/0, 2001:db8::1",
        "::/0, 10.1.2.3",
        "fd00::/8, fe80::1",
        "10.1.2.3, ''",
        "10.1.2.3, localhost",
        "127.0.0.1, unknown"
    })
    void doNotContainAnother(String range, String peer) {
        assertFalse(NetworkRanges.contain(List.of(range), peer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/8",
                "10.1.0.0/",
                "10.1.0.0/33",
                "10.1.0.0/-1",
                "10.1.0.0/+8",
                "10.1.0.0/8/8",
                "10.1.0.0/255.255.0.0",
                "::1/129",
                "10.1.0",
                "10.1",
                "10",
                "10.1.0.256",
                "10.1.0.0.0",
                "10.1.0.0-10.1.0.9",
                "10.1.*.*",
                "1:2:3",
                "::g",
                "[::1]",
                "0x7f.0.0.1",
                "everything",
                "localhost"
            })
    void rejectWhatIsNotARange(String range) {
        assertEquals(
                Optional.of("trusted_networks must be address ranges such as 10.1.0.0/16, not: " + range),
                NetworkRanges.fault(List.of("10.1.0.0/16", range)));
        assertFalse(NetworkRanges.contain(List.of(range), "10.1.0.0"));
    }

    /** Host names that look like hexadecimal: looking them up would let a name server decide whom OFFICE trusts. */
    @ParameterizedTest
    @ValueSource(strings = {"cafe", "fade.bee", "bad.cafe", "a.b.c.d", "dead.beef.example.fade", "1.2.3.a"})
    void areNeverHostNames(String name) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertTrue(NetworkRanges.fault(List.of(name)).isPresent()));
    }

    @Test
    void containNothingIfNoneAreGiven() {
        assertEquals(Optional.empty(), NetworkRanges.fault(null));
        assertEquals(Optional.empty(), NetworkRanges.fault(List.of()));
        assertTrue(NetworkRanges.fault(Arrays.asList("10.0.0.1", null)).isPresent());
        assertEquals(List.of(), NetworkRanges.split(null));
        assertFalse(NetworkRanges.contain(NetworkRanges.split(""), "10.0.0.1"));
        assertFalse(NetworkRanges.contain(List.of(), "10.0.0.1"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "%eth0"})
    void containNobodyWithoutAnAddress(String peer) {
        assertFalse(NetworkRanges.contain(List.of("0.0.0.0/0", "::/0"), peer));
    }

    @Test
    void areReadBackAsATerminalStoresThem() {
        assertEquals(List.of("10.1.0.0/16", "fd00::/8"), NetworkRanges.split("10.1.0.0/16,fd00::/8"));
    }

    @Test
    void loopbackIsOnlyThisMachine() {
        assertTrue(NetworkRanges.contain(NetworkRanges.LOOPBACK, "127.0.0.1"));
        assertTrue(NetworkRanges.contain(NetworkRanges.LOOPBACK, "::1"));
        assertFalse(NetworkRanges.contain(NetworkRanges.LOOPBACK, "128.0.0.1"));
        assertFalse(NetworkRanges.contain(NetworkRanges.LOOPBACK, "::2"));
    }
}
