package pro.saleflex.office.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;

/**
 * Finds out at which addresses, other than the loopback's, the application server's console answers. It connects, as
 * another machine would.
 */
final class ConsoleExposure {
    /** Short, because these are addresses of this machine: what does not answer at once does not answer. */
    private static final int TIMEOUT_MILLIS = 300;

    private ConsoleExposure() {}

    /**
     * Returns the addresses of this machine, other than the loopback's, at which something listens on this port.
     *
     * @param port 0: checks nothing
     */
    static List<String> open(int port) {
        return port == 0
                ? List.of()
                : addresses().stream()
                        .filter(address -> listens(address, port))
                        .map(InetAddress::getHostAddress)
                        .toList();
    }

    /** Returns all addresses by which other machines may reach this one. */
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
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
