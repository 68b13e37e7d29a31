package pro.saleflex.office.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The tills of one run: boots, paces and stops them. Also the facade for end-to-end tests:
 *
 * <pre>{@code
 * try (Tills tills = Tills.boot(Options.of("--url", url, "--terminals", "3", "--rate", "20"))) {
 *     tills.open();                  // sell at this rate until stop() -- or drive tills.all() by hand
 *     ...
 *     assertTrue(tills.stop());      // true: all was acknowledged
 *     tills.tally(); tills.ledger();
 * }
 * }</pre>
 *
 * A test that drives tills by hand ({@code sell}, {@code closeDay}) does not call {@code open}; its documents are
 * sent in the background all the same.
 */
public final class Tills implements AutoCloseable {
    private static final int CONCURRENT_BOOTS = 8;
    private static final Duration BOOT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT_RETRY = Duration.ofSeconds(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final Options options;
    private final OfficeClient office;
    private final Tally tally = new Tally();
    private final Ledger ledger;
    private final ExecutorService pool = Executors.newCachedThreadPool(Tills::daemon);
    private final Timer timer = new Timer("interval", true);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<CompletableFuture<Void>> sellers = new ArrayList<>();
    private final List<Till> tills = new ArrayList<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();

    private Tills(Options options) {
        this.options = options;
        this.ledger = Ledger.of(options.ledger());
        this.office = new OfficeClient(options);
    }

    /** Boots all tills with this machine's clock; {@link #refusals()} tells which could not start, and why. */
    public static Tills boot(Options options) {
        return boot(options, Clock.system(ZoneId.systemDefault()));
    }

    /** Boots all tills; the clock's zone is the tills' local time. */
    public static Tills boot(Options options, Clock clock) {
        Tills tills = new Tills(options);
        tills.bootAll(clock);
        return tills;
    }

    /** Retries until the time-out: the real terminal does not start if its first init fails, and is started again. */
    private void bootAll(Clock clock) {
        ExecutorService booting = Executors.newFixedThreadPool(CONCURRENT_BOOTS, Tills::daemon);
        long giveUp = System.nanoTime() + BOOT_TIMEOUT.toNanos();
        Clock tillClock = Clock.offset(clock, options.skew());
        Map<Till, CompletableFuture<String>> booted = new LinkedHashMap<>();
        for (int n = 0; n < options.terminals(); n++) {
            Till till =
                    new Till(options, n, office, tally, ledger, tillClock, options.rate() == 0 ? Runnable::run : pool);
            booted.put(till, CompletableFuture.supplyAsync(() -> boot(till, giveUp), booting));
        }
        booted.forEach((till, answer) -> {
            String problem = answer.join();
            if (problem == null) {
                tills.add(till);
            } else {
                refusals.put(till.code(), problem);
            }
        });
        booting.shutdown();
        long interval = Math.max(1, options.interval().toMillis());
        for (int n = 0; n < tills.size(); n++) {
            // Spread evenly: nobody switches all tills on in the same instant.
            timer.scheduleAtFixedRate(flush(tills.get(n)), interval * (n + 1) / tills.size(), interval);
        }
        if (!options.heartbeat().isZero()) {
            long heartbeatMillis = options.heartbeat().toMillis();
            for (int n = 0; n < tills.size(); n++) {
                scheduleHeartbeat(tills.get(n), Duration.ofMillis(heartbeatMillis * n / tills.size()));
            }
        }
    }

    private TimerTask flush(Till till) {
        return new TimerTask() {
            @Override
            public void run() {
                pool.execute(till::flush);
            }
        };
    }

    /** Schedules a heartbeat, which schedules the next one: after the usual interval, or sooner if it failed. */
    private void scheduleHeartbeat(Till till, Duration wait) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, pool)
                .execute(() -> {
                    boolean answered = till.beat();
                    if (!ended.get()) {
                        boolean usual = answered || HEARTBEAT_RETRY.compareTo(options.heartbeat()) > 0;
                        scheduleHeartbeat(till, usual ? options.heartbeat() : HEARTBEAT_RETRY);
                    }
                });
    }

    private void sayGoodbye() {
        ended.set(true);
        if (!options.heartbeat().isZero()) {
            CompletableFuture<?>[] goodbyes = tills.stream()
                    .map(till -> CompletableFuture.runAsync(till::goodbye, pool))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(goodbyes).join();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tills");
        thread.setDaemon(true);
        return thread;
    }

    private String boot(Till till, long giveUp) {
        String problem = till.boot();
        while (problem != null && System.nanoTime() < giveUp && !closed(PAUSE)) {
            problem = till.boot();
        }
        return problem;
    }

    /** Starts selling: at the given rate, whatever the answers, or each till as fast as it is answered. */
    public void open() {
        if (tills.isEmpty()) {
            return;
        }
        if (options.rate() > 0) {
            sellers.add(CompletableFuture.runAsync(this::sellAtRate, pool));
        } else {
            tills.forEach(till -> sellers.add(CompletableFuture.runAsync(() -> sellAsAnswered(till), pool)));
        }
    }

    /** Open loop: documents are made on schedule, round robin over the tills; an overdue one is made at once. */
    private void sellAtRate() {
        long start = System.nanoTime();
        for (long n = 0; ; n++) {
            long due = start + Math.round(n * 1e9 / options.rate());
            if (closed(Duration.ofNanos(due - System.nanoTime()))) {
                return;
            }
            tills.get(Math.toIntExact(n % tills.size())).sell();
        }
    }

    /** Closed loop: no new customer while the last document waits, or the queue would grow without limit. */
    private void sellAsAnswered(Till till) {
        while (!closed(Duration.ZERO)) {
            till.sell();
            while (till.waiting() > 0 && !closed(PAUSE)) {
                till.flush();
            }
        }
    }

    /** Waits this long; returns true as soon as the shop closes. */
    private boolean closed(Duration wait) {
        try {
            return closing.await(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Waits this long; returns true at once if somebody else closes the shop. */
    boolean closedWithin(Duration wait) {
        return closed(wait);
    }

    /** Ends selling; returns at once. */
    public void closeShop() {
        closing.countDown();
    }

    /**
     * Stops selling and says goodbye, closes the day of every till (unless closing is switched off), and flushes until
     * all is acknowledged or the drain time is over. Then each till says goodbye again, because OFFICE shows a till as
     * back when it hands over a document. Returns whether all was acknowledged.
     */
    public boolean stop() {
        closeShop();
        sayGoodbye();
        boolean allDelivered = drain();
        sayGoodbye();
        return allDelivered;
    }

    private boolean drain() {
        closeShop();
        sellers.forEach(CompletableFuture::join);
        sellers.clear();
        List<Till> closingDay = options.closeEvery() > 0 ? tills : List.of();
        List<CompletableFuture<Void>> closings = closingDay.stream()
                .map(till -> CompletableFuture.runAsync(till::closeDay, pool))
                .toList();
        long end = System.nanoTime() + options.drain().toNanos();
        for (long look = 0; ; look++) {
            if (look % (PAUSE.toMillis() / POLL_INTERVAL.toMillis()) == 0) {
                tills.stream().filter(till -> till.waiting() > 0).forEach(till -> pool.execute(till::flush));
            }
            pause();
            boolean quiet = closings.stream().allMatch(CompletableFuture::isDone)
                    && tills.stream().noneMatch(Till::flushing);
            if (quiet && tally.waiting() == 0) {
                return refusals.isEmpty();
            }
            if (System.nanoTime() > end) {
                return false;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The tills that could start. */
    public List<Till> all() {
        return List.copyOf(tills);
    }

    /** The tills that could not start: code and reason. */
    public Map<String, String> refusals() {
        return Collections.unmodifiableMap(refusals);
    }

    public Tally tally() {
        return tally;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Ends at once and discards the queues of the tills with everything still waiting. */
    @Override
    public void close() {
        closeShop();
        ended.set(true);
        timer.cancel();
        pool.shutdownNow();
        office.close();
        ledger.close();
    }
}
