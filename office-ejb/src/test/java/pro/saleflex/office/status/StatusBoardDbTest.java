package pro.saleflex.office.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.figures.DayFigures;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.status.StatusBoard.Stretch;
import pro.saleflex.office.terminal.StoreChange;
import pro.saleflex.office.terminal.StoreRef;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** The application's clock starts at 10:00 UTC; the till's store is in Istanbul, where it is 13:00. */
@DatabaseTest
class StatusBoardDbTest {
    @Inject
    TestApplication app;

    @Inject
    Contacts contacts;

    @Inject
    StatusBoard board;

    @Inject
    StatusHistory history;

    @Inject
    Till till;

    @Inject
    StoreRef store;

    private Instant now() {
        return app.clock().instant();
    }

    private void beat(TerminalRef terminal, Activity activity) {
        contacts.heartbeat(terminal, ContactsDbTest.heartbeat(activity, 5));
    }

    private Tile tile() {
        return board.details(till.terminal().id()).orElseThrow().tile();
    }

    private void change(Instant at, TerminalState previous, TerminalState state) {
        app.tamper("insert into status_change (terminal_id, state, previous, at) values ('"
                + till.terminal().id() + "', '" + state + "', '" + previous + "', '" + at + "')");
    }

    /** A sale completed at this time, in UTC. */
    private static Document sale(String completed, String total) {
        return Document.sale().with("/head/created_at", completed).with("/head/total_amount", new BigDecimal(total));
    }

    /** The till, as if created long ago. */
    private Till oldTill() {
        till.tamper("update terminal set created_at = '2026-01-01' where id = '"
                + till.terminal().id() + "'");
        return app.till(app.terminal(till.terminal().id()));
    }

    private StoreRef change(StoreChange change) {
        return app.bean(Terminals.class)
                .changeStore(till.terminal().store().id(), change)
                .orElseThrow();
    }

    @Test
    void theWorstStateIsFirstAndOnlyTheRequestedStoresAreShown() {
        TerminalRef online = app.terminal(store, 1);
        TerminalRef never = app.terminal(store, 2);
        TerminalRef silent = app.terminal(store, 3);
        beat(silent, Activity.IDLE);
        app.clock().pass(Duration.ofSeconds(30));
        beat(online, Activity.IDLE);
        contacts.detectSilence(Instant.EPOCH);

        List<Tile> tiles = board.tiles(Set.of(store.id()));
        assertEquals(
                List.of(silent.id(), never.id(), online.id()),
                tiles.stream().map(Tile::terminalId).toList());
        assertEquals(
                List.of(TerminalState.SILENT, TerminalState.NEVER_SEEN, TerminalState.ONLINE),
                tiles.stream().map(Tile::state).toList());
        assertEquals(store, tiles.get(0).store());
        assertEquals(List.of(), board.tiles(Set.of()));
        assertEquals(
                app.value("select count(*) from terminal"),
                String.valueOf(board.tiles().size()));
        assertEquals(1, board.counts(Set.of(store.id())).get(TerminalState.SILENT));
        assertEquals(1, board.counts(Set.of(store.id())).get(TerminalState.NEVER_SEEN));
        assertEquals(0, board.counts(Set.of(store.id())).get(TerminalState.CLOSED));
    }

    @Test
    void todayIsEverythingCompletedSinceTheStoresMidnight() {
        assertEquals(DayFigures.EMPTY, tile().today());
        assertNull(tile().lastSaleAt());
        oldTill()
                .sell(
                        sale("2026-11-21T20:59:59.999999999", "1"),
                        sale("2026-11-21T21:00:00", "10.50").with("/head/transaction_date_time", "2026-11-21T21:58:00"),
                        sale("2026-11-22T09:30:00", "20").with("/head/transaction_status", "COMPLETED"),
                        sale("2026-11-22T09:35:00", "4000").with("/head/is_cancel", true),
                        sale("2026-11-22T09:40:00", "50000").with("/head/transaction_status", "cancelled"));

        Tile tile = tile();
        assertEquals(2, tile.today().sales());
        assertEquals(Map.of("GBP", new BigDecimal("30.5000")), tile.today().takings());
        assertEquals(Instant.parse("2026-11-22T09:40:00Z"), tile.lastSaleAt(), "handed over last");
        assertEquals("2026-11-21", till.value("select min(business_day) from sales_document where :mine"));
    }

    @Test
    void aSaleWithAnImpossibleCompletionTimeCountsWhenItWasReceived() {
        oldTill()
                .sell(
                        sale("2010-01-01T00:00:00", "1"),
                        sale("2026-11-23T10:00:00", "20"),
                        Document.sale().without("/head/created_at").with("/head/total_amount", new BigDecimal("300")));

        assertEquals(Map.of("GBP", new BigDecimal("321.0000")), tile().today().takings());
        assertEquals(now(), tile().lastSaleAt());
    }

