package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pro.saleflex.office.testing.Till.assertTaken;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.closure.ClosedPeriod;
import pro.saleflex.office.closure.ClosureReader;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.figures.FigureKind;
import pro.saleflex.office.figures.Sum;
import pro.saleflex.office.figures.TerminalFigures;
import pro.saleflex.office.status.StatusBoard;
import pro.saleflex.office.terminal.StoreChange;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/**
 * Sends random documents of all kinds through the intake: the figures of tile, till page and periods agree with the
 * {@link Ledger} to the last unit. {@code -Doffice.figures.documents=100000} sends more; the seed is always the same.
 */
@DatabaseTest
class RandomDocumentsDbTest {
    private static final int DOCUMENTS = Integer.getInteger("office.figures.documents", 1000);
    private static final int TILLS = 3;
    private static final int BATCH = 100;
    private static final BigDecimal OPENING = new BigDecimal("12.34");

    private static final List<String> TYPES = List.of(
            "NONE",
            "FISCAL_RECEIPT",
            "fiscal_receipt",
            "ELECTRONIC_RECEIPT",
            "NONE_FISCAL_RECEIPT",
            "INVOICE",
            "ELECTRONIC_INVOICE",
            "ELECTRONIC_CORPORATE_INVOICE",
            "ELECTRONIC_INDIVIDUAL_INVOICE",
            "DIPLOMATIC_INVOICE",
            "WAYBILL",
            "POS_PAID_OUT",
            "POS_PAID_IN",
            "RETURN_SLIP",
            "EXPENSE_SLIP",
            "NONE_FISCAL_INVOICE",
            "NONE_FISCAL_E_INVOICE",
            "NONE_FISCAL_E_ARCHIVE_INVOICE",
            "NONE_FISCAL_DIPLOMATIC_RECEIPT",
            "NONE_FISCAL_WAYBILL",
            "NONE_FISCAL_DELIVERY_NOTE",
            "NONE_FISCAL_CASH_OUT_FLOW",
            "NONE_FISCAL_CASH_IN_FLOW",
            "NONE_FISCAL_RETURN",
            "NONE_FISCAL_SELF_BILLING_INVOICE",
            "TICKET",
            "");

    private static final List<String> TRANSACTIONS = List.of(
            "sale", "SALE", "sale", "exchange", "return", "order", "reservation", "layaway", "quote", "gift", "");

    private static final List<String> STATES =
            List.of("completed", "completed", "completed", "COMPLETED", "Completed", "cancelled", "draft", "pending");

    private static final Map<String, Integer> DECIMALS = Map.of("TRY", 2, "EUR", 2, "KWD", 3, "JPY", 0);

    private static final List<String> CURRENCIES = List.of("TRY", "EUR", "KWD", "JPY", "eur", "");

    private static final List<String> PAYMENTS =
            List.of("CASH_PAYMENT", "CASH_PAYMENT", "CREDIT_PAYMENT", "CHECK_PAYMENT", "EXCHANGE_PAYMENT", "SHELLS");

    private static final Map<String, String> MEMBERS = new TreeMap<>(Map.of(
            "DISCOUNTS", "total_discount_amount",
            "SURCHARGES", "total_surcharge_amount",
            "SERVICE_CHARGE", "service_charge_amount",
            "ROUNDING", "rounding_amount",
            "TIPS", "tip_amount",
            "CHANGE", "total_change_amount"));

    @Inject
    TestApplication app;

    @Inject
    SalesReader sales;

    @Inject
    ClosureReader closures;

    @Inject
    StatusBoard board;

    private final Random random = new Random(20_261_129);
    private final Ledger ledger = new Ledger();

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    @Test
    void tileTillPageAndPeriodsAgreeWithTheLedgerToTheLastUnit() {
        List<Till> tills = new ArrayList<>();
        for (int i = 0; i < TILLS; i++) {
            tills.add(app.till());
        }
        UUID store = tills.get(0).terminal().store().id();
        app.bean(Terminals.class).changeStore(store, new StoreChange(null, null, "TRY", "02:30"));
        app.tamper("update terminal set created_at = '2026-01-01' where store_id = '" + store + "'");
        tills.replaceAll(till -> app.till(app.terminal(till.terminal().id())));

        long started = System.nanoTime();
        for (int sent = 0; sent < DOCUMENTS; sent += BATCH) {
            int till = sent / BATCH % TILLS;
            List<String> documents = new ArrayList<>();
            for (int i = 0; i < Math.min(BATCH, DOCUMENTS - sent); i++) {
                documents.add(document(till));
            }
            assertTaken(documents.size(), 0, tills.get(till).sell(documents, Map.of()));
        }
        System.out.printf(
                "%d random documents handed over in %d s%n",
                DOCUMENTS, Duration.ofNanos(System.nanoTime() - started).toSeconds());

        LocalDate today = LocalDate.parse("2026-11-22");
        for (int i = 0; i < TILLS; i++) {
            int till = i;
            UUID id = tills.get(till).terminal().id();
            for (int back = 0; back < 5; back++) {
                LocalDate day = today.minusDays(back);
                SortedMap<String, BigDecimal> expected =
                        ledger.lines(paper -> paper.till == till && paper.day.equals(day));
                assertEquals(expected, lines(sales.figuresOfDay(id, day)), "till " + till + " on " + day);
                DayFigures figures = sales.dayFigures(Map.of(id, day)).getOrDefault(id, DayFigures.EMPTY);
                assertEquals(takings(expected), takings(figures));
                if (back == 0) {
                    assertEquals(figures, board.details(id).orElseThrow().tile().today());
                }
            }
            for (long period = 1; period <= 4; period++) {
                long number = period;
                Predicate<Ledger.Paper> ofPeriod = paper -> paper.till == till && paper.period == number;
                SortedMap<String, BigDecimal> expected = ledger.lines(ofPeriod);
                assertEquals(
                        expected, lines(sales.figuresOfPeriod(id, number)), "till " + till + " in period " + number);
                assertClosedPeriod(tills.get(till), number, expected, ledger.closureTotals(ofPeriod));
            }
        }
    }

