package pro.saleflex.office.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port on 127.0.0.1 that a server is about to listen on.
 *
 * @param variable the setting it comes from
 * @param number the port number
 */
record LoopbackPort(String variable, int number) {

    /**
     * Requires that nothing listens on the port.
     *
     * @throws Trouble if something does, with advice
     */
    void requireFree() throws Trouble {
        try (ServerSocket socket = new ServerSocket()) {
            // Like the servers: lingering connections of a run that has just ended do not matter.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), number));
        } catch (IOException e) {
            throw new Trouble(
                    "Port " + number + " is in use by another program. Stop that program, or set " + variable
                            + " to a free port.",
                    e);
        }
    }
}
