package pro.saleflex.office.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.saleflex.office.closure.ClosureReader.PeriodEnd;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

@DatabaseTest
class ClosureIntakeDbTest {
    private static final IntakeResult ACCEPTED = new IntakeResult.Done(1, List.of());
    private static final String ID = "dcfd3213-8760-4090-9515-1315cfcfeb9d";

    @Inject
    TestApplication app;

    @Inject
    Till till;

    private List<String> closure(String columns, Document closure) {
        return app.rows("select " + columns + " from closure where closure_id = '" + closure.id() + "'")
                .get(0);
    }

    private List<String> closure(String columns, long entryId) {
        return app.rows("select " + columns + " from closure where id = " + entryId)
                .get(0);
    }

    private List<List<String>> summaries(String columns, Document closure) {
        return app.rows("select " + columns + " from closure_summary where closure_id = "
                + till.entry(closure.id()).id() + " order by kind, position");
    }

    @Test
    void aClosureIsStoredAsReceivedAndProjectedToItsColumns() {
        Document closure = Document.closure();

        assertEquals(ACCEPTED, till.close(closure));

        assertEquals(closure.text(), till.entries().get(0).payload());
        assertEquals(Map.of(), till.flags(closure.id()));
        assertEquals(
                List.of(
                        "unique " + closure.id(),
                        "1",
                        "2026-11-22",
                        "2026-11-22 06:17:56.206544",
                        "2026-11-22 03:17:56.206544",
                        "2026-11-22 06:24:57.30758",
                        "2026-11-22 03:24:57.30758",
                        "5",
                        "3",
                        "1",
                        "1",
                        "0",
                        "f",
                        "f0fc046a-e3e3-4e3a-a753-726e77cf9c97",
                        "f0fc046a-e3e3-4e3a-a753-726e77cf9c97"),
                closure(
                        "closure_unique_id, closure_number, closure_date, local_start_time, started_at at time zone 'UTC',"
                                + " local_end_time, ended_at at time zone 'UTC', total_document_count,"
                                + " valid_transaction_count, canceled_transaction_count, return_transaction_count,"
                                + " suspended_transaction_count, cancelled, cashier_opened_id, cashier_closed_id",
                        closure));
        assertEquals(
                List.of(
                        "1590.0000",
                        "1289.2500",
                        "265.0000",
                        "300.7500",
                        "0.0000",
                        "0.0000",
                        "600.0000",
                        "1069.2500",
                        "0.0000",
                        "3",
                        "930.0000",
                        "0",
                        "0.0000"),
                closure(
                        "gross_sales_amount, net_sales_amount, total_tax_amount, total_discount_amount, total_tip_amount,"
                                + " opening_cash_amount, closing_cash_amount, expected_cash_amount, cash_difference,"
                                + " paid_in_count, paid_in_total, paid_out_count, paid_out_total",
                        closure));
    }

