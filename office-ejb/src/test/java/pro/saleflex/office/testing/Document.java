package pro.saleflex.office.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.UUID;
import pro.saleflex.office.document.EntryKind;

/** Test data builder: a sample document of the real terminal with a new id and unique id, for a test to vary. */
public final class Document {
    private final EntryKind kind;
    private final JsonObject json;

    private Document(EntryKind kind, JsonObject json) {
        this.kind = kind;
        this.json = json;
    }

    /** A paid sale as terminals send it today, without product lines. */
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

    /** Sets or adds a value at a JSON pointer. */
    public Document with(String pointer, JsonValue value) {
        JsonPointer target = Json.createPointer(pointer);
        return new Document(kind, target.containsValue(json) ? target.replace(json, value) : target.add(json, value));
    }

    /** Sets or adds a text at a JSON pointer. */
    public Document with(String pointer, String value) {
        return with(pointer, Json.createValue(value));
    }

    /** Sets or adds a whole number at a JSON pointer. */
    public Document with(String pointer, long value) {
        return with(pointer, Json.createValue(value));
    }

    /** Sets or adds a number at a JSON pointer. */
    public Document with(String pointer, BigDecimal value) {
        return with(pointer, Json.createValue(value));
    }

    /** Sets or adds a boolean at a JSON pointer. */
    public Document with(String pointer, boolean value) {
        return with(pointer, value ? JsonValue.TRUE : JsonValue.FALSE);
    }

    /** Sets or adds a value, given as JSON text, at a JSON pointer. */
    public Document withJson(String pointer, String value) {
        return with(pointer, Parsed.value(value));
    }

    /** Removes the value at a JSON pointer. */
    public Document without(String pointer) {
        return new Document(kind, Json.createPointer(pointer).remove(json));
    }

    /** Returns the id that the terminal gave it. */
    public UUID id() {
        return UUID.fromString(json.getJsonObject(kind.identifyingPart()).getString("id"));
    }

    /** Returns the document as JSON. */
    public JsonObject json() {
        return json;
    }

    /** Returns the document as compact JSON text. */
    public String text() {
        return json.toString();
    }

    @Override
    public String toString() {
        return kind + " " + id();
    }
}
