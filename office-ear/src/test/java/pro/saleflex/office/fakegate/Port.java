package pro.saleflex.office.fakegate;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** HTTP server on a port of 127.0.0.1 that can be shut and opened again on the same port. */
final class Port implements AutoCloseable {
    static {
        // TCP_NODELAY: otherwise every answer on a keep-alive connection waits 40 ms for an acknowledgement. Has no
        // effect if another JDK server was created before, so the build sets it for the tests as well.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService workers;
    private final HttpHandler handler;
    private HttpServer server;
    private int number;

    /** @param number 0 for any free port */
    Port(int number, HttpHandler handler) {
        this.number = number;
        this.handler = handler;
        // Reuses the most recently idle thread, which takes a fifth less processor time than a fixed pool, which
        // rotates through all its threads. And a slow answer does not block other requests.
        workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "gate");
            thread.setDaemon(true);
            return thread;
        });
    }

    synchronized int number() {
        return number;
    }

    /**
     * Starts to listen, after closing the port and all its connections if it is open.
     *
     * @param tls null for plain HTTP
     */
    synchronized void open(SSLContext tls) {
        shut();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
        try {
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("port " + number + ": " + e.getMessage(), e);
        }
        number = server.getAddress().getPort();
        server.setExecutor(workers);
        server.createContext("/", handler);
        server.start();
    }

    /** Closes the port and all its connections; new ones are refused. */
    synchronized void shut() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        shut();
        workers.shutdownNow();
    }
}