    @Test
    void theSummariesOfAClosureBecomeRows() {
        Document closure = Document.closure();
        till.close(closure);

        assertEquals(
                List.of(
                        List.of("CASHIER", "1", "5", "1590.0000"),
                        List.of("DISCOUNT", "1", "1", "285.0000"),
                        List.of("DISCOUNT", "2", "1", "15.7500"),
                        List.of("DOCUMENT_TYPE", "1", "3", "1315.0000"),
                        List.of("DOCUMENT_TYPE", "2", "1", "55.0000"),
                        List.of("PAYMENT_TYPE", "1", "2", "480.0000"),
                        List.of("PAYMENT_TYPE", "2", "4", "855.0000"),
                        List.of("VAT", "1", "1", "91.6700")),
                summaries("kind, position, times, amount", closure));
        assertEquals(
                List.of(
                        "61eb9eaf-8db1-4143-84ab-35b65d72c211",
                        "f74da70d-259f-47fe-9cb8-c9671ebb8877",
                        "20.000000",
                        "18.3300"),
                summaries("row_id, subject_id, rate, tax_amount", closure).get(7));
        assertEquals(
                List.of("219.1700", "1", "220.0000"),
                summaries("tax_amount, cancelled_times, cancelled_amount", closure)
                        .get(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tip_summaries | TIP | fk_payment_type_id | tip_count | total_tip_amount",
                "department_summaries | DEPARTMENT | fk_department_main_group_id | transaction_count | gross_amount",
                "currency_summaries | CURRENCY | fk_currency_id | transaction_count | currency_amount"
            })
    void theKindsOfSummaryThatTheSampleLacksBecomeRowsToo(
            String list, String kind, String subject, String times, String amount) {
        Document closure = Document.closure()
                .withJson(
                        "/" + list,
                        "[{\"id\":\"" + ID + "\",\"" + subject + "\":\"" + ID + "\",\"" + times + "\":4,\"" + amount
                                + "\":\"7.5000\"}]");
        till.close(closure);

        assertEquals(
                List.of(List.of(ID, ID, "4", "7.5000")),
                app.rows("select row_id, subject_id, times, amount from closure_summary where kind = '" + kind
                        + "' and closure_id = " + till.entry(closure.id()).id()));
    }

    @Test
    void aSecondClosureWithTheSameNumberIsStoredAndFlagged() {
        Document first = Document.closure();
        Document second = Document.closure();

        assertEquals(ACCEPTED, till.close(first));
        assertEquals(ACCEPTED, till.close(second));

        assertEquals(2, till.count("closure"));
        assertEquals(Map.of(), till.flags(first.id()));
        assertEquals(Set.of(Flag.SAME_NUMBER), till.flags(second.id()).keySet());
        assertTrue(till.flags(second.id())
                .get(Flag.SAME_NUMBER)
                .contains(first.id().toString()));
    }

    @Test
    void theSameNumberFromAnotherTerminalIsNotFlagged() {
        Document first = Document.closure();
        till.close(first);
        Till other = app.till();
        Document second = Document.closure();
        other.close(second);

        assertEquals(Map.of(), other.flags(second.id()));
    }

    @Test
    void valuesThatDoNotFitAreLeftOutAndFlagged() {
        Document closure = Document.closure()
                .with("/closure/closure_date", "2026-02-30")
                .with("/closure/closure_start_time", "at dawn")
                .with("/closure/gross_sales_amount", "1e20")
                .with("/vat_summaries/0/taxable_amount", "12345678901234567890")
                .with("/closure/fk_cashier_opened_id", "nobody");

        assertEquals(ACCEPTED, till.close(closure));

        assertEquals(
                Map.of(
                        Flag.VALUE_LEFT_OUT,
                        "Left out of its column: closure.closure_date, closure.closure_start_time,"
                                + " closure.gross_sales_amount, closure.fk_cashier_opened_id, VAT summary.amount"),
                till.flags(closure.id()));
        assertEquals(
                "t",
                closure(
                                "closure_date is null and local_start_time is null and started_at is null and"
                                        + " gross_sales_amount is null and cashier_opened_id is null and"
                                        + " net_sales_amount = 1289.25",
                                closure)
                        .get(0));
    }

    @Test
    void aPeriodThatEndsInTheSecondPassOfTheAutumnHourEndsAfterItsStart() {
        Till london = app.till(app.terminal(app.store(), 1));
        Document closure = Document.closure()
                .with("/closure/closure_start_time", "2026-10-25T01:50:00")
                .with("/closure/closure_end_time", "2026-10-25T01:10:00");

        london.close(closure);

        assertEquals(
                List.of("2026-10-25 00:50:00", "2026-10-25 01:10:00", "2026-10-25 01:10:00"),
                closure(
                        "started_at at time zone 'UTC', ended_at at time zone 'UTC', local_end_time",
                        london.entry(closure.id()).id()));
        assertEquals(Map.of(), london.flags(closure.id()));
    }

    @Test
    void unreadableSummariesAreLeftOutAndFlagged() {
        Document unreadable = Document.closure().withJson("/vat_summaries", "{}");
        Document good = Document.closure();

        assertEquals(new IntakeResult.Done(2, List.of()), till.close(unreadable, good));

        assertEquals(2, till.entries().size());
        assertEquals(Map.of(Flag.VALUE_LEFT_OUT, "Left out of its column: vat_summaries"), till.flags(unreadable.id()));
        assertEquals(2, till.count("closure"));
    }

    @Test
    void onePoisonedClosureOfTenDoesNotStopTheOtherNine() {
        List<String> items = new java.util.ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            items.add(Document.closure().with("/closure/closure_number", i).text());
        }
        items.add(3, "{\"head\":{\"id\":\"" + ID + "\"}}"); // a sales document is not a closure

        Till.assertTaken(9, 1, till.close(items, Map.of()));

        assertEquals(9, till.count("closure"));
        assertEquals(
                List.of(List.of("CLOSURE", "The item has no usable closure.id: a UUID is needed.")),
                till.rows("select kind, reason from rejection where :mine"));
    }

    @Test
    void aClosureThatArrivesBeforeItsDocumentsIsComparedWithThemLater() {
        till.close(Document.closure()
                .with("/closure/total_document_count", 2)
                .with("/closure/opening_cash_amount", "200.0000"));
        ClosureReader reader = app.bean(ClosureReader.class);
        UUID terminal = till.terminal().id();
        assertEquals(0, reader.closed(terminal, 1).orElseThrow().received().documents());

        Document sale = Document.sale().with("/head/base_currency", "TRY");
        till.sell(sale, sale.with("/head/id", UUID.randomUUID().toString()));

        ClosedPeriod period = reader.closed(terminal, 1).orElseThrow();
        assertEquals(2, period.received().documents());
        assertEquals(new BigDecimal("110.0000"), period.received().gross().amount());
        assertEquals(2L, period.claimed().documents());
        assertEquals(new BigDecimal("1590.0000"), period.claimed().gross().amount());
        assertEquals(2, period.figures().sales());
        assertEquals(
                new BigDecimal("310.0000"),
                period.figures()
                        .money()
                        .get("TRY")
                        .expectedCash(period.opening())
                        .amount());
    }

    @Test
    void closuresOfOnePeriodAreAddedUpWithoutCancelledOnes() {
        till.close(Document.closure().without("/closure/gross_sales_amount"));
        till.close(Document.closure().with("/closure/is_canceled", true));
        till.close(Document.closure());

        ClosedPeriod period =
                app.bean(ClosureReader.class).closed(till.terminal().id(), 1).orElseThrow();

        assertEquals(new BigDecimal("1590.0000"), period.claimed().gross().amount());
        assertEquals(10L, period.claimed().documents());
    }

    @Test
    void theReaderListsThePeriodsClosedLastFirst() {
        for (int number = 1; number <= 3; number++) {
            till.close(Document.closure().with("/closure/closure_number", number));
        }
        till.close(Document.closure().with("/closure/closure_number", 2));
        ClosureReader reader = app.bean(ClosureReader.class);
        UUID terminal = till.terminal().id();

        assertEquals(
                List.of(2L, 3L),
                reader.latest(terminal, 2).stream().map(PeriodEnd::number).toList());
        assertEquals(Optional.empty(), reader.closed(terminal, 4));
        assertEquals(4, till.entries().stream().map(EntryView::entryNo).count());
    }
}
