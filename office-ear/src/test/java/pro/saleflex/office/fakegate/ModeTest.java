package pro.saleflex.office.fakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ModeTest {
    private final FakeGate gate = FakeGate.start();
    private final Caller office = new Caller(gate);
    private final ObjectNode sale = Samples.transaction("transaction-cash-sale", 1);

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void startsWell() throws IOException {
        Caller.Reply health = office.with("Authorization", null).get("/health/");
        assertEquals(200, health.status());
        assertEquals("{\"status\":\"ok\"}", health.whole().body());
        assertEquals(Mode.well(), gate.mode());
    }

    @Test
    void downRefusesConnectionsAndComesBackOnItsPort() throws IOException {
        String url = gate.url();
        assertEquals(200, office.get("/health/").status());
        gate.mode(Mode.down());
        assertThrows(ConnectException.class, () -> office.get("/health/"));
        assertThrows(ConnectException.class, () -> office.get("/health/"));
        gate.mode(Mode.well());
        assertEquals(url, gate.url());
        assertEquals(200, office.get("/health/").status());
    }

    @Test
    void slowAnswersLate() throws IOException {
        gate.mode(Mode.slow(300));
        long start = System.nanoTime();
        assertEquals(201, office.push(sale).status());
        assertTrue(System.nanoTime() - start >= 300_000_000L);
    }

    @Test
    void aDocumentWhoseAnswerIsDroppedIsStored() throws IOException {
        gate.mode(Mode.of(Mode.Name.DROP_ANSWER).next(1));
        assertThrows(IOException.class, () -> office.push(sale));
        assertEquals(1, gate.documents());
        assertEquals(200, office.push(sale).status());
        assertEquals(1, gate.tallies().get("STORE-001/POS-001").repeats());
    }

    @Test
    void aDocumentWhoseAnswerIsCutIsStored() throws IOException {
        gate.mode(Mode.of(Mode.Name.CUT).next(1));
        assertThrows(IOException.class, () -> office.push(sale));
        assertEquals(1, gate.documents());
        assertEquals(200, office.push(sale).status());
    }

    @Test
    void anErrorStoresNothing() throws IOException {
        gate.mode(Mode.error(503));
        Caller.Reply reply = office.push(sale);
        assertEquals(503, reply.status());
        assertEquals("error", reply.body().path("status").asString());
        assertEquals(0, gate.documents());
    }

    @Test
    void aModeCanAffectAShareOfTheCalls() throws IOException {
        gate.mode(Mode.error(500).share(0.3));
        int failed = 0;
        for (int i = 0; i < 200; i++) {
            failed += office.get("/health/").status() == 500 ? 1 : 0;
        }
        assertTrue(failed > 30 && failed < 90, failed + " of 200");
    }

    @Test
    void aModeCanAffectOnePathOnly() throws IOException {
        gate.mode(Mode.error(500).on("/products/"));
        assertEquals(201, office.push(sale).status());
        assertEquals(
                500, office.get("/products/updates/?office_code=O&store_code=S").status());
    }

    @Test
    void tooManySendsRetryAfter() throws IOException {
        gate.mode(Mode.tooMany(7).next(2));
        for (int i = 0; i < 2; i++) {
            Caller.Reply reply = office.push(sale);
            assertEquals(429, reply.status());
            assertEquals("7", reply.header("Retry-After"));
        }
        assertEquals(201, office.push(sale).status());
    }

    @Test
    void unauthorizedLastsAsLongAsTheMode() throws IOException {
        gate.mode(Mode.of(Mode.Name.UNAUTHORIZED));
        Caller.Reply reply = office.push(sale);
        assertEquals(401, reply.status());
        assertEquals("Bearer", reply.header("WWW-Authenticate"));
        assertEquals(200, office.get("/health/").status());
        gate.mode(Mode.well());
        assertEquals(201, office.push(sale).status());
        assertEquals(List.of(), gate.violations());
    }

    @Test
    void garbageIsNotJsonAndStoresNothing() throws IOException {
        gate.mode(Mode.of(Mode.Name.GARBAGE));
        Caller.Reply reply = office.push(sale);
        assertEquals(200, reply.status());
        assertTrue(reply.body().isMissingNode());
        assertEquals(0, gate.documents());
    }

    @Test
    void misconfigurationAnswers403Or404OrARedirect() throws IOException {
        gate.mode(Mode.of(Mode.Name.FORBIDDEN));
        assertEquals(403, office.push(sale).status());
        gate.mode(Mode.of(Mode.Name.NOT_FOUND));
        assertEquals(404, office.push(sale).status());
        gate.mode(Mode.redirect(307));
        Caller.Reply reply = office.push(sale);
        assertEquals(307, reply.status());
        assertEquals(gate.url() + "/elsewhere/api/v1/transactions/", reply.header("Location"));
        assertEquals(List.of(), gate.violations());

        office.follow(reply.header("Location"));
        assertEquals(1, gate.violations().size());
    }

    @Test
    void refusedDocumentsAreRefusedInEveryMode() throws IOException {
        ObjectNode other = Samples.transaction("transaction-return", 2);
        gate.refuse(Refusal.of(Delivery.id(sale)));
        gate.refuse(new Refusal(null, "POS-001", other.path("receipt_number").intValue(), 400, "not like this"));
        gate.mode(Mode.slow(1));

        assertEquals(422, office.push(sale).status());
        Caller.Reply reply = office.push(other);
        assertEquals(400, reply.status());
        assertEquals("not like this", reply.body().path("message").asString());
        assertEquals(201, office.push(Samples.closure(3)).status());

        gate.clearRefusals();
        assertEquals(201, office.push(sale).status());
        assertEquals(List.of(), gate.violations());
    }

    @Test
    void invalidModesAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> Mode.error(200));
        assertThrows(IllegalArgumentException.class, () -> Mode.error(500).share(1.1));
        assertThrows(IllegalArgumentException.class, () -> gate.mode(Mode.wrongCertificate(Certificate.EXPIRED)));
        assertThrows(IllegalArgumentException.class, () -> new Refusal(null, "POS-001", null, null, null));
    }
}
