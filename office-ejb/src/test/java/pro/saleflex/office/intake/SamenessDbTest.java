package pro.saleflex.office.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.saleflex.office.document.EntryKind;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Flag;
import pro.saleflex.office.testing.DatabaseTest;
import pro.saleflex.office.testing.Document;
import pro.saleflex.office.testing.TestApplication;
import pro.saleflex.office.testing.Till;

/** When two items are the same document sent twice, and what becomes of one that only has the same id. */
@DatabaseTest
class SamenessDbTest {
    private static final IntakeResult ACCEPTED = new IntakeResult.Done(1, List.of());
    private static final Pattern ID = Pattern.compile("(?<=\")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\")");

    @Inject
    TestApplication app;

    @Inject
    Till till;

    private static Named<Function<Document, String>> change(String name, Function<Document, Document> change) {
        return Named.of(name, document -> change.apply(document).text());
    }

    private static Named<Function<Document, String>> spelling(String name, Function<Document, String> spelling) {
        return Named.of(name, spelling);
    }

    static Stream<Named<Function<Document, String>>> spellingsOfTheSameContent() {
        return Stream.of(
                spelling("letter for letter", Document::text),
                spelling("members in reverse order", sale -> reversed(sale.json())
                        .toString()),
                spelling("spaces and lines", SamenessDbTest::indented),
                spelling("escaped letters", sale -> sale.text().replace("CASH", "\\u0043\\u0041SH")),
                change("a shorter decimal", sale -> sale.with("/head/total_amount", "55.0")),
                change("a longer decimal", sale -> sale.with("/head/total_amount", "55.00000000")),
                change("a number for a decimal", sale -> sale.with("/head/total_amount", 55)),
                change("an exponent", sale -> sale.with("/head/total_amount", new BigDecimal("5.5E+1"))),
                change("a zero with a sign", sale -> sale.with("/head/tip_amount", "-0.00")),
                change("a string for a number", sale -> sale.with("/payments/0/line_no", "1")),
                change("a string for a closure's number", sale -> sale.with("/head/closure_number", "1")),
                change(
                        "a whole number with decimals",
                        sale -> sale.with("/head/receipt_number", new BigDecimal("1.0"))),
                change("a sign and zeros before a number", sale -> sale.with("/head/total_amount", "+0055.00")),
                change("0 for false", sale -> sale.with("/head/is_cancel", 0)),
                change("1 for true", sale -> sale.with("/head/is_closed", 1)),
                change("true as text", sale -> sale.with("/head/is_closed", "true")),
                change("false as text", sale -> sale.with("/payments/0/is_cancel", "false")),
                spelling("ids in capitals", sale -> ids(sale.text(), id -> id.toUpperCase(Locale.ROOT))),
                spelling("ids without hyphens", sale -> ids(sale.text(), id -> id.replace("-", ""))),
                spelling(
                        "ids in capitals without hyphens",
                        sale -> ids(sale.text(), id -> id.replace("-", "").toUpperCase(Locale.ROOT))),
                change(
                        "a blank before the time of day",
                        sale -> sale.with("/head/transaction_date_time", "2026-11-22 06:17:56.206544")),
                change(
                        "a longer fraction of a second",
                        sale -> sale.with("/head/transaction_date_time", "2026-11-22T06:17:56.206544000")),
                change("a UTC time that says so", sale -> sale.with("/head/created_at", "2026-11-22T06:17:56Z")),
                change("null for an absent member", sale -> sale.with("/head/unknown", JsonValue.NULL)),
                change("a null member absent", sale -> sale.without("/head/fk_table_id")),
                change("another updated_at", sale -> sale.with("/head/updated_at", "2026-11-23T01:02:03")),
                change(
                        "another updated_at in a row",
                        sale -> sale.with("/payments/0/updated_at", "2026-11-23T01:02:03")),
                change(
                        "another updating cashier",
                        sale -> sale.with("/head/fk_cashier_update_id", "f0fc046a-e3e3-4e3a-a753-726e77cf9c97")),
                change(
                        "another updating cashier in a row",
                        sale -> sale.with("/changes/0/fk_cashier_update_id", "f0fc046a-e3e3-4e3a-a753-726e77cf9c97")));
    }

