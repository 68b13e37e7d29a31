package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import pro.saleflex.office.e2e.OfficeServer;

/** Terminals T0001, T0002, ... that send marked heartbeats at an interval, evenly spread, and sell now and then. */
final class BeatingTills implements AutoCloseable {
    /** Every n-th heartbeat of a till is followed by a sale. */
    private static final int HEARTBEATS_PER_SALE = 20;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final AtomicLong RECEIPTS = new AtomicLong();

    private final URI status;
    private final URI transactions;
    private final Duration interval;
    private final List<Thread> threads;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<Mark, Beat> beats = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    BeatingTills(OfficeServer office, int tills, Duration interval) {
        this.status = URI.create(office.api() + "/pos/status");
        this.transactions = URI.create(office.api() + "/pos/transactions");
        this.interval = interval;
        this.threads = IntStream.rangeClosed(1, tills)
                .mapToObj(till ->
                        new Thread(() -> run(till, interval.multipliedBy(till).dividedBy(tills)), code(till)))
                .toList();
    }

    /** Makes each till call once and announce its next heartbeat in an hour. */
    static void callOnce(OfficeServer office, int tills) throws IOException {
        try (BeatingTills calling = new BeatingTills(office, 0, HOUR);
                HttpLine line = new HttpLine(calling.status)) {
            for (int till = 1; till <= tills; till++) {
                calling.beat(line, new Mark(till, 0));
            }
            if (!calling.failures.isEmpty()) {
                throw new IllegalStateException(calling.failures.peek());
            }
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private static String code(int till) {
        return String.format(Locale.ROOT, "T%04d", till);
    }

    private void run(int till, Duration offset) {
        SaleForm sale = SaleForm.storing(code(till));
        long start = System.nanoTime() + offset.toNanos();
        int number = 0;
        while (!ended()) {
            try (HttpLine line = new HttpLine(status)) {
                for (; awaitTime(start + interval.toNanos() * number); number++) {
                    beat(line, new Mark(till, number));
                    if ((number + till) % HEARTBEATS_PER_SALE == 0) {
                        sell(line, sale);
                    }
                }
            } catch (IOException e) {
                failures.add(e.toString());
                number++;
            }
        }
    }

    private boolean ended() {
        return end.getCount() == 0;
    }

    /** Waits until then; returns false if the run ends before. */
    private boolean awaitTime(long nanos) {
        try {
            return !end.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void beat(HttpLine line, Mark mark) throws IOException {
        byte[] body = ("{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\""
                        + code(mark.till()) + "\",\"pos_id\":1,\"activity\":\"selling\",\"cashier\":\"" + mark.cashier()
                        + "\",\"software_version\":\"1.0.0b8\",\"uptime_seconds\":3600,\"interval_seconds\":"
                        + interval.toSeconds() + ",\"open_closure_number\":1,\"waiting_documents\":0,\"peripherals\":["
                        + "{\"type\":\"receipt_printer\",\"state\":\"ok\"},{\"type\":\"scanner\",\"state\":\"ok\"}],"
                        + "\"disk_free_mb\":20480,\"memory_free_mb\":512,\"network_quality\":\"good\"}")
                .getBytes(StandardCharsets.US_ASCII);
        long sent = System.currentTimeMillis();
        long startNanos = System.nanoTime();
        send(line, status, body, "\"status\":\"ok\"");
        beats.put(mark, new Beat(mark, sent, System.nanoTime() - startNanos));
    }

    private void sell(HttpLine line, SaleForm sale) throws IOException {
        send(line, transactions, sale.filled(RECEIPTS.incrementAndGet()), "\"accepted\":1");
    }

    private void send(HttpLine line, URI address, byte[] body, String expected) throws IOException {
        byte[] head = HttpLine.head(address, body.length);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        String answer = line.send(request);
        if (!answer.contains(" 200 ") || !answer.contains(expected)) {
            failures.add("Not answered as expected: " + answer);
        }
    }

    /** The heartbeats sent from {@code fromMillis} (inclusive) to {@code toMillis} (exclusive). */
    List<Beat> beats(long fromMillis, long toMillis) {
        return beats.values().stream()
                .filter(beat -> beat.sent() >= fromMillis && beat.sent() < toMillis)
                .toList();
    }

    /** Failures so far, as text. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        end.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * A heartbeat that was answered.
     *
     * @param mark identifies it on the board
     * @param sent when it was sent, epoch milliseconds
     * @param nanos how long the answer took
     */
    record Beat(Mark mark, long sent, long nanos) {}
}