    @Test
    void salesOfABarAfterMidnightBelongToTheDayBefore() {
        change(new StoreChange(null, null, null, "02:30"));
        try {
            // In Istanbul, three hours ahead of UTC: 02:29 and 02:30.
            oldTill().sell(sale("2026-11-21T23:29:59.999999999", "1"), sale("2026-11-21T23:30:00", "20"));
            assertEquals(
                    Map.of("GBP", new BigDecimal("20.0000")), tile().today().takings());
        } finally {
            change(new StoreChange(null, null, null, "00:00"));
        }
    }

    @Test
    void aChangedStoreKeepsItsPastFigures() {
        StoreRef bar = app.store();
        TerminalRef before = app.terminal(bar, 1);
        app.tamper("update terminal set created_at = '2026-01-01' where store_id = '" + bar.id() + "'");
        before = app.terminal(before.id());
        // No currency of its own; half past midnight in London.
        Document sale = sale("2026-11-22T00:30:00", "20").with("/head/base_currency", "");
        app.till(before).sell(sale);
        app.clock().pass(Duration.ofMinutes(1));
        Instant changed = now();
        StoreRef now = app.bean(Terminals.class)
                .changeStore(bar.id(), new StoreChange("The bar", "America/New_York", "USD", "03:00"))
                .orElseThrow();
        app.clock().pass(Duration.ofMinutes(1));
        TerminalRef after = app.terminal(before.id());
        Document later = sale("2026-11-22T07:59:00", "3").with("/head/base_currency", "");
        app.till(after).sell(later);

        assertEquals(now, after.store());
        assertEquals(List.of("2026-11-22", "GBP"), app.till(after).columns("business_day, currency", sale.id()));
        assertEquals(List.of("2026-11-21", "USD"), app.till(after).columns("business_day, currency", later.id()));
        Terminals terminals = app.bean(Terminals.class);
        assertEquals(bar, terminals.asOf(after, changed.minusSeconds(1)).store());
        assertEquals(bar, terminals.asOf(after, Instant.EPOCH).store(), "as created");
        assertEquals(now, terminals.asOf(after, changed).store());
    }

    @Test
    void takingsAreTheAmountsTakenForGoods() {
        till.sell(
                sale("2026-11-22T09:00:00", "945").with("/head/total_discount_amount", "285"),
                sale("2026-11-22T09:01:00", "40")
                        .with("/head/service_charge_amount", "5")
                        .with("/head/tip_amount", "6"),
                sale("2026-11-22T09:02:00", "55")
                        .with("/head/document_type", "RETURN_SLIP")
                        .with("/head/transaction_type", "return"),
                sale("2026-11-22T09:03:00", "300").with("/head/document_type", "POS_PAID_OUT"),
                sale("2026-11-22T09:04:00", "7").with("/head/base_currency", "EUR"),
                sale("2026-11-22T09:05:00", "1e20"),
                sale("2026-11-22T09:06:00", "8").with("/head/document_type", "TICKET"));

        DayFigures today = tile().today();
        assertEquals(4, today.sales());
        assertEquals(1, today.returns());
        assertEquals(Map.of("GBP", new BigDecimal("650.0000"), "EUR", new BigDecimal("7.0000")), today.takings());
        assertEquals(1, today.withoutAmount());
        assertEquals(1, today.unknown());
    }

    @Test
    void theStripIsTheLast24Hours() {
        Instant from = now().minus(Duration.ofHours(24));
        change(from.minusSeconds(9), TerminalState.ONLINE, TerminalState.CLOSED);
        change(from.plusSeconds(3600), TerminalState.CLOSED, TerminalState.ONLINE);
        change(from.plusSeconds(7200), TerminalState.ONLINE, TerminalState.SILENT);

        assertEquals(
                List.of(
                        new Stretch(TerminalState.CLOSED, from, from.plusSeconds(3600)),
                        new Stretch(TerminalState.ONLINE, from.plusSeconds(3600), from.plusSeconds(7200)),
                        new Stretch(TerminalState.SILENT, from.plusSeconds(7200), now())),
                board.strip24h(till.terminal().id()));
        assertEquals(board.strip24h(till.terminal().id()), tile().strip());
    }

    @Test
    void aDayWithoutChangesIsOneStretch() {
        assertEquals(
                List.of(new Stretch(TerminalState.NEVER_SEEN, now().minus(Duration.ofHours(24)), now())),
                board.strip24h(till.terminal().id()));
        change(now().minus(Duration.ofDays(9)), TerminalState.NEVER_SEEN, TerminalState.ON_DEMAND);
        assertEquals(
                List.of(new Stretch(TerminalState.ON_DEMAND, now().minus(Duration.ofHours(24)), now())),
                board.strip24h(till.terminal().id()));
    }

