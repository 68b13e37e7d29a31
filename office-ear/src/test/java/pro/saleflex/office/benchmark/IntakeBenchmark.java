package pro.saleflex.office.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pro.saleflex.office.e2e.OfficeServer;

/**
 * Measures the intake against the limit of the machine, in turns within one run:
 *
 * <ul>
 *   <li><b>a</b> sales handed over, one per request, with 1 and with 16 terminals;
 *   <li><b>b</b> requests of the same size to the same server that store nothing;
 *   <li><b>c</b> the same rows written directly to the same database, one statement and one commit per document.
 * </ul>
 *
 * <p>With one request and one commit per document, on the same processors, a cannot exceed 1 / (1/b + 1/c); that is the
 * limit it is compared with. Requests that share a commit may come closer.
 */
public final class IntakeBenchmark {
    private static final int[] TERMINALS = {1, 16};
    private static final int FIRST_BASELINE_TERMINAL = 101;
    private static final List<String> ROWS = List.of(
            "product",
            "payment",
            "discount",
            "department",
            "tax",
            "tip",
            "surcharge",
            "note",
            "loyalty",
            "refund",
            "change",
            "delivery",
            "kitchen_order",
            "fiscal");

    private final OfficeServer server;
    private final Baseline baseline;
    private final HttpLoad storing;
    private final HttpLoad storingNothing;

    private IntakeBenchmark(OfficeServer server) {
        this.server = server;
        URI transactions = URI.create(server.api() + "/pos/transactions");
        storing = new HttpLoad(transactions, "\"accepted\":1", SaleForm::storing);
        storingNothing = new HttpLoad(transactions, "\"accepted\":0", SaleForm::storingNothing);
        baseline = new Baseline(
                server.home(),
                server.databasePort(),
                server.value("select id from store where office_code = 'OFFICE-001' and store_code = 'STORE-001'"));
    }

    /** Arguments: rounds (5), seconds per measurement (10), seconds of warm-up (120). */
    public static void main(String[] args) throws Exception {
        Benchmark.onServer(server -> measure(server, args));
    }

    static void measure(OfficeServer server, String... args) throws SQLException, IOException, InterruptedException {
        int rounds = Benchmark.number(args, 0, 5);
        Duration time = Benchmark.seconds(args, 1, 10);
        Duration warmUp = Benchmark.seconds(args, 2, 120);
        new IntakeBenchmark(server).run(rounds, time, warmUp);
    }

    private void run(int rounds, Duration time, Duration warmUp)
            throws SQLException, IOException, InterruptedException {
        print(
                "%d rounds of %d s each, after %d s of warm-up; %d processors; one sale is %d bytes",
                rounds,
                time.toSeconds(),
                warmUp.toSeconds(),
                Runtime.getRuntime().availableProcessors(),
                SaleForm.item().getBytes(StandardCharsets.UTF_8).length);
        openBaselineJournals();
        warmUp(warmUp);
        compareRows();
        for (int terminals : TERMINALS) {
            List<Double> ratios = new ArrayList<>();
            List<Figures> intake = new ArrayList<>();
            print("");
            print(
                    "%d %s: documents or requests per second, times in ms",
                    terminals, terminals == 1 ? "terminal" : "terminals");
            print("round        a        b        c    limit  a/limit      p50      p95      p99");
            for (int round = 1; round <= rounds; round++) {
                Figures a = storing.run(terminals, time);
                double b = storingNothing.run(terminals, time).perSecond();
                double c = baseline.run(terminals, time);
                double limit = 1 / (1 / b + 1 / c);
                intake.add(a);
                ratios.add(a.perSecond() / limit);
                print(
                        "%5d %8.0f %8.0f %8.0f %8.0f %8.2f %8.1f %8.1f %8.1f",
                        round, a.perSecond(), b, c, limit, a.perSecond() / limit, a.p50(), a.p95(), a.p99());
            }
            print(
                    "a/limit: median %s; a: median %s a second; p99: median %s ms",
                    spread("%.2f", ratios),
                    spread("%.0f", intake.stream().map(Figures::perSecond).toList()),
                    spread("%.0f", intake.stream().map(Figures::p99).toList()));
        }
        print("");
        print("memory of the server afterwards: %s", Usage.memory(server));
    }

    private void warmUp(Duration time) {
        Duration part = time.dividedBy(6);
        for (int i = 0; i < 2; i++) {
            Figures a = storing.run(16, part);
            storingNothing.run(16, part);
            storing.run(1, part);
            print("warming up: %.0f documents a second", a.perSecond());
        }
        baseline.run(16, Duration.ofSeconds(2));
    }

    /** Creates journals for the baseline's own terminals, so that those of the others stay intact. */
    private void openBaselineJournals() throws SQLException {
        try (Connection connection = server.database();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(String.format(
                    Locale.ROOT,
                    "insert into journal_head (terminal_id, entry_no) select t.id, 0 from terminal t"
                            + " where t.code between 'T%04d' and 'T%04d'",
                    FIRST_BASELINE_TERMINAL,
                    FIRST_BASELINE_TERMINAL + 15));
        }
    }

    private void compareRows() {
        print(
                "rows per document: intake %s, baseline %s; flags raised by the intake: %s",
                rows("< 'T0100'"), rows("> 'T0100'"), server.value("select count(*) from journal_flag"));
    }

    /** Number of rows of the latest document, including its journal entry. */
    private String rows(String codes) {
        StringBuilder sql = new StringBuilder("select 2");
        ROWS.forEach(table ->
                sql.append(" + (select count(*) from sales_").append(table).append(" r where r.document_id = d.id)"));
        sql.append(" from sales_document d join terminal t on t.id = d.terminal_id where t.code ")
                .append(codes)
                .append(" order by d.id desc limit 1");
        return server.value(sql.toString());
    }

    private static String spread(String format, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
