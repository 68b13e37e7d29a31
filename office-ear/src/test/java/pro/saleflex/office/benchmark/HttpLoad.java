package pro.saleflex.office.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Terminals that send one request after the other over a connection that stays open, as fast as they are answered. */
final class HttpLoad {
    private static final int MOST_PER_TERMINAL = 200_000;

    /** Receipt numbers go on from run to run: a number used twice would be flagged. */
    private static final AtomicLong RECEIPTS = new AtomicLong();

    private final URI address;
    private final String expected;
    private final Function<String, SaleForm> form;

    /** @param expected what every answer must hold */
    HttpLoad(URI address, String expected, Function<String, SaleForm> form) {
        this.address = address;
        this.expected = expected;
        this.form = form;
    }

    /** Runs terminals T0001, T0002, ... for a while. */
    Figures run(int terminals, Duration time) {
        ExecutorService threads = Executors.newFixedThreadPool(terminals);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 1; i <= terminals; i++) {
                String terminal = String.format(Locale.ROOT, "T%04d", i);
                running.add(threads.submit(() -> sell(terminal, end)));
            }
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> terminal : running) {
                latencies.add(terminal.get());
            }
            return Figures.of(
                    latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray(), System.nanoTime() - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private long[] sell(String terminal, long end) throws IOException {
        long[] latencies = new long[MOST_PER_TERMINAL];
        int count = 0;
        SaleForm sale = form.apply(terminal);
        byte[] head = ("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + sale.length() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            byte[] request = new byte[head.length + sale.length()];
            System.arraycopy(head, 0, request, 0, head.length);
            while (System.nanoTime() < end && count < MOST_PER_TERMINAL) {
                System.arraycopy(sale.filled(RECEIPTS.incrementAndGet()), 0, request, head.length, sale.length());
                long sent = System.nanoTime();
                out.write(request);
                String answer = answer(in);
                latencies[count++] = System.nanoTime() - sent;
                if (!answer.contains(expected)) {
                    throw new IllegalStateException("Not answered as expected: " + answer);
                }
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    /** The status line and the body of an answer with a length or in chunks. */
    private static String answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        StringBuilder answer = new StringBuilder(status).append(' ');
        if (!chunked) {
            return answer.append(text(in, length)).toString();
        }
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            answer.append(text(in, size));
            line(in);
        }
        line(in);
        return answer.toString();
    }

    private static String text(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server closed the connection.");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /**
     * What a run measured.
     *
     * @param perSecond requests answered in a second
     * @param p50 median time to the answer, ms
     * @param p95 exceeded by one in twenty, ms
     * @param p99 exceeded by one in a hundred, ms
     */
    record Figures(double perSecond, double p50, double p95, double p99) {
        static Figures of(long[] sorted, long nanos) {
            return new Figures(
                    sorted.length * 1e9 / nanos, quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 0.99));
        }

        private static double quantile(long[] sorted, double share) {
            return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
        }
    }
}
