package pro.saleflex.office.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleExposureTest {
    @Test
    void findsAConsoleOpenToOtherMachines() throws IOException {
        List<InetAddress> addresses = ConsoleExposure.addresses();
        assumeFalse(addresses.isEmpty(), "this machine has no address but the loopback's");
        InetAddress address = addresses.get(0);
        int port;
        try (ServerSocket console = new ServerSocket(0, 1, address)) {
            port = console.getLocalPort();

            assertEquals(List.of(address.getHostAddress()), ConsoleExposure.open(port));
        }
        assertEquals(List.of(), ConsoleExposure.open(port));
    }

    @Test
    void ignoresAConsoleOpenToThisMachineOnly() throws IOException {
        try (ServerSocket console = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(List.of(), ConsoleExposure.open(console.getLocalPort()));
        }
        assertEquals(List.of(), ConsoleExposure.open(0));
    }
}
