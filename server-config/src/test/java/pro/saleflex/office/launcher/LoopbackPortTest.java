package pro.saleflex.office.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    @Test
    void aPortInUseIsReportedWithTheVariableToChange() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LoopbackPort port = new LoopbackPort("OFFICE_HTTP_PORT", other.getLocalPort());

            Trouble trouble = assertThrows(Trouble.class, port::requireFree);

            assertEquals(
                    "Port " + other.getLocalPort() + " is in use by another program. Stop that program, or set"
                            + " OFFICE_HTTP_PORT to a free port.",
                    trouble.getMessage());
        }
    }

    @Test
    void acceptsAFreePort() throws IOException, Trouble {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        new LoopbackPort("OFFICE_HTTP_PORT", free).requireFree();
    }
}
