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
import pro.saleflex.office.closure.IncompletePeriod.Explanation;
import pro.saleflex.office.closure.ClosureAnomaly.Kind;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Till;

@DatabaseTest
class PeriodChecksDbTest {
    @Inject
    TestApplication house;

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
        house.clock().pass(time);
    }

    /** How many documents of this till people are alarmed about, once those that may follow a closure had their time. */
    private long alarming() {
        pass(PeriodChecks.DOCUMENTS_MAY_FOLLOW);
        return look();
    }

    private long look() {
        long missing = periods.look().getOrDefault(till.terminal().id(), 0L);
        assertEquals(
                missing,
                periods.known().stream()
                        .filter(period ->
                                period.terminalId().equals(till.terminal().id()))
                        .mapToLong(IncompletePeriod::missing)
                        .sum(),
                "board and alerts say the same");
        return missing;
    }

    private List<String> shown() {
        return periods.lacking(till.terminal().id()).stream()
                .map(period -> period.closureNumber() + ": " + period.missing() + " (" + period.numbers() + ")")
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-12", "2010-01-01", "2040-01-01"})
    void aPeriodIsJudgedByWhenItsClosureCameWhateverItsDates(String date) {
        sell(1, 3);
        till.close(closure(3)
                .with("/closure/closure_date", date)
                .with("/closure/closure_start_time", date + "T09:00:00")
                .with("/closure/closure_end_time", date + "T10:00:00"));
        assertEquals(0, look(), "documents may follow");
        assertEquals(List.of("7: 1 (2)"), shown());

        assertEquals(1, alarming());
        sell(2);
        assertEquals(0, look(), "late ones close the gap");
        assertEquals(List.of(), shown());
    }

    @Test
    void aKnownGapIsNotForgotten() {
        sell(2, 3);
        till.close(closure(3));
        assertEquals(1, alarming());
        pass(Duration.ofDays(40));
        assertEquals(1, look());
        assertEquals(List.of("7: 1 (1)"), shown());
        sell(1);
        assertEquals(0, look());
        assertEquals("0", till.value("select count(*) from period_gap where :mine"));
    }

    @Test
    void whatCannotBeReadAndWhatWasRefusedCame() {
        sell(1);
        till.sell(sale(2).withJson("/products", "[" + "{},".repeat(10_000) + "{}]"));
        assertEquals("1", till.value("select count(*) from sales_document where :mine"));
        till.sell(sale(3).with("/head/id", "no id"), sale(3).with("/head/id", "no id either"));
        assertEquals(2, till.count("rejection"));
        till.close(closure(3));

        assertEquals(0, alarming());
        sell(3); // mended
        till.close(closure(1));
        assertEquals(1, alarming(), "it is one document, whatever became of it");
    }

    @Test
    void theSamplePeriodIsCompleteThoughItDidNotUseAllNumbers() {
        sell(1, 2, 3, 101, 102);
        till.close(closure(5));
        assertEquals(0, alarming());
        assertEquals(List.of(), shown());
    }

    @Test
    void aClosureThatDoesNotCountClaimsNothing() {
        sell(1, 3);
        till.close(Document.closure()
                .with("/closure/closure_number", 7)
                .withJson("/closure/total_document_count", "null"));
        assertEquals(0, alarming());
    }

    @Test
    void closuresOfOneNumberAreCountedTogetherAndACancelledOneNot() {
        sell(1, 2);
        till.close(closure(1), closure(9).with("/closure/is_canceled", true));
        assertEquals(0, alarming());
        till.close(closure(2));
        assertEquals(0, look(), "documents may follow the second one");
        assertEquals(1, alarming());
        assertEquals(List.of("7: 1 (3)"), shown());
    }

    @Test
    void whatTheOpenPeriodLacksIsShownAndNobodyIsAlarmed() {
        sell(2, 3, 6, Long.MAX_VALUE);
        assertEquals(0, alarming());
        assertEquals(
                List.of("1", "4-5"),
                periods.open(till.terminal().id()).stream().map(Gap::numbers).toList());
        till.close(closure(4));
        assertEquals(List.of(), periods.open(till.terminal().id()));
    }

    @Test
    void anExplainedGapStaysToBeSeenAndAlarmsNobodyUnlessMoreIsMissing() {
        UUID terminal = till.terminal().id();
        sell(1, 3);
        till.close(closure(3));
        assertEquals(1, alarming());

        IncompletePeriod explained =
                periods.explain(terminal, 7, 5, "Printed by mistake", "mary").orElseThrow();
        assertEquals(
                new Explanation(1, "Printed by mistake", "mary", house.clock().instant()), explained.explanation());
        assertEquals(0, look());
        assertEquals(List.of(explained), periods.lacking(terminal));
        assertEquals(
                List.of(List.of("mary", "terminal " + terminal + " period 7", "1 missing: Printed by mistake")),
                house.rows("select actor, subject, detail from audit_trail where action = 'period.explain'"));

        till.close(closure(1));
        assertEquals(2, alarming(), "that was not explained");
        assertEquals(
                "Printed by mistake",
                periods.lacking(terminal).get(0).explanation().reason());
        assertEquals(Optional.empty(), periods.explain(terminal, 8, 1, "There is none", "mary"));
    }

    @Test
    void closuresThatDoNotFitTogetherAreNamed() {
        till.close(closure(0), closure(0).withJson("/closure/is_canceled", "true"));
        assertEquals(List.of(), periods.oddities(till.terminal().id()));
        till.close(closure(2).without("/closure/closure_start_time"));
        assertEquals(
                List.of(new ClosureAnomaly(Kind.NO_OPENING, 7, null), new ClosureAnomaly(Kind.NUMBER_TWICE, 7, null)),
                periods.oddities(till.terminal().id()));
    }
}
