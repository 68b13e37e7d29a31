package pro.saleflex.office.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port on 127.0.0.1 that is about to be listened on.
 *
 * @param variable the setting it comes from
 * @param number the port
 */
record LoopbackPort(String variable, int number) {

    /**
     * Makes sure that nobody listens there.
     *
     * @throws Trouble with what to do about it
     */
    void requireFree() throws Trouble {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do it: connections of a run that just ended are no obstacle.
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
