package pro.saleflex.office.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;

/** Where the application server's console answers, besides the loopback: tried by connecting, as others would. */
final class ConsoleExposure {
    /** These are addresses of this machine: what does not answer at once does not answer. */
    private static final int PATIENCE_MILLIS = 300;

    private ConsoleExposure() {}

    /**
     * The addresses of this machine, other than the loopback's, at which somebody listens on this port.
     *
     * @param port 0: nothing is tried
     */
    static List<String> open(int port) {
        return port == 0
                ? List.of()
                : addresses().stream()
                        .filter(address -> listens(address, port))
                        .map(InetAddress::getHostAddress)
                        .toList();
    }

    /** All addresses that others may know this machine by. */
    static List<InetAddress> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
