package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import pro.saleflex.office.fakegate.Certificate;
import pro.saleflex.office.fakegate.Delivery;
import pro.saleflex.office.fakegate.FakeGate;
import pro.saleflex.office.fakegate.Mode;
import pro.saleflex.office.fakegate.Refusal;
import pro.saleflex.office.simulator.Options;
import pro.saleflex.office.simulator.Tills;

/**
 * Everything reaches GATE, in order, whatever happens: over TLS, with tokens that expire, a fake GATE that misbehaves
 * in every way it can, and a server that is killed. All modes together take {@code -Doffice.gate.seconds} (70).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GateE2E {
    private static final Duration ALL_MODES = Duration.ofSeconds(Integer.getInteger("office.gate.seconds", 70));

    /** Allowed after GATE's return, not counting what the tills need themselves. */
    private static final Duration MOST_TO_RECOVER = Duration.ofSeconds(10);

    private static final List<Mode> MODES = List.of(
            Mode.slow(300),
            Mode.error(500).share(0.3),
            Mode.down(),
            Mode.error(503),
            Mode.tooMany(2),
            Mode.of(Mode.Name.UNAUTHORIZED),
            Mode.of(Mode.Name.GARBAGE).share(0.3),
            Mode.of(Mode.Name.CUT).share(0.3),
            Mode.of(Mode.Name.DROP_ANSWER).share(0.3),
            Mode.of(Mode.Name.FORBIDDEN),
            Mode.of(Mode.Name.NOT_FOUND),
            Mode.redirect(302),
            Mode.wrongCertificate(Certificate.EXPIRED),
            Mode.wrongCertificate(Certificate.OTHER_HOST));

    private static FakeGate gate;
    private static OfficeServer office;

    /** The till one of whose documents GATE refuses. */
    private static OfficeServer.Terminal refused;

    @BeforeAll
    static void start() {
        gate = FakeGate.start("--tls", "--expires", "20");
        office = new OfficeServer(
                "gate",
                Map.of(
                        "SALEFLEX_OFFICE_GATE_URL", gate.url(),
                        "SALEFLEX_OFFICE_GATE_API_KEY", "gate-key",
                        "SALEFLEX_OFFICE_GATE_OFFICE_ID", "office-7",
                        "SALEFLEX_OFFICE_GATE_TRUST_FILE", gate.authority().toString(),
                        "SALEFLEX_OFFICE_GATE_TOTAL_SECONDS", "5"));
        office.deleteHome();
        office.start();
        refused = office.terminal();
    }

    @AfterAll
    static void stop() {
        office.discard();
        gate.close();
    }

    @Test
    @Order(1)
    void aRefusedDocumentIsParkedAloneAndItsClosureSaysWhichIsMissing() {
        String code = refused.code();
        try (Tills tills = Tills.boot(options(List.of(refused), "--rate", "0", "--close-every", "0"))) {
            gate.refuse(Refusal.of(code, 2));
            for (int i = 0; i < 4; i++) {
                tills.all().forEach(till -> till.sell());
            }
            tills.all().forEach(till -> till.closeDay());
            OfficeServer.await(
                    "the closure is at GATE", () -> gate.documents(code).size() == 4);
            List<Delivery> there = gate.documents(code);
            assertEquals(
                    List.of(1L, 3L, 4L, 5L),
                    there.stream().map(Delivery::entryNo).toList(),
                    "the others are delivered, in order");
            assertEquals(1, there.get(3).missingDocuments());
            assertEquals(List.of(2), there.get(3).missingReceipts());
            assertEquals(
                    "REFUSED",
                    office.value("select cause from parked p join terminal t on t.id = p.terminal_id"
                            + " where t.code = '" + code + "' and p.entry_no = 2"));
            OfficeServer.await("the lane has passed them all", () -> "0"
                    .equals(office.value("select h.entry_no - l.done_upto from lane l"
                            + " join journal_head h using (terminal_id) join terminal t on t.id = l.terminal_id"
                            + " where t.code = '" + code + "'")));
            gate.clearRefusals();
        }
    }

    /** In London, the hour from 1:00 to 2:00 occurs twice that night. */
    @Test
    @Order(1)
    void aPeriodThatEndsInTheRepeatedHourOfAutumnEndsAfterItsStartAtGate() {
        String till = office.terminal().code();
        String other = office.terminal().code();
        HttpResponse<String> byRest = new Calls(office).post("/pos/closures", autumnNight(till));
        assertEquals(1, Calls.json(byRest).getInt("accepted"), byRest.body());
        HttpResponse<String> bySoap = new SoapCalls(office).call(11, "UploadClosures", autumnNight(other), Set.of());
        assertEquals("1", SoapCalls.element(bySoap, "accepted"), bySoap.body());

        for (String terminal : List.of(till, other)) {
            OfficeServer.await(
                    "its closure is at GATE", () -> gate.documents(terminal).size() == 1);
            JsonObject closure =
                    SoapCalls.parsed(gate.documents(terminal).get(0).body());
            assertEquals("2026-10-25T00:50:00Z", closure.getString("started_at"), terminal);
            assertEquals("2026-10-25T01:10:00Z", closure.getString("ended_at"), terminal);
        }
    }

    /** The closure of a period of twenty minutes in the demo store, in the night in which summer time ends. */
    private static String autumnNight(String terminal) {
        return Calls.envelope(
                        terminal,
                        "{\"closure\":{\"id\":\"" + UUID.randomUUID()
                                + "\",\"closure_unique_id\":\"20261025-0001\",\"closure_number\":1,\"closure_date\":"
                                + "\"2026-10-25\",\"closure_start_time\":\"2026-10-25T01:50:00\",\"closure_end_time\":"
                                + "\"2026-10-25T01:10:00\",\"total_document_count\":0}}")
                .replace("\"transactions\"", "\"closures\"");
    }

    @Test
    @Order(2)
    void allDocumentsAreDeliveredWithinTenSecondsOfGatesReturn() throws InterruptedException {
        Calls calls = new Calls(office);
        List<OfficeServer.Terminal> tills = office.terminals(5);
        String first = tills.get(0).code();
        calls.post("/pos/transactions", Calls.envelope(first, Calls.sale(UUID.randomUUID(), "g0")));
        OfficeServer.await(
                "the first one is at GATE", () -> gate.documents(first).size() == 1);
        gate.mode(Mode.down());
        for (int i = 0; i < 20; i++) {
            calls.post(
                    "/pos/transactions",
                    Calls.envelope(tills.get(i % 5).code(), Calls.sale(UUID.randomUUID(), "g" + i)));
        }
        Thread.sleep(12_000); // longer than the first back-offs
        OfficeServer.await("the outage is noticed", () -> "DOWN"
                .equals(office.value("select state from gate_link_state order by id desc limit 1")));
        assertEquals(200, calls.get("/health").statusCode(), "a GATE outage does not make the server unready");
        gate.mode(Mode.well());
        Instant back = Instant.now();
        OfficeServer.await("all are at GATE", () -> waiting() == 0);
        Duration took = Duration.between(back, Instant.now());
        assertTrue(took.compareTo(MOST_TO_RECOVER) < 0, "it took " + took.toMillis() + " ms");
        assertEquals(5, gate.documents(first).size());
    }

    @Test
    @Order(3)
    void gateHasEachDocumentOnceInJournalOrderWhateverItDoesAndWhateverIsKilled() throws SQLException {
        Duration share = ALL_MODES.dividedBy(MODES.size());
        try (Tills tills = Tills.boot(options(office.terminals(20), "--rate", "20", "--resend", "0.05"))) {
            tills.open();
            for (int i = 0; i < MODES.size(); i++) {
                gate.mode(MODES.get(i));
                sleep(share.multipliedBy(3).dividedBy(4));
                gate.mode(Mode.well());
                sleep(share.dividedBy(4));
                if (i == MODES.size() / 2) {
                    office.killServer();
                    office.start();
                }
            }
            assertTrue(tills.stop(), () -> "not every document was acknowledged in the end: " + tills.tally());
            assertTrue(tills.tally().accepted() > 500, () -> "something was sold: " + tills.tally());
        }
        OfficeServer.await("nothing waits for GATE", () -> waiting() == 0);
        assertGateHasTheJournals();
    }

    /** Compares each terminal's journal, entry by entry, with what GATE has of it. */
    private static void assertGateHasTheJournals() throws SQLException {
        Map<String, List<Entry>> journals = journals();
        assertEquals(journals.keySet(), gate.tallies().keySet(), "the same terminals");
        for (Map.Entry<String, List<Entry>> journal : journals.entrySet()) {
            List<Delivery> there = gate.documents(journal.getKey()).stream()
                    .filter(delivery -> !delivery.terminal().equals(refused.code()))
                    .toList();
            List<Entry> here = journal.getKey().endsWith("/" + refused.code()) ? List.of() : journal.getValue();
            assertEquals(
                    here,
                    there.stream()
                            .map(delivery -> new Entry(
                                    delivery.entryNo(),
                                    delivery.id(),
                                    delivery.document(),
                                    delivery.payloadSha256(),
                                    delivery.chainHash()))
                            .toList(),
                    journal.getKey());
        }
        assertEquals(
                "1",
                office.value("select count(*) from parked where delivered_at is null"),
                "the one parked by the first test");
        assertEquals(List.of(), gate.violations(), "the contract was kept");
        assertFalse(
                gate.tallies().values().stream().allMatch(tally -> tally.repeats() == 0),
                "responses were lost, so some documents came twice");
    }

    private static Map<String, List<Entry>> journals() throws SQLException {
        Map<String, List<Entry>> journals = new HashMap<>();
        try (Connection connection = office.database();
                var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select s.store_code || '/' || t.code, e.entry_no, e.document_id,"
                                + " e.payload, e.payload_sha256, e.chain_hash from journal_entry e"
                                + " join terminal t on t.id = e.terminal_id join store s on s.id = t.store_id"
                                + " order by t.code, e.entry_no")) {
            while (row.next()) {
                journals.computeIfAbsent(row.getString(1), code -> new ArrayList<>())
                        .add(new Entry(
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                HexFormat.of().formatHex(row.getBytes(5)),
                                HexFormat.of().formatHex(row.getBytes(6))));
            }
        }
        return journals;
    }

    private static long waiting() {
        return Long.parseLong(office.value("select coalesce(sum(h.entry_no - coalesce(l.done_upto, 0)), 0)"
                + " from journal_head h left join lane l on l.terminal_id = h.terminal_id and l.target = 'GATE'"));
    }

    private static Options options(List<OfficeServer.Terminal> terminals, String... more) {
        List<String> options = new ArrayList<>(List.of("--url", office.api(), "--drain", "180", "--interval", "4"));
        options.addAll(OfficeServer.simulated(terminals));
        options.addAll(List.of(more));
        return Options.of(options.toArray(String[]::new));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Entry(long entryNo, String documentId, String payload, String payloadSha256, String chainHash) {}
}
