package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.URI;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Closed-loop load: terminals that send requests over keep-alive connections, each as fast as it is answered. */
final class HttpLoad {
    private static final int MAX_PER_TERMINAL = 200_000;

    /** Receipt numbers continue from run to run, because a repeated number would be flagged. */
    private static final AtomicLong RECEIPTS = new AtomicLong();

    private final URI address;
    private final String expected;
    private final Function<String, SaleForm> form;

    /** @param expected text that every answer must contain */
    HttpLoad(URI address, String expected, Function<String, SaleForm> form) {
        this.address = address;
        this.expected = expected;
        this.form = form;
    }

    /** Runs terminals T0001, T0002, ... for a while. */
    Figures run(int terminals, Duration time) {
        return run(1, terminals, time);
    }

    /** Runs that many terminals for a while, starting with number {@code first}. */
    Figures run(int first, int terminals, Duration time) {
        return run(first, terminals, time, Duration.ZERO);
    }

    /** The same, with at least the interval {@code apart} between the requests of a terminal. */
    Figures run(int first, int terminals, Duration time, Duration apart) {
        ExecutorService threads = Executors.newFixedThreadPool(terminals);
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = first; i < first + terminals; i++) {
                String terminal = String.format(Locale.ROOT, "T%04d", i);
                running.add(threads.submit(() -> sell(terminal, end, apart.toNanos())));
            }
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> terminal : running) {
                latencies.add(terminal.get());
            }
            return Figures.of(latencies.stream().flatMapToLong(Arrays::stream).toArray(), System.nanoTime() - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private long[] sell(String terminal, long end, long apart) throws IOException {
        long[] latencies = new long[MAX_PER_TERMINAL];
        int count = 0;
        SaleForm sale = form.apply(terminal);
        byte[] head = HttpLine.head(address, sale.type(), sale.length());
        try (HttpLine line = new HttpLine(address)) {
            byte[] request = new byte[head.length + sale.length()];
            System.arraycopy(head, 0, request, 0, head.length);
            while (System.nanoTime() < end && count < MAX_PER_TERMINAL) {
                System.arraycopy(sale.filled(RECEIPTS.incrementAndGet()), 0, request, head.length, sale.length());
                long sent = System.nanoTime();
                String answer = line.send(request);
                latencies[count++] = System.nanoTime() - sent;
                LockSupport.parkNanos(sent + apart - System.nanoTime());
                if (!answer.contains(expected)) {
                    throw new IllegalStateException("Not answered as expected: " + answer);
                }
            }
        }
        return Arrays.copyOf(latencies, count);
    }
}
