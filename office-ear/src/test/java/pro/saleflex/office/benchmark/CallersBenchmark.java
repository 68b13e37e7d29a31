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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import pro.saleflex.office.e2e.OfficeServer;

/**
 * Measures what tills that sell at a steady rate notice of callers that harm, in turns on one server: nobody; 60 slow callers at
 * the sign-in page and 200 at the tills' door; 15 wrong sign-ins a second. Required: p99 at most twice what it is with nobody.
 */
public final class CallersBenchmark {
    private static final int TILLS = 16;

    /** Between a till's sales: a hundred a second in all. */
    private static final Duration PACE = Duration.ofMillis(160);

    private static final int WRONG_PER_SECOND = 15;

    private final OfficeServer office;
    private final HttpLoad sales;
    private final AtomicInteger attempts = new AtomicInteger();
    private final ConcurrentLinkedQueue<CompletableFuture<HttpResponse<Void>>> answers = new ConcurrentLinkedQueue<>();

    private CallersBenchmark(OfficeServer office) {
        this.office = office;
        sales = new HttpLoad(URI.create(office.api() + "/pos/transactions"), "\"accepted\":1", SaleForm::storing);
    }

    /** Arguments: rounds (3), seconds a measurement (30), seconds of warm-up (60). */
    public static void main(String[] args) throws IOException, InterruptedException {
        OfficeServer office = OfficeServer.measured("callers-benchmark", Map.of());
        try {
            measure(office, args);
        } finally {
            office.stop();
        }
    }

    static void measure(OfficeServer office, String... args) throws IOException, InterruptedException {
        int rounds = number(args, 0, 3);
        Duration time = Duration.ofSeconds(number(args, 1, 30));
        Duration warmUp = Duration.ofSeconds(number(args, 2, 60));
        CallersBenchmark benchmark = new CallersBenchmark(office);
        benchmark.warmUp(warmUp);
        benchmark.run(rounds, time);
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private void warmUp(Duration time) {
        sales.run(1, TILLS, time.dividedBy(2));
        sales.run(1, TILLS, time.dividedBy(2), PACE);
    }

    private void run(int rounds, Duration time) throws IOException, InterruptedException {
        print(
                "%d tills, %d ms between a till's sales; %d s each; times of a sale in ms",
                TILLS, PACE.toMillis(), time.toSeconds());
        print("round  beside        sales   p50   p95   p99  longest  p99 to nobody's");
        List<Double> slow = new ArrayList<>();
        List<Double> wrong = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Figures nobody = sales.run(1, TILLS, time, PACE);
            line(round, "nobody", nobody, nobody);
            slow.add(line(round, "slow", besideSlow(time), nobody));
            wrong.add(line(round, "wrong", besideWrong(time), nobody));
        }
        print(
                "wrong sign-ins: %d, answered by status: %s",
                answers.size(),
                answers.stream()
                        .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
                        .collect(Collectors.groupingBy(
                                answer -> answer.join().statusCode(), TreeMap::new, Collectors.counting())));
        print(
                "p99 to nobody's, median: %.2f beside slow callers, %.2f beside wrong sign-ins (required 2)",
                median(slow), median(wrong));
    }

    private Figures besideSlow(Duration time) throws IOException, InterruptedException {
        try (SlowCallers slow = new SlowCallers(URI.create(office.origin()))) {
            slow.add(60, "/office/login.xhtml", "application/x-www-form-urlencoded");
            slow.add(200, "/api/v1/pos/transactions", "application/json");
            slow.start();
            return sales.run(1, TILLS, time, PACE);
        }
    }

    private Figures besideWrong(Duration time) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        CountDownLatch end = new CountDownLatch(1);
        Thread attacker = new Thread(
                () -> {
                    try {
                        while (!end.await(1000 / WRONG_PER_SECOND, TimeUnit.MILLISECONDS)) {
                            signInWrong(client);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "wrong sign-ins");
        attacker.start();
        try {
            return sales.run(1, TILLS, time, PACE);
        } finally {
            end.countDown();
            attacker.join();
        }
    }

    /** Another name each time, so that none has to wait for its failures before. */
    private void signInWrong(HttpClient client) {
        String wrong = "nobody-" + attempts.incrementAndGet() + ":wrong";
        answers.add(client.sendAsync(
                HttpRequest.newBuilder(URI.create(office.api() + "/admin/users"))
                        .timeout(Duration.ofSeconds(30))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(wrong.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.discarding()));
    }

    private static double line(int round, String beside, Figures figures, Figures nobody) {
        double share = figures.p99() / nobody.p99();
        print(
                "%5d  %-10s %8d %5.1f %5.1f %5.1f %8.1f %6.2f",
                round, beside, figures.count(), figures.p50(), figures.p95(), figures.p99(), figures.max(), share);
        return share;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
