package pro.saleflex.office.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.terminal.Terminals.Created;
import pro.saleflex.office.terminal.Terminals.Outcome;
import pro.saleflex.office.testing.Concurrently;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.zone.StoreZone;

/** Creating and changing stores and terminals. */
@DatabaseTest
class TerminalsDbTest {
    @Inject
    TestApplication app;

    @Inject
    Terminals terminals;

    @Inject
    StoreRef store;

    private TerminalSpec spec(String code, int number, String name, List<String> trusted) {
        return new TerminalSpec("O", store.storeCode(), code, number, name, trusted);
    }

    private Created create(String code, int number, String... trusted) {
        Created created = terminals.createTerminal(spec(code, number, null, List.of(trusted)));
        assertEquals(Outcome.DONE, created.outcome());
        return created;
    }

    private void change(Created created, TerminalChange change) {
        assertEquals(
                Outcome.DONE,
                terminals
                        .changeTerminal(created.terminal().id(), change)
                        .orElseThrow()
                        .outcome());
    }

    private TerminalView view(Created created) {
        return terminals.all().stream()
                .filter(found -> found.id().equals(created.terminal().id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStoreIsCreatedOnceWithItsZoneAndCurrency() {
        StoreSpec spec = new StoreSpec("O", store.storeCode() + "x", "Corner", "Asia/Kathmandu", "NPR");

        StoreRef created = terminals.createStore(spec).orElseThrow();

        assertEquals(Optional.empty(), terminals.createStore(spec));
        assertEquals(Optional.of(created), terminals.store("O", store.storeCode() + "x"));
        assertEquals(StoreZone.of("Asia/Kathmandu"), created.zone());
        assertEquals("Corner", created.name());
        assertTrue(terminals.stores().contains(created));
        assertEquals(Optional.empty(), terminals.store("O", "nowhere"));
    }

    @Test
    void aTerminalNeedsAStoreAndItsOwnCodeAndNumber() {
        create("POS-1", 1);

        assertEquals(
                Outcome.UNKNOWN_STORE,
                terminals
                        .createTerminal(new TerminalSpec("O", "nowhere", "POS-1", 1, null, null))
                        .outcome());
        Created sameCode = terminals.createTerminal(spec("POS-1", 2, null, null));
        assertEquals(Outcome.TAKEN, sameCode.outcome());
        assertNull(sameCode.secret());
        assertEquals(
                Outcome.TAKEN,
                terminals.createTerminal(spec("POS-2", 1, null, null)).outcome());
        String elsewhere = app.store().storeCode();
        assertEquals(
                Outcome.DONE,
                terminals
                        .createTerminal(new TerminalSpec("O", elsewhere, "POS-1", 1, null, null))
                        .outcome());
    }

    @Test
    void ofConcurrentCreationsOneSucceedsAndTheOthersFail() {
        StoreSpec shop = new StoreSpec("O", store.storeCode() + "y", "Corner", "UTC", "EUR");
        assertEquals(
                1,
                Concurrently.call(Collections.nCopies(
                                8, (Callable<Optional<StoreRef>>) () -> terminals.createStore(shop)))
                        .stream()
                        .filter(Optional::isPresent)
                        .count());

        List<Outcome> outcomes = Concurrently.call(Collections.nCopies(8, (Callable<Outcome>)
                () -> terminals.createTerminal(spec("POS-1", 1, null, null)).outcome()));
        assertEquals(1, Collections.frequency(outcomes, Outcome.DONE));
        assertEquals(7, Collections.frequency(outcomes, Outcome.TAKEN));
    }

    @Test
    void aTerminalIsNamedByItsCodeUnlessItHasAName() {
        assertEquals("POS-1", create("POS-1", 1).terminal().name());
        assertEquals(
                "Till at the door",
                terminals
                        .createTerminal(spec("POS-2", 2, "Till at the door", null))
                        .terminal()
                        .name());
    }

    @Test
    void anInvalidSpecificationIsRejected() {
        for (String code : new String[] {"", " ", null, "x".repeat(101), "a\u0000b"}) {
            assertThrows(RuntimeException.class, () -> terminals.createTerminal(spec(code, 7, null, null)));
            assertTrue(spec(code, 7, null, null).fault().isPresent(), "validation rejects " + code);
            assertTrue(new StoreSpec("O", "S", code, "UTC", "GBP").fault().isPresent(), "validation rejects " + code);
        }
        assertThrows(
                RuntimeException.class, () -> terminals.createTerminal(spec("POS-7", 7, null, List.of("everywhere"))));
        Created one = create("POS-1", 1);
        assertThrows(
                RuntimeException.class,
                () -> terminals.changeTerminal(
                        one.terminal().id(), new TerminalChange(null, null, null, true, true, null, null)));
        assertInstanceOf(
                Identification.Identified.class,
                terminals.identify(
                        new TerminalCodes("O", store.storeCode(), "POS-1"),
                        new Credential(Optional.empty(), Optional.of(one.secret()), "192.168.7.20", false)));
    }

    @Test
    void changingAnUnknownTerminalDoesNothing() {
        assertEquals(
                Optional.empty(),
                terminals.changeTerminal(
                        UUID.randomUUID(), new TerminalChange(true, null, null, null, null, null, null)));
    }

    @Test
    void aChangeLeavesUnnamedValuesAsTheyAre() {
        Created one = create("POS-1", 1, "192.168.7.0/24");
        change(one, new TerminalChange(true, null, null, null, null, null, null));
        change(one, new TerminalChange(null, null, null, null, null, null, null));

        TerminalView view = view(one);
        assertTrue(view.blocked());
        assertTrue(view.mayPull());
        assertTrue(view.hasSecret());
        assertEquals(List.of("192.168.7.0/24"), view.trustedNetworks());
    }
}
