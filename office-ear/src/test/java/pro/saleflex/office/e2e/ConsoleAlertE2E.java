package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Something answers on the console's port at an address that others may reach: an alert says so until it stops. */
class ConsoleAlertE2E {
    private static final String STANDING =
            "select facts::json->>'address' from alert where kind = 'CONSOLE_OPEN' and resolved_at is null";

    @Test
    void aConsoleOpenToOthersIsAnAlertUntilItIsClosed() throws IOException {
        OfficeServer office = OfficeServer.shared();
        Optional<InetAddress> outer = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(outer.isPresent(), "this machine has only loopback addresses");
        assertNull(office.value(STANDING), "the launcher opens the console to this machine only");

        try (ServerSocket console = new ServerSocket(office.consolePort(), 1, outer.get())) {
            OfficeServer.await(
                    "the alert is raised",
                    () -> console.getInetAddress().getHostAddress().equals(office.value(STANDING)));
        }
        OfficeServer.await("the alert is over", () -> office.value(STANDING) == null);
    }
}
