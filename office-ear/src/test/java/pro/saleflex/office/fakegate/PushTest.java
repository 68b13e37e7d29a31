package pro.saleflex.office.fakegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PushTest {
    private final FakeGate gate = FakeGate.start();
    private final Caller office = new Caller(gate);
    private final ObjectNode sale = Samples.transaction("transaction-full-tree-sale", 1);

    @AfterEach
    void close() {
        gate.close();
    }

    private void assertViolation(String problem, Caller.Reply reply) {
        assertEquals(400, reply.status());
        assertEquals("error", reply.body().path("status").asString());
        assertTrue(reply.body().path("message").asString().contains(problem), reply.body()::toString);
        assertEquals(1, gate.violations().size());
        assertTrue(gate.violations().get(0).contains(problem), gate.violations()::toString);
        assertEquals(0, gate.documents());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction-cash-sale",
                "transaction-full-tree-sale",
                "transaction-cancelled",
                "transaction-return",
                "transaction-split-payment-with-campaign"
            })
    void aSalesDocumentIsStored(String sample) throws IOException {
        ObjectNode push = Samples.transaction(sample, 7);
        Instant before = Instant.now();
        Caller.Reply reply = office.with("Content-Encoding", "gzip").push(push);

        assertEquals(List.of(), gate.violations());
        assertEquals(201, reply.status());
        assertEquals("ok", reply.body().path("status").asString());
        Delivery delivery = gate.documents("POS-001").get(0);
        assertEquals(7, delivery.entryNo());
        assertEquals("TRANSACTION", delivery.kind());
        assertEquals(push.path("transaction_id").asString(), delivery.id());
        assertEquals(push.path("document").asString(), delivery.document());
        assertEquals(push.path("payload_sha256").asString(), delivery.payloadSha256());
        assertEquals("0".repeat(64), delivery.chainHash());
        assertEquals(Json.write(push), delivery.body());
        assertFalse(delivery.late());
        assertFalse(delivery.arrivedAt().isBefore(before));
    }

    @Test
    void aClosureIsStoredWithItsMissingReceipts() throws IOException {
        ObjectNode closure = Samples.closure(2).put("missing_documents", 3);
        closure.putArray("missing_receipts").add(4).add(6);

        assertEquals(201, office.push(closure).status());
        assertEquals(List.of(), gate.violations());
        Delivery delivery = gate.documents("STORE-001/POS-001").get(0);
        assertEquals("CLOSURE", delivery.kind());
        assertEquals(3, delivery.missingDocuments());
        assertEquals(List.of(4, 6), delivery.missingReceipts());
    }

    @Test
    void anUnprojectedDocumentHasOnlyTheCommonMembers() throws IOException {
        sale.put("projected", false);
        assertEquals(400, office.push(sale).status());
        sale.retain(
                "schema_version office_code store_code terminal_code pos_id entry_no kind source received_at document"
                        .concat(" payload_sha256 chain_hash projected transaction_id late")
                        .split(" ", -1));

        assertEquals(201, office.push(sale).status());
    }

    @Test
    void aConflictNamesTheDocumentItConflictsWith() throws IOException {
        sale.put("kind", "CONFLICT").put("conflicts_with", "11111111-1111-5111-8111-111111111111");
        assertEquals(201, office.push(sale).status());
        assertEquals("CONFLICT", gate.documents("POS-001").get(0).kind());
        assertEquals(400, office.push(sale.put("kind", "TRANSACTION")).status());
    }

    @Test
    void aRepeatedDocumentIsNotStoredAgain() throws IOException {
        assertEquals(201, office.push(sale).status());
        assertEquals(200, office.with("Content-Encoding", "gzip").push(sale).status());
        assertEquals(200, office.push(sale.put("late", true)).status());
        // The order of the members does not matter.
        sale.set("pos_id", sale.remove("pos_id"));
        assertEquals(200, office.push(sale).status());

        assertEquals(
                new TerminalTally(1, 1, 1, 3, List.of(), true), gate.tallies().get("STORE-001/POS-001"));
        assertFalse(gate.documents("POS-001").get(0).late());
    }

    @Test
    void aRepeatedClosureMayReportFewerMissingReceipts() throws IOException {
        ObjectNode closure = Samples.closure(2).put("missing_documents", 2);
        closure.putArray("missing_receipts").add(4);
        assertEquals(201, office.push(closure).status());
        assertEquals(
                200,
                office.push(closure.without(Set.of("missing_documents", "missing_receipts")))
                        .status());
    }

    @Test
    void otherContentUnderTheSameKeyIsRefused() throws IOException {
        assertEquals(201, office.push(sale).status());
        String other = sale.path("document").stringValue().replace("\"total_amount\"", "\"total\"");
        sale.put("document", other).put("payload_sha256", Delivery.sha256(other.getBytes(StandardCharsets.UTF_8)));
        assertEquals(409, office.push(sale).status());
        assertEquals(0, gate.tallies().get("STORE-001/POS-001").repeats());
    }

    @Test
    void gapsAndDisorderAreReported() throws IOException {
        for (int entryNo : new int[] {3, 6, 5}) {
            sale.put("entry_no", entryNo).put("transaction_id", "11111111-1111-4111-8111-11111111111" + entryNo);
            assertEquals(201, office.push(sale).status());
        }
        assertEquals(
                new TerminalTally(3, 3, 6, 0, List.of(4L), false),
                gate.tallies().get("STORE-001/POS-001"));
    }

    @Test
    void codesMayContainAnyCharacter() throws IOException {
        sale.put("store_code", "Köln/1").put("terminal_code", "a b+c");
        String key = "K%C3%B6ln%2F1/a%20b+c/" + Delivery.id(sale);

        assertEquals(201, office.with("Idempotency-Key", key).push(sale).status());
        assertEquals(List.of(), gate.violations());
        assertEquals(1, gate.documents("Köln/1/a b+c").size());
    }

    @Test
    void aLeanGateKeepsHashesOnly() throws IOException {
        try (FakeGate lean = FakeGate.start("--lean")) {
            assertEquals(201, new Caller(lean).push(sale).status());
            assertEquals(200, new Caller(lean).push(sale).status());
            Delivery kept = lean.documents("POS-001").get(0);
            assertNull(kept.document());
            assertNull(kept.body());
            assertEquals(sale.path("payload_sha256").asString(), kept.payloadSha256());
        }
    }

    @Test
    void aTypoIsCaught() throws IOException {
        sale.set("recipt_number", sale.remove("receipt_number"));
        assertViolation("recipt_number", office.push(sale));
    }

    @Test
    void aTypoInARowIsCaught() throws IOException {
        ((ObjectNode) sale.path("lines").get(0)).put("qty", "1");
        assertViolation("qty", office.push(sale));
    }

    @Test
    void aDuplicateMemberIsCaught() throws IOException {
        String twice = Json.write(sale).replace("{\"schema_version\"", "{\"late\":true,\"schema_version\"");
        String key = "STORE-001/POS-001/" + Delivery.id(sale);
        assertViolation("late", office.with("Idempotency-Key", key).post("/transactions/", twice));
    }

    @ParameterizedTest
    @CsvSource({
        "total_amount, '12,5'",
        "total_amount, 1234567890123456",
        "received_at, 2026-11-22T06:17:57+01:00",
        "received_at, 2026-02-30T06:17:57Z",
        "cashier_id, DCFD3213-8760-4090-9515-1315CFCFEB9D",
        "kind, CLOSURE",
        "chain_hash, abc",
        "schema_version, 2.0"
    })
    void aMalformedMemberIsCaught(String member, String value) throws IOException {
        assertViolation(member, office.push(sale.put(member, value)));
    }

    @Test
    void aDecimalAsANumberIsCaught() throws IOException {
        assertViolation("total_amount", office.push(sale.put("total_amount", 12.5)));
    }

    @Test
    void aWrongHashIsCaught() throws IOException {
        assertViolation(
                "payload_sha256",
                office.push(sale.put("document", sale.path("document").asString() + " ")));
    }

    @Test
    void receiptsOutOfOrderAreCaught() throws IOException {
        ObjectNode closure = Samples.closure(2).put("missing_documents", 2);
        closure.putArray("missing_receipts").add(6).add(4);
        assertViolation("missing_receipts", office.push(closure));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Correlation-Id", "Idempotency-Key"})
    void aMissingHeaderIsCaught(String header) throws IOException {
        assertViolation(header + " is missing", office.with(header, null).push(sale));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Correlation-Id, 17",
        "Idempotency-Key, STORE-001/POS-001",
        "Idempotency-Key, STORE-001/POS-002/dcfd3213-8760-4090-9515-1315cfcfeb9d",
        "Content-Type, text/plain",
        "Content-Encoding, deflate"
    })
    void aWrongHeaderIsCaught(String header, String value) throws IOException {
        assertViolation(header, office.with(header, value).push(sale));
    }

    @Test
    void invalidJsonIsCaught() throws IOException {
        String key = "STORE-001/POS-001/" + Delivery.id(sale);
        assertViolation("no JSON", office.with("Idempotency-Key", key).post("/transactions/", "{\"late\":"));
    }

    @Test
    void theHashCoversTextBeyondAscii() throws IOException {
        String document = "{\"note\":\"Köln 🛒\"}";
        sale.put("document", document)
                .put("payload_sha256", Delivery.sha256(document.getBytes(StandardCharsets.UTF_8)));
        assertEquals(201, office.push(sale).status());
        assertEquals(document, gate.documents("POS-001").get(0).document());
    }

    @ParameterizedTest
    @CsvSource({"GET, /transactions/, 405", "GET, /transactions, 404", "GET, /products/updates, 404"})
    void anUnknownOperationIsCaught(String method, String path, int status) throws IOException {
        assertEquals(status, office.get(path).status());
        assertEquals(List.of(method + " /api/v1" + path + ": there is no such operation"), gate.violations());
    }

    @Test
    void theLatestStatusOfATerminalIsKept() throws IOException {
        String report = """
            {"schema_version": "1.0", "office_code": "OFFICE-001", "sent_at": "2026-11-22T10:11:12.345Z",
             "digest": %s, "terminals": [{"store_code": "STORE-001", "terminal_code": "POS-001", "pos_id": 1,
             "name": null, "state": "%s", "state_since": "2026-11-22T10:00:00Z", "last_seen": null,
             "software_version": null, "activity": "idle", "waiting_documents": 0, "oldest_waiting_since": null,
             "open_closure_number": 7, "last_receipt_number": 42, "clock_skew_ms": -12, "missing_receipts": 0,
             "peripherals": [{"type": "receipt_printer", "state": "ok", "detail": null}]}]}
            """;
        assertEquals(
                200,
                office.post("/terminals/status/", report.formatted("true", "ONLINE"))
                        .status());
        assertEquals(
                200,
                office.post("/terminals/status/", report.formatted("false", "SILENT"))
                        .status());

        assertEquals(2, gate.statusReports());
        assertEquals(1, gate.statusDigests());
        assertTrue(gate.status("STORE-001/POS-001").contains("\"state\":\"SILENT\""));
        assertNull(gate.status("STORE-001/POS-002"));
        assertEquals(
                400,
                office.post("/terminals/status/", report.formatted("false", "ASLEEP"))
                        .status());
    }
}
