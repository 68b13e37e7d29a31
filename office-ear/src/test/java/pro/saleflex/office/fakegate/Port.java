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

/** A port on 127.0.0.1 that can be shut and opened again, always the same one. */
final class Port implements AutoCloseable {
    static {
        // Otherwise every answer on a kept connection waits 40 ms for an acknowledgement. Too late where another
        // server of the JDK was there before, so the tests' build sets it as well.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService workers;
    private final HttpHandler handler;
    private HttpServer server;
    private int number;

    /** @param number 0 for any free one */
    Port(int number, HttpHandler handler) {
        this.number = number;
        this.handler = handler;
        // The thread that rested least takes the next request: a fifth less processor time than with a fixed pool,
        // which goes round all its threads. And slow answers keep nobody else waiting.
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
     * Listens from now on; what is open already is shut first, with all its connections.
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

    /** Refuses connections from now on, and breaks off those there are. */
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
