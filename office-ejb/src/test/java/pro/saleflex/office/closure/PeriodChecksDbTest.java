package pro.saleflex.office.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.closure.ClosureAnomaly.Kind;
import pro.saleflex.office.closure.IncompletePeriod.Explanation;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

@DatabaseTest
class PeriodChecksDbTest {
    @Inject
    TestApplication app;

    @Inject
    PeriodChecks periods;

    @Inject
    Till till;

    private void sell(long... receipts) {
        till.sell(LongStream.of(receipts).mapToObj(PeriodChecksDbTest::sale).toArray(Document[]::new));
    }

    private static Document sale(long receipt) {
        return Document.sale().with("/head/closure_number", 7).with("/head/receipt_number", receipt);
    }

    private static Document closure(long documents) {
        return Document.closure().with("/closure/closure_number", 7).with("/closure/total_document_count", documents);
    }

    private void pass(Duration time) {
        app.clock().pass(time);
    }

    /** Number of this till's missing documents that need an alert, once the grace period is over. */
    private long alertedAfterGracePeriod() {
        pass(PeriodChecks.GRACE_PERIOD);
        return alerted();
    }

    private long alerted() {
        long missing = periods.check().getOrDefault(till.terminal().id(), 0L);
        assertEquals(
                missing,
                periods.knownGaps().stream()
                        .filter(period ->
                                period.terminalId().equals(till.terminal().id()))
                        .mapToLong(IncompletePeriod::missing)
                        .sum(),
                "board and alerts agree");
        return missing;
    }

    private List<String> shown() {
        return periods.incomplete(till.terminal().id()).stream()
                .map(period -> period.closureNumber() + ": " + period.missing() + " (" + period.numbers() + ")")
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-12", "2010-01-01", "2040-01-01"})
    void aPeriodIsCheckedFromTheReceiptOfItsClosureWhateverItsDates(String date) {
        sell(1, 3);
        till.close(closure(3)
                .with("/closure/closure_date", date)
                .with("/closure/closure_start_time", date + "T09:00:00")
                .with("/closure/closure_end_time", date + "T10:00:00"));
        assertEquals(0, alerted(), "documents may follow");
        assertEquals(List.of("7: 1 (2)"), shown());

        assertEquals(1, alertedAfterGracePeriod());
        sell(2);
        assertEquals(0, alerted(), "late documents close the gap");
        assertEquals(List.of(), shown());
    }

    @Test
    void aKnownGapIsNotForgotten() {
        sell(2, 3);
        till.close(closure(3));
        assertEquals(1, alertedAfterGracePeriod());
        pass(Duration.ofDays(40));
        assertEquals(1, alerted());
        assertEquals(List.of("7: 1 (1)"), shown());
        sell(1);
        assertEquals(0, alerted());
        assertEquals("0", till.value("select count(*) from period_gap where :mine"));
    }

    @Test
    void unreadableAndRejectedDocumentsAreNotMissing() {
        sell(1);
        till.sell(sale(2).withJson("/products", "[" + "{},".repeat(10_000) + "{}]"));
        assertEquals("1", till.value("select count(*) from sales_document where :mine"));
        till.sell(sale(3).with("/head/id", "no id"), sale(3).with("/head/id", "no id either"));
        assertEquals(2, till.count("rejection"));
        till.close(closure(3));

        assertEquals(0, alertedAfterGracePeriod());
        sell(3); // fixed and sent again
        till.close(closure(1));
        assertEquals(1, alertedAfterGracePeriod(), "it counts as one document");
    }

    @Test
    void theSamplePeriodIsCompleteAlthoughNumbersAreUnused() {
        sell(1, 2, 3, 101, 102);
        till.close(closure(5));
        assertEquals(0, alertedAfterGracePeriod());
        assertEquals(List.of(), shown());
    }

    @Test
    void aClosureWithoutACountClaimsNothing() {
        sell(1, 3);
        till.close(Document.closure()
                .with("/closure/closure_number", 7)
                .withJson("/closure/total_document_count", "null"));
        assertEquals(0, alertedAfterGracePeriod());
    }

    @Test
    void closuresOfOnePeriodAreAddedUpWithoutCancelledOnes() {
        sell(1, 2);
        till.close(closure(1), closure(9).with("/closure/is_canceled", true));
        assertEquals(0, alertedAfterGracePeriod());
        till.close(closure(2));
        assertEquals(0, alerted(), "documents may follow the second one");
        assertEquals(1, alertedAfterGracePeriod());
        assertEquals(List.of("7: 1 (3)"), shown());
    }

    @Test
    void gapsInTheOpenPeriodAreShownWithoutAnAlert() {
        sell(2, 3, 6, Long.MAX_VALUE);
        assertEquals(0, alertedAfterGracePeriod());
        assertEquals(
                List.of("1", "4-5"),
                periods.openPeriodGaps(till.terminal().id()).stream()
                        .map(Gap::numbers)
                        .toList());
        till.close(closure(4));
        assertEquals(List.of(), periods.openPeriodGaps(till.terminal().id()));
    }

    @Test
    void anExplainedGapStaysVisibleAndRaisesNoAlertUnlessMoreIsMissing() {
        UUID terminal = till.terminal().id();
        sell(1, 3);
        till.close(closure(3));
        assertEquals(1, alertedAfterGracePeriod());

        IncompletePeriod explained =
                periods.explain(terminal, 7, 5, "Printed by mistake", "mary").orElseThrow();
        assertEquals(
                new Explanation(1, "Printed by mistake", "mary", app.clock().instant()), explained.explanation());
        assertEquals(0, alerted());
        assertEquals(List.of(explained), periods.incomplete(terminal));
        assertEquals(
                List.of(List.of("mary", "terminal " + terminal + " period 7", "1 missing: Printed by mistake")),
                app.rows("select actor, subject, detail from audit_trail where action = 'period.explain'"));

        till.close(closure(1));
        assertEquals(2, alertedAfterGracePeriod(), "the second one is not explained");
        assertEquals(
                "Printed by mistake",
                periods.incomplete(terminal).get(0).explanation().reason());
        assertEquals(Optional.empty(), periods.explain(terminal, 8, 1, "There is none", "mary"));
    }

    @Test
    void inconsistentClosuresAreReported() {
        till.close(closure(0), closure(0).withJson("/closure/is_canceled", "true"));
        assertEquals(List.of(), periods.anomalies(till.terminal().id()));
        till.close(closure(2).without("/closure/closure_start_time"));
        assertEquals(
                List.of(new ClosureAnomaly(Kind.NO_OPENING, 7, null), new ClosureAnomaly(Kind.NUMBER_TWICE, 7, null)),
                periods.anomalies(till.terminal().id()));
    }
}
