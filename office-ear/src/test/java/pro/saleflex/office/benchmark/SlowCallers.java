package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Slow-request attack: callers that send a body one byte per second, and reconnect when disconnected. */
final class SlowCallers implements AutoCloseable {
    private final URI server;
    private final List<Caller> callers = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread dripping = new Thread(this::drip, "slow callers");

    SlowCallers(URI server) {
        this.server = server;
    }

    /** Connects that many callers to this path. */
    void add(int count, String path, String type) throws IOException {
        for (int i = 0; i < count; i++) {
            callers.add(new Caller(path, type));
        }
    }

    void start() {
        dripping.start();
    }

    private void drip() {
        try {
            while (!end.await(1, TimeUnit.SECONDS)) {
                callers.forEach(Caller::drip);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        try {
            dripping.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        callers.forEach(Caller::hangUp);
    }

    private final class Caller {
        private final byte[] head;
        private Socket socket;

        Caller(String path, String type) throws IOException {
            head = ("POST " + path + " HTTP/1.1\r\nHost: office\r\nContent-Type: " + type
                            + "\r\nContent-Length: 20000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII);
            connect();
        }

        private void connect() throws IOException {
            socket = new Socket(server.getHost(), server.getPort());
            socket.getOutputStream().write(head);
        }

        void drip() {
            try {
                if (socket.getInputStream().available() > 0) {
                    hangUp();
                    connect();
                } else {
                    socket.getOutputStream().write(' ');
                }
            } catch (IOException e) {
                hangUp();
                try {
                    connect();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }

        void hangUp() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
