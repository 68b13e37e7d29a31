package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.e2e.OfficeServer;

/**
 * Measures the same sale by REST and by SOAP 1.1, one per request, in turns on one server: sales per second, and SOAP's
 * rate relative to REST's, which must be at least 0.6.
 */
public final class SoapBenchmark {
    private static final int[] TERMINALS = {1, 16};

    private final HttpLoad rest;
    private final HttpLoad soap;

    private SoapBenchmark(OfficeServer server) {
        rest = new HttpLoad(URI.create(server.api() + "/pos/transactions"), "\"accepted\":1", SaleForm::storing);
        soap = new HttpLoad(URI.create(server.origin() + "/api/soap/v11/PosService"), "accepted>1<", SaleForm::bySoap);
    }

    /** Arguments: rounds (5), seconds per measurement (10), seconds of warm-up (60). */
    public static void main(String[] args) throws Exception {
        Benchmark.onServer(server -> measure(server, args));
    }

    static void measure(OfficeServer server, String... args) throws IOException, InterruptedException {
        int rounds = Benchmark.number(args, 0, 5);
        Duration time = Benchmark.seconds(args, 1, 10);
        Duration warmUp = Benchmark.seconds(args, 2, 60);
        new SoapBenchmark(server).run(rounds, time, warmUp);
        print("memory of the server afterwards: %s", Usage.memory(server));
    }

    private void run(int rounds, Duration time, Duration warmUp) {
        print(
                "%d rounds of %d s each, after %d s of warm-up; a request is %d bytes by REST and %d by SOAP",
                rounds,
                time.toSeconds(),
                warmUp.toSeconds(),
                SaleForm.storing("T0001").length(),
                SaleForm.bySoap("T0001").length());
        for (int i = 0; i < 2; i++) {
            double r = rest.run(16, warmUp.dividedBy(4)).perSecond();
            print(
                    "warming up: %.0f by REST, %.0f by SOAP",
                    r, soap.run(16, warmUp.dividedBy(4)).perSecond());
        }
        for (int terminals : TERMINALS) {
            List<Double> ratios = new ArrayList<>();
            print("");
            print("%d %s: sales per second, times in ms", terminals, terminals == 1 ? "terminal" : "terminals");
            print("round     REST     SOAP    ratio REST p99 SOAP p99");
            for (int round = 1; round <= rounds; round++) {
                Figures r = rest.run(terminals, time);
                Figures s = soap.run(terminals, time);
                ratios.add(s.perSecond() / r.perSecond());
                print(
                        "%5d %8.0f %8.0f %8.2f %8.1f %8.1f",
                        round, r.perSecond(), s.perSecond(), s.perSecond() / r.perSecond(), r.p99(), s.p99());
            }
            List<Double> sorted = ratios.stream().sorted().toList();
            print("ratio: median %.2f (%.2f to %.2f)", sorted.get(rounds / 2), sorted.get(0), sorted.get(rounds - 1));
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