    @ParameterizedTest
    @MethodSource("spellingsOfTheSameContent")
    void theSameContentIsAcceptedAndNothingIsWritten(Function<Document, String> spelling) {
        Document sale = Document.sale();
        till.sell(sale);

        assertEquals(ACCEPTED, till.sell(spelling.apply(sale)));

        assertEquals(List.of(sale.text()), till.payloads());
        assertEquals(1, till.count("sales_document"));
        assertEquals(Map.of(), till.flags(sale.id()));
    }

    @Test
    void theOrderOfRowsDoesNotCount() {
        Document sale = Document.sale("transaction-full-tree-sale.json");
        till.sell(sale);
        List<JsonValue> rows = new ArrayList<>(sale.json().getJsonArray("products"));
        Collections.reverse(rows);

        assertEquals(
                ACCEPTED,
                till.sell(sale.with("/products", Json.createArrayBuilder(rows).build())));

        assertEquals(1, till.entries().size());
    }

    static Stream<Named<Function<Document, String>>> otherContents() {
        return Stream.of(
                change("another cent", sale -> sale.with("/head/total_amount", "55.01")),
                change("another cent in a row", sale -> sale.with("/payments/0/payment_total", "100.0100")),
                change("another text", sale -> sale.with("/head/description", "by hand")),
                change("another time", sale -> sale.with("/head/transaction_date_time", "2026-11-22T06:17:56.206545")),
                change(
                        "a zone for a local time",
                        sale -> sale.with("/head/transaction_date_time", "2026-11-22T06:17:56.206544Z")),
                change("a member more", sale -> sale.with("/head/unknown", "new")),
                change("a member less", sale -> sale.without("/head/is_closed")),
                change("a member set to null", sale -> sale.with("/head/is_closed", JsonValue.NULL)),
                change("a row less", sale -> sale.with("/changes", JsonValue.EMPTY_JSON_ARRAY)),
                change("true for a text", sale -> sale.with("/head/order_source", true)),
                change("another closure's number", sale -> sale.with("/head/closure_number", "2")),
                change("2 for true", sale -> sale.with("/head/is_closed", 2)),
                change(
                        "another digit of an id",
                        sale -> sale.with("/head/fk_store_id", "31556D86A7174B5BB9B70C6E561833E1")),
                change("another spelling of a text", sale -> sale.with("/head/base_currency", "gbp")));
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void otherContentIsAcceptedAsAConflictAndTheFirstDocumentIsUnchanged(Function<Document, String> change) {
        Document sale = Document.sale();
        till.sell(sale);
        String before =
                app.value("select row_to_json(d) from sales_document d where document_id = '" + sale.id() + "'");
        String other = change.apply(sale);

        assertEquals(ACCEPTED, till.sell(other));

        List<EntryView> entries = till.entries();
        assertEquals(2, entries.size());
        assertEquals(sale.text(), entries.get(0).payload());
        assertEquals(EntryKind.TRANSACTION, entries.get(0).kind());
        EntryView conflict = entries.get(1);
        assertEquals(EntryKind.CONFLICT, conflict.kind());
        assertEquals(other, conflict.payload());
        assertEquals(conflictId(sale.id(), conflict), conflict.documentId());
        assertEquals(Set.of(Flag.CONFLICT), till.flags(conflict.documentId()).keySet());
        assertTrue(till.flags(conflict.documentId())
                .get(Flag.CONFLICT)
                .contains(sale.id().toString()));
        assertEquals(Map.of(), till.flags(sale.id()));
        assertEquals(1, till.count("sales_document"));
        assertEquals(
                before,
                app.value("select row_to_json(d) from sales_document d where document_id = '" + sale.id() + "'"));
        assertTrue(till.verify().clean(), till.verify().finding());
    }

    @Test
    void aConflictSentAgainIsWrittenOnce() {
        Document sale = Document.sale();
        Document other = sale.with("/head/total_amount", "55.01");
        till.sell(sale);

        assertEquals(ACCEPTED, till.sell(other));
        assertEquals(ACCEPTED, till.sell(other));
        assertEquals(ACCEPTED, till.sell(sale));
        assertEquals(ACCEPTED, till.sell(reversed(other.json()).toString()));
        assertEquals(new IntakeResult.Done(3, List.of()), till.sell(other, sale, other));

        assertEquals(2, till.entries().size());
        assertEquals(2, till.entries().get(1).entryNo());
    }

    @Test
    void everyOtherContentIsAConflictOfItsOwn() {
        Document sale = Document.sale();
        till.sell(sale);
        till.sell(sale.with("/head/total_amount", "55.01"));
        till.sell(sale.with("/head/total_amount", "55.02"));

        assertEquals(List.of(EntryKind.TRANSACTION, EntryKind.CONFLICT, EntryKind.CONFLICT), till.kinds());
    }

    @Test
    void withinOneRequestTheFirstIsStoredRepeatsAreDuplicatesAndOtherContentIsAConflict() {
        Document sale = Document.sale();
        Document other = sale.with("/head/total_amount", "55.01");

        assertEquals(new IntakeResult.Done(4, List.of()), till.sell(sale, sale, other, other));

        assertEquals(List.of(sale.text(), other.text()), till.payloads());
        assertEquals(List.of(EntryKind.TRANSACTION, EntryKind.CONFLICT), till.kinds());
        assertEquals(1, till.count("sales_document"));
        assertTrue(till.verify().clean());
    }

    @Test
    void aConflictDoesNotMoveTheCountersButThePushedOnesDo() {
        Document sale = Document.sale();
        till.sell(sale);

        till.sell(
                List.of(sale.with("/head/description", "x").text()), Map.of("ReceiptNumber", 9L, "ClosureNumber", 1L));

        assertEquals("9", till.value("select receipt_number from counter where :mine"));
    }

    @Test
    void theSameIdFromAnotherTerminalIsStoredAndFlagged() {
        Till first = app.till();
        Till second = app.till();
        Document sale = Document.sale();
        first.sell(sale);

        assertEquals(ACCEPTED, second.sell(sale));

        assertEquals(EntryKind.TRANSACTION, second.entries().get(0).kind());
        assertEquals(sale.text(), second.entries().get(0).payload());
        assertEquals("55.0000", second.column("total_amount", sale.id()));
        assertEquals(Set.of(Flag.ID_OF_OTHER_TERMINAL), second.flags(sale.id()).keySet());
        assertTrue(second.flags(sale.id())
                .get(Flag.ID_OF_OTHER_TERMINAL)
                .contains(first.terminal().id().toString()));
        assertEquals(Map.of(), first.flags(sale.id()));
        assertEquals(1, first.count("sales_document"));
    }

    @Test
    void theSameIdWithOtherContentFromAnotherTerminalIsNoConflict() {
        Till first = app.till();
        Till second = app.till();
        Document sale = Document.sale();
        first.sell(sale);
        second.sell(sale.with("/head/total_amount", "1.00"));

        assertEquals(EntryKind.TRANSACTION, second.entries().get(0).kind());
        assertEquals("55.0000", first.column("total_amount", sale.id()));
        assertEquals("1.0000", second.column("total_amount", sale.id()));
    }

    @Test
    void twoDocumentsWithTheSameUniqueIdAreBothStoredAndTheSecondFlagged() {
        Document first = Document.sale();
        Document second = Document.sale()
                .with(
                        "/head/transaction_unique_id",
                        first.json().getJsonObject("head").getString("transaction_unique_id"));

        assertEquals(ACCEPTED, till.sell(first));
        assertEquals(ACCEPTED, till.sell(second));

        assertEquals(2, till.count("sales_document"));
        assertEquals(2, till.entries().size());
        assertEquals(Map.of(), till.flags(first.id()));
        assertEquals(Set.of(Flag.SAME_NUMBER), till.flags(second.id()).keySet());
        assertTrue(till.flags(second.id())
                .get(Flag.SAME_NUMBER)
                .contains(first.id().toString()));
    }

    @Test
    void theSameUniqueIdWithinOneRequestIsFlaggedToo() {
        Document first = Document.sale().with("/head/transaction_unique_id", "20261122-0001-000007");
        Document second = Document.sale().with("/head/transaction_unique_id", "20261122-0001-000007");
        Document third = Document.sale().with("/head/transaction_unique_id", "20261122-0001-000007");

        assertEquals(new IntakeResult.Done(3, List.of()), till.sell(first, second, third));

        assertEquals(Map.of(), till.flags(first.id()));
        assertEquals(Set.of(Flag.SAME_NUMBER), till.flags(second.id()).keySet());
        assertEquals(Set.of(Flag.SAME_NUMBER), till.flags(third.id()).keySet());
    }

    @Test
    void theSameUniqueIdFromAnotherTerminalIsNormal() {
        Till first = app.till();
        Till second = app.till();
        Document one = Document.sale().with("/head/transaction_unique_id", "20261122-0001-000008");
        Document other = Document.sale().with("/head/transaction_unique_id", "20261122-0001-000008");
        first.sell(one);
        second.sell(other);

        assertEquals(1, first.count("sales_document"));
        assertEquals(1, second.count("sales_document"));
        assertEquals(Map.of(), first.flags(one.id()));
        assertEquals(Map.of(), second.flags(other.id()));
    }

    @Test
    void closuresAreIdentifiedByTheirOwnId() {
        Document closure = Document.closure();
        Document other = closure.with("/closure/gross_sales_amount", "1590.01");

        assertEquals(ACCEPTED, till.close(closure));
        assertEquals(ACCEPTED, till.close(closure.with("/closure/updated_at", "2026-11-23T01:02:03")));
        assertEquals(ACCEPTED, till.close(other));
        assertEquals(ACCEPTED, till.close(other));

        assertEquals(List.of(EntryKind.CLOSURE, EntryKind.CONFLICT), till.kinds());
        assertEquals(1, till.count("closure"));
        assertEquals(
                "1590.0000",
                app.value("select gross_sales_amount from closure where closure_id = '" + closure.id() + "'"));
    }

    @Test
    void aSaleAndAClosureMayHaveTheSameId() {
        Document sale = Document.sale();
        till.sell(sale);
        till.close(Document.closure().with("/closure/id", sale.id().toString()));

        assertEquals(List.of(EntryKind.TRANSACTION, EntryKind.CLOSURE), till.kinds());
        assertEquals(1, till.count("closure"));
        assertEquals(1, till.count("sales_document"));
    }

    @Test
    void anIdIsTheSameInAnyCaseAndWithoutHyphens() {
        Document sale = Document.sale();
        till.sell(ids(sale.text(), id -> id.toUpperCase(Locale.ROOT)));

        assertEquals(ACCEPTED, till.sell(sale));
        assertEquals(ACCEPTED, till.sell(ids(sale.text(), id -> id.replace("-", ""))));

        assertEquals(1, till.count("sales_document"));
        assertEquals(List.of(EntryKind.TRANSACTION), till.kinds());
        assertEquals(
                Set.of(sale.id()),
                Set.copyOf(till.entries().stream()
                        .filter(entry -> entry.kind() == EntryKind.TRANSACTION)
                        .map(EntryView::documentId)
                        .toList()));
    }

    @Test
    void oneRequestMayHoldADocumentInSeveralSpellings() {
        Document sale = Document.sale();
        Document other = sale.with("/head/total_amount", 56);

        assertEquals(
                new IntakeResult.Done(5, List.of()),
                till.sell(
                        ids(sale.text(), id -> id.replace("-", "")),
                        sale.text(),
                        ids(other.text(), id -> id.toUpperCase(Locale.ROOT)),
                        other.text(),
                        sale.with("/head/is_closed", 1).text()));

        assertEquals(List.of(EntryKind.TRANSACTION, EntryKind.CONFLICT), till.kinds());
        assertEquals(1, till.count("sales_document"));
    }

    /** UUID version 5 (RFC 9562) of the first id and the content hash, computed independently. */
    private UUID conflictId(UUID id, EntryView conflict) {
        byte[] content = HexFormat.of()
                .parseHex(app.value(
                        "select encode(content_sha256, 'hex') from journal_entry where id = " + conflict.id()));
        assertEquals(32, content.length);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest(ByteBuffer.allocate(48)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits())
                            .put(content)
                            .array());
            hash[6] = (byte) ((hash[6] & 0x0F) | 0x50);
            hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            UUID id5 = new UUID(bytes.getLong(), bytes.getLong());
            assertEquals(5, id5.version());
            return id5;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ids(String text, UnaryOperator<String> spelling) {
        return ID.matcher(text).replaceAll(id -> spelling.apply(id.group()));
    }

    private static JsonValue reversed(JsonValue value) {
        if (value instanceof JsonObject object) {
            List<String> names = new ArrayList<>(object.keySet());
            Collections.reverse(names);
            JsonObjectBuilder reversed = Json.createObjectBuilder();
            names.forEach(name -> reversed.add(name, reversed(object.get(name))));
            return reversed.build();
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder elements = Json.createArrayBuilder();
            array.forEach(element -> elements.add(reversed(element)));
            return elements.build();
        }
        return value;
    }

    private static String indented(Document document) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(document.json());
        }
        return text.toString().strip();
    }
}
