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
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.closure.PeriodChecks;
import pro.saleflex.office.status.Heartbeat.Activity;
import pro.saleflex.office.status.TerminalRequests.Asked;
import pro.saleflex.office.terminal.TerminalChange;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.terminal.Terminals;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Till;
import pro.saleflex.office.testing.Concurrently;

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
        memory.written(memory.unwritten());
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
        contacts.write(seen);
        memory.written(seen);
        contacts.lookForSilence(start);
    }

    private Tile tile() {
        return tile(till.terminal());
    }

    private Tile tile(TerminalRef terminal) {
        return board.details(terminal.id()).orElseThrow().tile();
    }

    private List<List<String>> told() {
        return till.rows("select previous, state from status_change where :mine order by at, id");
    }

    @Test
    void aTerminalThatNeverCalledIsNeverSeen() {
        assertEquals(TerminalState.NEVER_SEEN, tile().state());
        contacts.lookForSilence(start);
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
        assertEquals(List.of(List.of("NEVER_SEEN", "ON_DEMAND")), told());
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
    void whatCameWhileContactsWereWrittenStays() {
        contacts.seen(till.terminal());
        Map<UUID, SeenTerminals.Seen> taken = memory.unwritten();
        pass(0.1);
        contacts.seen(till.terminal());
        memory.written(taken);

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
        contacts.write(ofAnotherServer);

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
    void aHeartbeatShowsAtOnceWithAllThatItSays() {
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
        assertEquals(5, tile().intervalSeconds(), "which is what is expected then");
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
        assertEquals(online, tile().stateSince(), "being late does not begin anew");
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
                told(),
                "being late is not in the history");
    }

    @Test
    void beingLateShowsButIsNotTold() {
        beat();
        long before = tile().changedNo();
        pass(8);
        tick();
        assertTrue(tile().changedNo() > before);
        beat();
        assertEquals(TerminalState.ONLINE, tile().state());
        assertEquals(List.of(List.of("NEVER_SEEN", "ONLINE")), told());
    }

    @Test
    void nobodyIsSilentBeforeWeCouldHaveHeardIt() {
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
    void aContactThatIsNotWrittenYetCounts() {
        beat();
        pass(22);
        contacts.seen(till.terminal());
        contacts.lookForSilence(start);

        assertEquals(TerminalState.ONLINE, tile().state());
    }

    @Test
    void twoServersTellOfASilenceOnce() {
        beat();
        pass(30);
        Concurrently.call(Collections.nCopies(4, (Callable<Boolean>) () -> {
            contacts.lookForSilence(start);
            return true;
        }));

        assertEquals(TerminalState.SILENT, tile().state());
        assertEquals(List.of(List.of("NEVER_SEEN", "ONLINE"), List.of("ONLINE", "SILENT")), told());
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
    void aBlockedTerminalIsShownSoWhateverItDoes() {
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
                told());
    }

    private void block(boolean blocked) {
        app.door(Terminals.class)
                .changeTerminal(till.terminal().id(), new TerminalChange(blocked, null, null, null, null, null, null));
    }

    @Test
    void changesAreNumberedAndFoundByTheirNumber() {
        beat();
        long known = tile().changedNo();
        Till other = app.till();
        contacts.heartbeat(other.terminal(), heartbeat(Activity.IDLE, 5));
        beat();

        List<TerminalChanged> changed = board.changedSince(known);
        assertEquals(
                List.of(other.terminal().id(), till.terminal().id()),
                changed.stream().map(TerminalChanged::terminalId).toList());
        assertEquals(till.terminal().store().id(), changed.get(1).storeId());
        assertEquals(List.of(), board.changedSince(changed.get(1).changedNo()));
    }

    /** Numbers are taken one transaction after the other until its commit, so they become visible in their order. */
    @Test
    void whoAsksForChangesWhileOthersAreMadeMissesNone() {
        Map<UUID, Long> got = new HashMap<>();
        long[] known = {0};
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
                askForChanges(known, got);
            }
            return true;
        });
        Concurrently.call(calls);
        askForChanges(known, got);

        Map<UUID, Long> all = new HashMap<>();
        board.changedSince(0).forEach(change -> all.put(change.terminalId(), change.changedNo()));
        assertEquals(all, got);
    }

    private void askForChanges(long[] known, Map<UUID, Long> got) {
        for (TerminalChanged change : board.changedSince(known[0])) {
            got.put(change.terminalId(), change.changedNo());
            known[0] = change.changedNo();
        }
    }

    @Test
    void whatAManagerAsksIsDeliveredOnceWithTheNextHeartbeat() {
        requests.resend(till.terminal().id(), 3, 7, 9, "manager");
        requests.refresh(till.terminal().id(), "manager");
        requests.refresh(till.terminal().id(), "admin");
        requests.tell(till.terminal().id(), "Paper is in the back office.", "manager");

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

    /** A closure of period 4, and the time in which documents may follow it. */
    private void close(long documents) {
        till.close(Document.closure()
                .with("/closure/closure_number", 4)
                .with("/closure/total_document_count", documents)
                .with("/closure/closure_end_time", "2010-01-01T09:59:00"));
        app.clock().pass(PeriodChecks.GRACE_PERIOD);
    }

    @Test
    void whatAClosedPeriodLacksIsCountedWhateverItsDates() {
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
        assertFalse(board.changedSince(0).isEmpty());
    }

    @Test
    void aReceiptNumberThatNobodyBelievesIsNoGapAndHidesNone() {
        sell(Long.MIN_VALUE, 0, 1, 3, Long.MAX_VALUE);
        close(6);
        beat();
        contacts.countGaps();

        assertEquals(1, tile().gaps());
    }

    @Test
    void listeningBeginsAnewBehindAPause() {
        SeenTerminals ears = new SeenTerminals();
        Instant at = start;
        assertEquals(at, ears.listening(at));
        assertEquals(at, ears.listening(at.plusSeconds(1)));
        assertEquals(at, ears.listening(at.plusSeconds(6)));
        assertEquals(at.plusSeconds(12), ears.listening(at.plusSeconds(12)), "held up");
        ears.deaf();
        assertEquals(at.plusSeconds(13), ears.listening(at.plusSeconds(13)), "calls were turned away");
        assertEquals(at.plusSeconds(3), ears.listening(at.plusSeconds(3)), "the clock was put back");
    }
}