    @Test
    void uptimeIsPerBusinessDayOfTheStore() {
        Instant midnight = Instant.parse("2026-11-20T21:00:00Z"); // of 21 November in Istanbul
        change(midnight.minusSeconds(60), TerminalState.NEVER_SEEN, TerminalState.ONLINE);
        change(midnight.plus(Duration.ofHours(9)), TerminalState.ONLINE, TerminalState.SILENT);
        change(midnight.plus(Duration.ofHours(12)), TerminalState.SILENT, TerminalState.ONLINE);
        change(midnight.plus(Duration.ofHours(18)), TerminalState.ONLINE, TerminalState.CLOSED);

        StatusBoard.Uptime uptime = board.uptime(till.terminal().id(), LocalDate.parse("2026-11-21"))
                .orElseThrow();
        assertEquals(Duration.ofHours(15), uptime.online());
        assertEquals(Duration.ofHours(3), uptime.silent());
        assertEquals(Duration.ofHours(6), uptime.other());
        assertEquals(15 / 18.0, uptime.share().orElseThrow(), 1e-9);
        assertEquals(
                Optional.empty(),
                board.uptime(till.terminal().id(), LocalDate.parse("2026-11-22"))
                        .orElseThrow()
                        .share(),
                "closed all day so far");
        assertEquals(Optional.empty(), board.uptime(UUID.randomUUID(), LocalDate.parse("2026-11-21")));
    }

    @Test
    void theHistoryIsKeptFor400Days() {
        change(now().minus(Duration.ofDays(401)), TerminalState.NEVER_SEEN, TerminalState.ONLINE);
        change(now().minus(Duration.ofDays(399)), TerminalState.ONLINE, TerminalState.CLOSED);
        history.removeOld();

        assertEquals(
                List.of(TerminalState.CLOSED),
                board.history(till.terminal().id(), Instant.EPOCH, now()).stream()
                        .map(StatusBoard.Change::state)
                        .toList());
    }

    @Test
    void anUnknownTerminalHasNoDetails() {
        assertEquals(Optional.empty(), board.details(UUID.randomUUID()));
    }

    /** Prints the time for developers; a limit would fail on a busy machine. */
    @Test
    void aThousandTilesAreReadTogether() {
        StoreRef big = app.store();
        app.tamper("insert into terminal (id, store_id, code, number, name, blocked, may_pull, created_at)"
                + " select gen_random_uuid(), '" + big.id() + "', 'T' || n, n, 'T' || n, false, true, '" + now()
                + "' from generate_series(1, 1000) n");
        contacts.detectSilence(Instant.EPOCH);
        app.tamper("update terminal_status set state = 'ONLINE', last_seen = '" + now() + "', cashier = 'a.sales',"
                + " peripherals = '[{\"type\":\"scale\",\"state\":\"ok\"},{\"type\":\"scanner\",\"state\":\"ok\"}]',"
                + " health = '{\"disk_free_mb\":512}' where store_id = '" + big.id() + "'");
        app.tamper("insert into status_change (terminal_id, state, previous, at) select id,"
                + " case n % 2 when 0 then 'ONLINE' else 'CLOSED' end, case n % 2 when 1 then 'ONLINE' else 'CLOSED' end,"
                + " timestamptz '" + now() + "' - n * interval '1 hour' from terminal, generate_series(0, 11) n"
                + " where store_id = '" + big.id() + "'");
        sellEverywhere(big, 100);
        for (int i = 1; i <= 5; i++) {
            long started = System.nanoTime();
            List<Tile> tiles = board.tiles(Set.of(big.id()));
            System.out.printf(
                    "1000 tiles with 100 documents of today each: %d ms%n", (System.nanoTime() - started) / 1_000_000);
            assertEquals(1000, tiles.size());
            assertEquals(100, tiles.get(0).today().sales());
            assertEquals(12, tiles.get(0).strip().size());
        }
        long started = System.nanoTime();
        contacts.countGaps();
        System.out.printf("Gaps of all terminals: %d ms%n", (System.nanoTime() - started) / 1_000_000);
    }

    /** Inserts documents as rows, because handing over a hundred thousand takes minutes. */
    private void sellEverywhere(StoreRef big, int each) {
        app.tamper("set session_replication_role = replica;"
                + "insert into journal_entry (id, terminal_id, entry_no, kind, document_id, payload, payload_sha256,"
                + " content_sha256, chain_hash, source, received_at) select 1000000 + t.number * 1000 + n, t.id, n,"
                + " 'TRANSACTION', gen_random_uuid(), '{}', '', '', '', 'REST', '" + now()
                + "' from terminal t, generate_series(1, " + each + ") n where t.store_id = '" + big.id() + "';"
                + "insert into sales_document (id, terminal_id, document_id, document_type, transaction_type,"
                + " transaction_status, closure_number, receipt_number, business_day, currency, net_amount,"
                + " cancelled)"
                + " select e.id, e.terminal_id, e.document_id, 'FISCAL_RECEIPT', 'sale', 'completed', 1, e.entry_no, date '"
                + now().toString().substring(0, 10) + "', 'GBP', 9.99,"
                + " false from journal_entry e join terminal t on t.id = e.terminal_id where t.store_id = '"
                + big.id() + "'; analyze");
    }
}
