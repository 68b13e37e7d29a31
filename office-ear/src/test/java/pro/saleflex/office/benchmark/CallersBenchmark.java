package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import pro.saleflex.office.e2e.OfficeServer;

/**
 * Measures how abusive callers affect tills that sell at a steady rate, in turns on one server: no such callers; 60
 * slow callers at the sign-in page and 200 at the terminals' API; 15 failed sign-ins per second. Required: p99 at most
 * twice that without such callers.
 */
public final class CallersBenchmark {
    private static final int TILLS = 16;

    /** Interval between a till's sales: a hundred per second in all. */
    private static final Duration INTERVAL = Duration.ofMillis(160);

    private static final int FAILED_PER_SECOND = 15;

    private final OfficeServer office;
    private final HttpLoad sales;
    private final AtomicInteger attempts = new AtomicInteger();
    private final ConcurrentLinkedQueue<CompletableFuture<HttpResponse<Void>>> answers = new ConcurrentLinkedQueue<>();

    private CallersBenchmark(OfficeServer office) {
        this.office = office;
        sales = new HttpLoad(URI.create(office.api() + "/pos/transactions"), "\"accepted\":1", SaleForm::storing);
    }

    /** Arguments: rounds (3), seconds per measurement (30), seconds of warm-up (60). */
    public static void main(String[] args) throws Exception {
        Benchmark.onServer(server -> measure(server, args));
    }

    static void measure(OfficeServer office, String... args) throws IOException, InterruptedException {
        int rounds = Benchmark.number(args, 0, 3);
        Duration time = Benchmark.seconds(args, 1, 30);
        Duration warmUp = Benchmark.seconds(args, 2, 60);
        CallersBenchmark benchmark = new CallersBenchmark(office);
        benchmark.warmUp(warmUp);
        benchmark.run(rounds, time);
    }

    private void warmUp(Duration time) {
        sales.run(1, TILLS, time.dividedBy(2));
        sales.run(1, TILLS, time.dividedBy(2), INTERVAL);
    }

    private void run(int rounds, Duration time) throws IOException, InterruptedException {
        print(
                "%d tills, a sale each every %d ms; %d s per measurement; times of a sale in ms",
                TILLS, INTERVAL.toMillis(), time.toSeconds());
        print("round  callers       sales   p50   p95   p99  longest  p99 ratio to none");
        List<Double> slow = new ArrayList<>();
        List<Double> failed = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Figures none = sales.run(1, TILLS, time, INTERVAL);
            line(round, "none", none, none);
            slow.add(line(round, "slow", besideSlow(time), none));
            failed.add(line(round, "failed", besideFailed(time), none));
        }
        print(
                "failed sign-ins: %d, answers by status: %s",
                answers.size(),
                answers.stream()
                        .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
                        .collect(Collectors.groupingBy(
                                answer -> answer.join().statusCode(), TreeMap::new, Collectors.counting())));
        print(
                "median p99 ratio: %.2f beside slow callers, %.2f beside failed sign-ins (required 2)",
                median(slow), median(failed));
    }

    private Figures besideSlow(Duration time) throws IOException, InterruptedException {
        try (SlowCallers slow = new SlowCallers(URI.create(office.origin()))) {
            slow.add(60, "/office/login.xhtml", "application/x-www-form-urlencoded");
            slow.add(200, "/api/v1/pos/transactions", "application/json");
            slow.start();
            return sales.run(1, TILLS, time, INTERVAL);
        }
    }

    private Figures besideFailed(Duration time) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        CountDownLatch end = new CountDownLatch(1);
        Thread attacker = new Thread(
                () -> {
                    try {
                        while (!end.await(1000 / FAILED_PER_SECOND, TimeUnit.MILLISECONDS)) {
                            failToSignIn(client);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "failed sign-ins");
        attacker.start();
        try {
            return sales.run(1, TILLS, time, INTERVAL);
        } finally {
            end.countDown();
            attacker.join();
        }
    }

    /** A new user name each time, so that none is delayed for earlier failures. */
    private void failToSignIn(HttpClient client) {
        String credentials = "nobody-" + attempts.incrementAndGet() + ":wrong";
        answers.add(client.sendAsync(
                HttpRequest.newBuilder(URI.create(office.api() + "/admin/users"))
                        .timeout(Duration.ofSeconds(30))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.discarding()));
    }

    private static double line(int round, String callers, Figures figures, Figures none) {
        double ratio = figures.p99() / none.p99();
        print(
                "%5d  %-10s %8d %5.1f %5.1f %5.1f %8.1f %6.2f",
                round, callers, figures.count(), figures.p50(), figures.p95(), figures.p99(), figures.max(), ratio);
        return ratio;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