    private void assertClosedPeriod(
            Till till, long number, SortedMap<String, BigDecimal> expected, List<BigDecimal> totals) {
        till.close(Document.closure()
                .with("/closure/closure_number", number)
                .with("/closure/opening_cash_amount", OPENING.toPlainString()));
        ClosedPeriod period = closures.closed(till.terminal().id(), number).orElseThrow();
        assertEquals(expected, lines(period.figures()));
        TerminalFigures.Money money = period.figures().money().get("TRY");
        assertEquals(
                expected.getOrDefault("TRY CASH", BigDecimal.ZERO).add(OPENING).stripTrailingZeros(),
                money.expectedCash(period.opening()).amount().stripTrailingZeros());
        List<BigDecimal> received = new ArrayList<>();
        received.add(BigDecimal.valueOf(period.received().documents()));
        Stream.of(period.received().gross(), period.received().net())
                .filter(Objects::nonNull)
                .forEach(sum -> received.add(sum.amount().stripTrailingZeros()));
        assertEquals(totals, received, "period " + number + " as terminals count");
    }

    /** Returns a random document as JSON and enters its meaning in the ledger. */
    private String document(int till) {
        Ledger.Paper paper = new Ledger.Paper();
        paper.till = till;
        paper.document = any(TYPES);
        paper.transaction = any(TRANSACTIONS);
        paper.original = oneIn(5);
        paper.period = 1L + random.nextInt(4);
        String state = any(STATES);
        boolean cancelled = oneIn(20);
        paper.counts = state.equalsIgnoreCase("completed") && !cancelled;
        // Period 4 is in one currency: only such a period can be compared with the claim of its closure.
        String named = paper.period == 4 ? any(List.of("TRY", "try", "")) : any(CURRENCIES);
        paper.currency = named.isEmpty() ? "TRY" : named.toUpperCase(Locale.ROOT);
        Map<String, String> head = new TreeMap<>();
        head.put("id", quoted(UUID.randomUUID().toString()));
        head.put("document_type", paper.document.isEmpty() && oneIn(2) ? "null" : quoted(paper.document));
        head.put("transaction_type", paper.transaction.isEmpty() && oneIn(2) ? "null" : quoted(paper.transaction));
        head.put("transaction_status", quoted(state));
        head.put("closure_number", Long.toString(paper.period));
        head.put("is_cancel", Boolean.toString(cancelled));
        head.put("base_currency", named.isEmpty() && oneIn(2) ? "null" : quoted(named));
        if (paper.original) {
            head.put("original_transaction_id", quoted(UUID.randomUUID().toString()));
        }
        completed(paper, head);
        int decimals = DECIMALS.get(paper.currency);
        amount(paper, head, "TOTAL", "total_amount", decimals, 8);
        MEMBERS.forEach((kind, member) -> {
            if (!oneIn(3)) {
                amount(paper, head, kind, member, decimals, 5);
            }
        });
        StringBuilder payments = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            payments.append(payments.isEmpty() ? "" : ",").append(payment(paper, decimals));
        }
        ledger.add(paper);
        StringBuilder text = new StringBuilder();
        head.forEach((member, value) -> text.append(text.isEmpty() ? "" : ",")
                .append(quoted(member))
                .append(':')
                .append(value));
        return "{\"head\":{" + text + "},\"payments\":[" + payments + "]}";
    }

    /**
     * The application's clock stands at 10:00:00.123456 UTC, which is 13:00 in Istanbul, where the day starts at 02:30.
     */
    private void completed(Ledger.Paper paper, Map<String, String> head) {
        Instant now = app.clock().instant();
        Instant counted = now.minusNanos((long) (random.nextDouble() * 4 * 86_400 * 1e9));
        switch (random.nextInt(20)) {
            case 0 -> paper.late = true;
            case 1 -> {
                head.put("created_at", quoted("2010-05-05T10:00:00"));
                paper.late = true;
            }
            case 2 -> {
                head.put("created_at", quoted("2026-11-22T10:10:01"));
                paper.late = true;
            }
            case 3 -> {
                // The very end of a business day, or the very start of the next.
                counted = Instant.parse("2026-11-20T23:29:59.999999999Z").plusNanos(random.nextInt(2));
                head.put("created_at", quoted(counted.toString()));
            }
            default ->
                head.put(
                        "created_at",
                        quoted(
                                oneIn(2)
                                        ? counted.toString()
                                        : counted.atOffset(ZoneOffset.UTC)
                                                .toLocalDateTime()
                                                .toString()));
        }
        Instant at = paper.late ? now : counted;
        paper.day =
                at.plus(Duration.ofMinutes(180 - 150)).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private void amount(
            Ledger.Paper paper, Map<String, String> head, String kind, String member, int decimals, int digits) {
        if (oneIn(200)) {
            head.put(member, any(List.of("1e20", quoted("much"))));
            paper.unreadable.add(kind);
        } else if (kind.equals("TOTAL") && oneIn(100)) {
            head.put(member, "null");
        } else {
            BigDecimal amount = amount(decimals, digits);
            paper.amounts.put(kind, amount);
            head.put(member, formatted(amount));
        }
    }

    private BigDecimal amount(int decimals, int digits) {
        BigDecimal amount = BigDecimal.valueOf(random.nextInt((int) Math.pow(10, digits)), decimals);
        return oneIn(8) ? amount.negate() : amount;
    }

    /** Formats an amount as a number, a number with binary float residue, or a text. */
    private String formatted(BigDecimal amount) {
        return switch (random.nextInt(3)) {
            case 0 -> amount.toPlainString();
            case 1 -> amount.add(new BigDecimal("0.000000000003")).toPlainString();
            default -> quoted(amount.toPlainString());
        };
    }

    private String payment(Ledger.Paper paper, int decimals) {
        String kind = any(PAYMENTS);
        BigDecimal amount = oneIn(100) ? null : amount(decimals, 7);
        boolean cancelled = oneIn(10);
        if (!cancelled) {
            paper.payments.add(new Ledger.Paid(kind, amount));
        }
        return "{\"payment_type\":" + quoted(kind)
                + ",\"payment_total\":" + (amount == null ? "null" : formatted(amount))
                + ",\"is_cancel\":" + cancelled + "}";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Converts the product's figures to the ledger's form. */
    private static SortedMap<String, BigDecimal> lines(TerminalFigures figures) {
        SortedMap<String, BigDecimal> lines = new TreeMap<>();
        put(lines, "SALES", BigDecimal.valueOf(figures.sales()));
        put(lines, "RETURNED", BigDecimal.valueOf(figures.returns()));
        put(lines, "UNKNOWN", BigDecimal.valueOf(figures.unknown()));
        put(lines, "LATE", BigDecimal.valueOf(figures.countedOnArrival()));
        figures.money().forEach((currency, money) -> {
            for (FigureKind kind : FigureKind.values()) {
                put(lines, currency + " " + kind, money.sum(kind));
            }
            money.payments().forEach((kind, sum) -> put(lines, currency + " " + kind, sum));
            put(lines, currency + " CASH", money.expectedCash(Sum.ZERO));
        });
        return lines;
    }

    private static void put(SortedMap<String, BigDecimal> lines, String line, Sum sum) {
        put(lines, line, sum.amount());
        put(lines, line + " without", BigDecimal.valueOf(sum.without().size()));
    }

    private static void put(SortedMap<String, BigDecimal> lines, String line, BigDecimal amount) {
        if (amount.signum() != 0) {
            lines.put(line, amount.stripTrailingZeros());
        }
    }

    /** Keeps the lines that a tile shows. */
    private static SortedMap<String, BigDecimal> takings(SortedMap<String, BigDecimal> lines) {
        SortedMap<String, BigDecimal> takings = new TreeMap<>(lines);
        BigDecimal without = takings.entrySet().stream()
                .filter(line -> line.getKey().endsWith(" TAKINGS without"))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        takings.keySet().removeIf(line -> line.contains(" ") && !line.endsWith(" TAKINGS"));
        takings.remove("LATE");
        put(takings, "without", without);
        return takings;
    }

    private static SortedMap<String, BigDecimal> takings(DayFigures figures) {
        SortedMap<String, BigDecimal> takings = new TreeMap<>();
        put(takings, "SALES", BigDecimal.valueOf(figures.sales()));
        put(takings, "RETURNED", BigDecimal.valueOf(figures.returns()));
        put(takings, "UNKNOWN", BigDecimal.valueOf(figures.unknown()));
        put(takings, "without", BigDecimal.valueOf(figures.withoutAmount()));
        figures.takings().forEach((currency, amount) -> put(takings, currency + " TAKINGS", amount));
        return takings;
    }
}
