package pro.saleflex.office.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.gate.inbox.HeartbeatExchange;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.status.TerminalRequests.Asked;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Transactions;

@DatabaseTest
class ContactsDbTest {
    @Inject
    TestApplication app;

    @Inject
    Contacts contacts;

    @Inject
    SeenTerminals memory;

    @Inject
    StatusBoard board;

    @Inject
    TerminalRequests requests;

    @Inject
    Till till;

    private Instant start;

    @BeforeEach
    void listen() {
        start = app.clock().instant();
        memory.removeWritten(memory.unwritten(), memory.grown());
    }

    static Heartbeat heartbeat(Activity activity, Integer interval) {
        return new Heartbeat(
                null, activity, null, null, null, interval, null, null, null, null, null, null, null, null, null);
    }

    private void beat() {
        contacts.heartbeat(till.terminal(), heartbeat(Activity.IDLE, 5));
    }

    private void pass(double seconds) {
        app.clock().pass(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** What the timers do every second. */
    private void tick() {
        Map<UUID, SeenTerminals.Seen> seen = memory.unwritten();
        Map<UUID, Object> grown = memory.grown();
        contacts.write(seen, grown.keySet());
        memory.removeWritten(seen, grown);
        contacts.detectSilence(start);
    }

    private Tile tile() {
        return tile(till.terminal());
    }

    private Tile tile(TerminalRef terminal) {
        return board.details(terminal.id()).orElseThrow().tile();
    }

    private List<List<String>> history() {
        return till.rows("select previous, state from status_change where :mine order by at, id");
    }

    @Test
    void aTerminalThatNeverCalledIsNeverSeen() {
        assertEquals(TerminalState.NEVER_SEEN, tile().state());
        contacts.detectSilence(start);
        assertEquals("NEVER_SEEN", till.value("select state from terminal_status where :mine"));
        assertEquals(0, till.count("status_change"));
    }

    @Test
    void aContactIsKeptInMemoryUntilItIsWritten() {
        contacts.seen(till.terminal());
        assertEquals(null, tile().lastSeen());

        Instant seen = app.clock().instant();
        pass(0.7);
        tick();

        assertEquals(seen, tile().lastSeen());
        assertEquals(TerminalState.ON_DEMAND, tile().state());
        assertEquals(Map.of(), memory.unwritten());
        assertEquals(List.of(List.of("NEVER_SEEN", "ON_DEMAND")), history());
    }

    @Test
    void aTerminalOnDemandIsNeverSilent() {
        contacts.seen(till.terminal());
        tick();
        pass(99_999);
        tick();

        assertEquals(TerminalState.ON_DEMAND, tile().state());
    }

    @Test
    void aContactDuringTheWriteStaysInMemory() {
        contacts.seen(till.terminal());
        Map<UUID, SeenTerminals.Seen> written = memory.unwritten();
        pass(0.1);
        contacts.seen(till.terminal());
        memory.removeWritten(written, Map.of());

        assertEquals(
                app.clock().instant(),
                memory.unwritten().get(till.terminal().id()).at());
    }

    @Test
    void lastSeenNeverGoesBack() {
        contacts.seen(till.terminal());
        Map<UUID, SeenTerminals.Seen> ofAnotherServer = memory.unwritten();
        pass(1);
        beat();
        Instant latest = tile().lastSeen();
        long changedNo = tile().changedNo();
        contacts.write(ofAnotherServer, Set.of());

        assertEquals(latest, tile().lastSeen());
        assertEquals(changedNo, tile().changedNo(), "nothing changed");
    }

    @Test
    void contactsOfManyTerminalsAreWrittenTogether() {
        List<Till> tills = List.of(app.till(), app.till(), app.till());
        tills.forEach(each -> contacts.seen(each.terminal()));
        tick();

        tills.forEach(each ->
                assertEquals(app.clock().instant(), tile(each.terminal()).lastSeen()));
    }

    @Test
    void whileTheDatabaseIsAwayContactsStayInMemory() {
        contacts.seen(till.terminal());
        app.tamper("alter table terminal_status rename to hidden");
        try {
            assertThrows(RuntimeException.class, this::tick);
        } finally {
            app.tamper("alter table hidden rename to terminal_status");
        }
        assertEquals(1, memory.unwritten().size());
        tick();

        assertEquals(app.clock().instant(), tile().lastSeen());
    }

    @Test
    void aHeartbeatShowsAtOnceWithEverythingItReports() {
        Instant now = app.clock().instant();
        contacts.heartbeat(
                till.terminal(),
                new Heartbeat(
                        now.plus(Duration.ofDays(2)),
                        Activity.SELLING,
                        "a\u0000b\u2069",
                        "1.0.0b8",
                        3600L,
                        10,
                        7L,
                        42L,
                        3L,
                        90L,
                        "[{\"type\":\"receipt_printer\",\"state\":\"error\",\"detail\":\"no paper\"},"
                                + "{\"type\":\"scale\",\"state\":\"absent\"}]",
                        "{\"disk_free_mb\":512,\"memory_free_mb\":64}",
                        "\"good\"",
                        "{\"mood\":\"fine\"}",
                        "cashier,peripherals"));

        Tile tile = tile();
        assertEquals(TerminalState.ONLINE, tile.state());
        assertEquals(now, tile.lastSeen());
        assertEquals(now, tile.lastHeartbeat());
        assertEquals(10, tile.intervalSeconds());
        assertEquals(
                new Tile.Reported(
                        "selling",
                        "a\uFFFDb",
                        "1.0.0b8",
                        3600L,
                        7L,
                        42L,
                        3L,
                        now.minusSeconds(90),
                        Duration.ofDays(2).toMillis(),
                        List.of(
                                new Peripheral("receipt_printer", "error", "no paper"),
                                new Peripheral("scale", "absent", null)),
                        512L,
                        64L,
                        "\"good\"",
                        List.of("cashier", "peripherals")),
                tile.reported());
        assertEquals(
                "{\"mood\":\"fine\"}",
                board.details(till.terminal().id()).orElseThrow().other());
    }

    @Test
    void theAnswerSaysWhenToCallNext() {
        Contacts.Answer answer = contacts.heartbeat(till.terminal(), heartbeat(null, null));

        assertEquals(app.clock().instant(), answer.serverTime());
        assertEquals(5, answer.nextCallSeconds());
        assertEquals(5, tile().intervalSeconds(), "the expected interval");
        assertEquals(List.of(), answer.requests());
    }

    @Test
    void missedCallsMakeItLateThenSilentAndACallOnlineAgain() {
        beat();
        Instant online = tile().stateSince();
        pass(6.9);
        tick();
        assertEquals(TerminalState.ONLINE, tile().state());
        pass(0.1);
        tick();
        assertEquals(TerminalState.LATE, tile().state());
        assertEquals(online, tile().stateSince(), "being late does not restart it");
        pass(14.9);
        tick();
        assertEquals(TerminalState.LATE, tile().state());
        pass(0.1);
        tick();
        assertEquals(TerminalState.SILENT, tile().state());
        assertEquals(app.clock().instant(), tile().stateSince());
        contacts.seen(till.terminal());
        tick();
        assertEquals(TerminalState.ONLINE, tile().state());
        assertEquals(
                List.of(List.of("NEVER_SEEN", "ONLINE"), List.of("ONLINE", "SILENT"), List.of("SILENT", "ONLINE")),
                history(),
                "being late is not in the history");
    }

    @Test
    void beingLateShowsButIsNotInTheHistory() {
        beat();
        long before = tile().changedNo();
        pass(8);
        tick();
        assertTrue(tile().changedNo() > before);
        beat();
        assertEquals(TerminalState.ONLINE, tile().state());
        assertEquals(List.of(List.of("NEVER_SEEN", "ONLINE")), history());
    }

    @Test
    void silenceCountsOnlyFromWhenTheServerListens() {
        beat();
        pass(3600);
        start = app.clock().instant();
        tick();
        assertEquals(TerminalState.ONLINE, tile().state());
        pass(21.9);
        tick();
        assertEquals(TerminalState.LATE, tile().state());
        pass(0.1);
        tick();
        assertEquals(TerminalState.SILENT, tile().state());
    }

    @Test
    void aContactNotYetWrittenCounts() {
        beat();
        pass(22);
        contacts.seen(till.terminal());
        contacts.detectSilence(start);

        assertEquals(TerminalState.ONLINE, tile().state());
    }

    @Test
    void severalServersRecordASilenceOnce() {
        beat();
        pass(30);
        Concurrently.call(Collections.nCopies(4, (Callable<Boolean>) () -> {
            contacts.detectSilence(start);
            return true;
        }));

        assertEquals(TerminalState.SILENT, tile().state());
        assertEquals(List.of(List.of("NEVER_SEEN", "ONLINE"), List.of("ONLINE", "SILENT")), history());
    }

    @Test
    void goodbyeClosesUntilTheNextHeartbeat() {
        beat();
        contacts.seen(till.terminal());
        contacts.heartbeat(till.terminal(), heartbeat(Activity.CLOSED, 5));
        assertEquals(TerminalState.CLOSED, tile().state());
        pass(1);
        contacts.seen(till.terminal()); // a call that was under way
        tick();
        assertEquals(TerminalState.CLOSED, tile().state());
        pass(3600);
        tick();
        assertEquals(TerminalState.CLOSED, tile().state());
        beat();
        assertEquals(TerminalState.ONLINE, tile().state());
    }

    @Test
    void aBlockedTerminalShowsAsBlockedWhateverItDoes() {
        beat();
        block(true);
        assertEquals(TerminalState.BLOCKED, tile().state(), "at once");
        tick();
        assertEquals("BLOCKED", till.value("select state from terminal_status where :mine"));
        contacts.heartbeat(app.terminal(till.terminal().id()), heartbeat(Activity.IDLE, 5));
        contacts.seen(app.terminal(till.terminal().id()));
        pass(60);
        tick();
        assertEquals(TerminalState.BLOCKED, tile().state());
        block(false);
        beat();
        assertEquals(TerminalState.ONLINE, tile().state());
        assertEquals(
                List.of(List.of("NEVER_SEEN", "ONLINE"), List.of("ONLINE", "BLOCKED"), List.of("BLOCKED", "ONLINE")),
                history());
    }

    private void block(boolean blocked) {
        app.bean(Terminals.class)
                .changeTerminal(till.terminal().id(), new TerminalChange(blocked, null, null, null, null, null, null));
    }

    @Test
    void aReaderGetsWhatChangedSinceItsLastLook() {
        beat();
        long next = board.changedSince(0).next();
        Till other = app.till();
        contacts.heartbeat(other.terminal(), heartbeat(Activity.IDLE, 5));
        beat();

        Changes<TerminalChanged> changes = board.changedSince(next);
        assertEquals(
                Set.of(other.terminal().id(), till.terminal().id()),
                changes.changed().stream().map(TerminalChanged::terminalId).collect(Collectors.toSet()));
        assertEquals(List.of(), board.changedSince(changes.next()).changed());
    }

    @Test
    void aTransactionThatBeganFirstAndCommitsLastIsNotMissed() {
        Till other = app.till();
        beat();
        contacts.heartbeat(other.terminal(), heartbeat(Activity.IDLE, 5));
        long[] next = {board.changedSince(0).next()};
        Transactions.run(
                () -> { // the heartbeat joins it, so it stays open
                    contacts.heartbeat(till.terminal(), heartbeat(Activity.CLOSED, 5));
                    Changes<TerminalChanged> meanwhile = Concurrently.start(() -> {
                                contacts.heartbeat(other.terminal(), heartbeat(Activity.IDLE, 5));
                                return board.changedSince(next[0]);
                            })
                            .result();
                    assertEquals(
                            List.of(other.terminal().id()),
                            meanwhile.changed().stream()
                                    .map(TerminalChanged::terminalId)
                                    .toList(),
                            "it did not wait");
                    next[0] = meanwhile.next();
                });

        Changes<TerminalChanged> changes = board.changedSince(next[0]);
        assertTrue(
                changes.changed().stream().anyMatch(change -> change.terminalId()
                        .equals(till.terminal().id())),
                "it was not missed");
        assertEquals(List.of(), board.changedSince(changes.next()).changed());
    }

    @Test
    void aReaderOfChangesMissesNoneMadeMeanwhile() {
        Map<UUID, Long> received = new HashMap<>();
        long[] next = {0};
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            TerminalRef terminal = app.terminal();
            calls.add(() -> {
                for (int i = 0; i < 40; i++) {
                    contacts.heartbeat(terminal, heartbeat(Activity.IDLE, 5));
                }
                return true;
            });
        }
        calls.add(() -> {
            for (int i = 0; i < 100; i++) {
                readChanges(next, received);
            }
            return true;
        });
        Concurrently.call(calls);
        readChanges(next, received);

        Map<UUID, Long> all = new HashMap<>();
        board.changedSince(0).changed().forEach(change -> all.put(change.terminalId(), change.changedNo()));
        assertEquals(all, received);
    }

    private void readChanges(long[] next, Map<UUID, Long> received) {
        Changes<TerminalChanged> changes = board.changedSince(next[0]);
        changes.changed().forEach(change -> received.put(change.terminalId(), change.changedNo()));
        next[0] = changes.next();
    }

    /** As after a restore from another database server, whose transactions had higher numbers. */
    @Test
    void numbersOfAnotherDatabaseServerHideNoChange() {
        beat();
        till.tamper("update terminal_status set changed_no = 1000000000000 where :mine");
        long next = board.changedSince(0).next();
        assertEquals(List.of(), board.changedSince(next).changed());
        beat();

        assertEquals(
                List.of(till.terminal().id()),
                board.changedSince(next).changed().stream()
                        .map(TerminalChanged::terminalId)
                        .toList());
    }

    @Test
    void aHeartbeatWritesItsContactItself() {
        contacts.seen(till.terminal()); // by the guard
        beat();

        assertEquals(Map.of(), memory.unwritten());
    }

    @Test
    void aHandOverChangesTheTileThoughItsContactIsWritten() {
        contacts.seen(till.terminal());
        tick(); // while the documents are being stored
        long next = board.changedSince(0).next();
        till.sell(Document.sale());
        assertEquals(List.of(), board.changedSince(next).changed());
        Instant contact = tile().lastSeen();
        pass(0.5);
        tick();

        assertEquals(
                List.of(till.terminal().id()),
                board.changedSince(next).changed().stream()
                        .map(TerminalChanged::terminalId)
                        .toList());
        assertEquals(contact, tile().lastSeen(), "which is no contact");
        assertEquals(Map.of(), memory.grown());
    }

    @Test
    void aHeartbeatThatFailsDeliversNothing() {
        beat();
        requests.sendNotice(till.terminal().id(), "Paper is in the back office.", "manager");
        String before = till.value("select last_heartbeat from terminal_status where :mine");
        pass(5);
        assertThrows(
                IllegalStateException.class,
                () -> Transactions.run(() -> {
                    assertEquals(
                            1,
                            app.bean(HeartbeatExchange.class)
                                    .exchange(till.terminal(), heartbeat(Activity.CLOSED, 5), List.of())
                                    .answer()
                                    .requests()
                                    .size());
                    throw new IllegalStateException("the connection broke");
                }));

        assertEquals(before, till.value("select last_heartbeat from terminal_status where :mine"));
        assertEquals(1, requests.open(till.terminal().id()).size());
    }

    @Test
    void aManagersRequestsAreDeliveredOnceWithTheNextHeartbeat() {
        requests.resend(till.terminal().id(), 3, 7, 9, "manager");
        requests.refresh(till.terminal().id(), "manager");
        requests.refresh(till.terminal().id(), "admin");
        requests.sendNotice(till.terminal().id(), "Paper is in the back office.", "manager");

        List<Asked> asked =
                contacts.heartbeat(till.terminal(), heartbeat(Activity.IDLE, 5)).requests();
        assertEquals(
                List.of(TerminalRequests.Type.RESEND, TerminalRequests.Type.REFRESH, TerminalRequests.Type.NOTICE),
                asked.stream().map(Asked::type).toList());
        assertEquals(
                List.of(3L, 7L, 9L),
                List.of(
                        asked.get(0).closureNumber(),
                        asked.get(0).fromNumber(),
                        asked.get(0).toNumber()));
        assertEquals("Paper is in the back office.", asked.get(2).message());
        assertEquals("manager", asked.get(1).askedBy());
        assertEquals(
                List.of(),
                contacts.heartbeat(till.terminal(), heartbeat(Activity.IDLE, 5)).requests());
        assertNotNull(requests.latest(till.terminal().id()).get(0).deliveredAt());
        assertThrows(
                RuntimeException.class, () -> requests.resend(till.terminal().id(), 3, 9, 7, "manager"));
    }

    private void sell(long... numbers) {
        for (long number : numbers) {
            till.sell(Document.sale().with("/head/closure_number", 4).with("/head/receipt_number", number));
        }
    }

    /** Closes period 4 and lets the time pass in which documents may follow. */
    private void close(long documents) {
        till.close(Document.closure()
                .with("/closure/closure_number", 4)
                .with("/closure/total_document_count", documents)
                .with("/closure/closure_end_time", "2010-01-01T09:59:00"));
        app.clock().pass(PeriodChecks.GRACE_PERIOD);
    }

    @Test
    void missingDocumentsOfAClosedPeriodAreCountedWhateverItsDates() {
        sell(2, 3, 6, 8);
        beat();
        contacts.countGaps();
        assertEquals(0, tile().gaps(), "the period is open");
        close(7);
        contacts.countGaps();

        assertEquals(3, tile().gaps());
        sell(4, 5, 7);
        contacts.countGaps();
        assertEquals(0, tile().gaps());
        assertFalse(board.changedSince(0).changed().isEmpty());
    }

    @Test
    void anImplausibleReceiptNumberIsNoGapAndHidesNone() {
        sell(Long.MIN_VALUE, 0, 1, 3, Long.MAX_VALUE);
        close(6);
        beat();
        contacts.countGaps();

        assertEquals(1, tile().gaps());
    }

    @Test
    void listeningStartsAgainAfterAPause() {
        SeenTerminals seen = new SeenTerminals();
        Instant at = start;
        assertEquals(at, seen.listeningSince(at));
        assertEquals(at, seen.listeningSince(at.plusSeconds(1)));
        assertEquals(at, seen.listeningSince(at.plusSeconds(6)));
        assertEquals(at.plusSeconds(12), seen.listeningSince(at.plusSeconds(12)), "held up");
        seen.stopListening();
        assertEquals(at.plusSeconds(13), seen.listeningSince(at.plusSeconds(13)), "calls were refused");
        assertEquals(at.plusSeconds(3), seen.listeningSince(at.plusSeconds(3)), "the clock was put back");
    }
}
