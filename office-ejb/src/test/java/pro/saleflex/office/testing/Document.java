package pro.saleflex.office.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.UUID;
import pro.saleflex.office.document.EntryKind;

/** One of the terminal's real documents, with an id and a unique id of its own, for a test to vary. */
public final class Document {
    private final EntryKind kind;
    private final JsonObject json;

    private Document(EntryKind kind, JsonObject json) {
        this.kind = kind;
        this.json = json;
    }

    /** A paid sale, as terminals send them today: without product lines. */
    public static Document sale() {
        return sale("transaction-cash-sale.json");
    }

    /** A sale from a sample. */
    public static Document sale(String sample) {
        UUID id = UUID.randomUUID();
        return new Document(EntryKind.TRANSACTION, Samples.object(sample))
                .with("/head/id", id.toString())
                .with("/head/transaction_unique_id", "unique " + id);
    }

    /** A closure. */
    public static Document closure() {
        UUID id = UUID.randomUUID();
        return new Document(EntryKind.CLOSURE, Samples.object("closure.json"))
                .with("/closure/id", id.toString())
                .with("/closure/closure_unique_id", "unique " + id);
    }

    /** With another value at a JSON pointer, or one more there. */
    public Document with(String pointer, JsonValue value) {
        JsonPointer place = Json.createPointer(pointer);
        return new Document(kind, place.containsValue(json) ? place.replace(json, value) : place.add(json, value));
    }

    /** With a text at a JSON pointer. */
    public Document with(String pointer, String value) {
        return with(pointer, Json.createValue(value));
    }

    /** With a whole number at a JSON pointer. */
    public Document with(String pointer, long value) {
        return with(pointer, Json.createValue(value));
    }

    /** With a number at a JSON pointer. */
    public Document with(String pointer, BigDecimal value) {
        return with(pointer, Json.createValue(value));
    }

    /** With true or false at a JSON pointer. */
    public Document with(String pointer, boolean value) {
        return with(pointer, value ? JsonValue.TRUE : JsonValue.FALSE);
    }

    /** With the value that a JSON text stands for at a JSON pointer. */
    public Document withJson(String pointer, String value) {
        return with(pointer, Parsed.value(value));
    }

    /** Without what stands at a JSON pointer. */
    public Document without(String pointer) {
        return new Document(kind, Json.createPointer(pointer).remove(json));
    }

    /** The id by which the terminal knows it. */
    public UUID id() {
        return UUID.fromString(json.getJsonObject(kind.identifyingPart()).getString("id"));
    }

    /** The document as JSON. */
    public JsonObject json() {
        return json;
    }

    /** The document as compact JSON text. */
    public String text() {
        return json.toString();
    }

    @Override
    public String toString() {
        return kind + " " + id();
    }
}
