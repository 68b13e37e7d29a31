package pro.saleflex.office.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.saleflex.office.document.DocumentText.Identifiable;
import pro.saleflex.office.document.DocumentText.Unidentifiable;
import pro.saleflex.office.testing.EverySample;
import pro.saleflex.office.testing.Samples;

class DocumentTextTest {
    private static final UUID ID = UUID.fromString("dcfd3213-8760-4090-9515-1315cfcfeb9d");

    private static DocumentText identified(EntryKind kind, String json) {
        return assertInstanceOf(Identifiable.class, DocumentText.read(kind, json))
                .text();
    }

    private static Unidentifiable unidentified(EntryKind kind, String json) {
        return assertInstanceOf(Unidentifiable.class, DocumentText.read(kind, json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dcfd3213-8760-4090-9515-1315cfcfeb9d",
                "DCFD3213-8760-4090-9515-1315CFCFEB9D",
                "dcfd32138760409095151315cfcfeb9d",
                "DCFD32138760-4090-95151315cfcfeb9d"
            })
    void readsAnIdInEverySpelling(String id) {
        assertEquals(
                ID,
                identified(EntryKind.TRANSACTION, "{\"head\":{\"id\":\"" + id + "\"}}")
                        .documentId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"head\":null}",
                "{\"head\":{}}",
                "{\"head\":[]}",
                "{\"head\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}",
                "{\"head\":{\"id\":null}}",
                "{\"head\":{\"id\":4711}}",
                "{\"head\":{\"id\":\"\"}}",
                "{\"head\":{\"id\":\"4711\"}}",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9\"}}",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9g\"}}",
                "{\"head\":{\"id\":\" dcfd3213-8760-4090-9515-1315cfcfeb9d\"}}",
                "{\"head\":{\"id\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}}}",
                "{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}",
                "{\"closure\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}}"
            })
    void saysWhyAnItemWithoutAUsableIdIsNotIdentified(String json) {
        Unidentifiable item = unidentified(EntryKind.TRANSACTION, json);

        assertEquals("The item has no usable head.id: a UUID is needed.", item.reason());
        assertEquals(json, item.payload());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "true", "17", "\"text\"", "[]", "[{\"head\":{}}]", " {}"})
    void saysThatAnItemIsNotAnObject(String json) {
        Unidentifiable item = unidentified(EntryKind.TRANSACTION, json);

        assertEquals("The item is not a JSON object.", item.reason());
        assertEquals(json, item.payload());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"}",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\",}}",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"},\"x\":01}",
                "{\"head\":{\"id\":\"dcfd3213-8760-4090-9515-1315cfcfeb9d\"},\"x\":NaN}"
            })
    void saysThatAnItemIsNotReadable(String json) {
        assertEquals(
                "The item is not readable JSON.",
                unidentified(EntryKind.TRANSACTION, json).reason());
    }

    @Test
    void rejectsAnAbsurdlyDeeplyNestedItem() {
        String json = "{\"head\":{\"id\":\"" + ID + "\"},\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertEquals(json, unidentified(EntryKind.TRANSACTION, json).payload());
    }

    @Test
    void readsNumbersOfAnyLength() {
        String json = "{\"head\":{\"id\":\"" + ID + "\"},\"text\":\"\\u0041\",\"x\":[" + "9".repeat(5_000) + ",0."
                + "1".repeat(5_000) + ",1e1000000000]}";

        assertEquals(json, identified(EntryKind.TRANSACTION, json).payload());
    }

    @Test
    void masksUnidentifiableItemsToo() {
        assertEquals(
                "{\"x\":\"411111******1111\"}",
                unidentified(EntryKind.TRANSACTION, "{\"x\":\"4111111111111111\"}")
                        .payload());
        assertEquals(
                "\"card 411111******1111\"",
                unidentified(EntryKind.TRANSACTION, "\"card 4111111111111111\"").payload());
        assertEquals(
                "{\"x\":\"411111******1111\"",
                unidentified(EntryKind.TRANSACTION, "{\"x\":\"4111111111111111\"")
                        .payload());
    }

    @Test
    void keepsTheExactCharactersExceptForCardNumbers() {
        String json = "{ \"head\" : {\"id\":\"" + ID + "\"}, \"note_text\":\"4111 1111 1111 1111 \\u00e9\u00e9\" }";
        DocumentText text = identified(EntryKind.TRANSACTION, json);

        assertEquals(json.replace("4111 1111 1111 1111", "4111 11** **** 1111"), text.payload());
        assertArrayEquals(Sha256.of(text.payload()), text.payloadSha256());
    }

    @Test
    void theSameDocumentMaskedIsTheSameContent() {
        DocumentText before = identified(
                EntryKind.TRANSACTION, "{\"head\":{\"id\":\"" + ID + "\",\"note_text\":\"4111111111111111\"}}");

        assertArrayEquals(
                before.contentSha256(),
                identified(EntryKind.TRANSACTION, before.payload()).contentSha256());
    }

    @Test
    void hasTheHashByTheFormerMaskingRulesToo() {
        String id = "{\"head\":{\"id\":\"" + ID + "\",";
        DocumentText text = identified(
                EntryKind.TRANSACTION, id + "\"pan_number\":\"4111111111111111\",\"x\":\"5600000000000003\"}}");
        DocumentText plain = identified(EntryKind.TRANSACTION, id + "\"x\":1}}");

        assertEquals(id + "\"pan_number\":\"411111******1111\",\"x\":\"5600000000000003\"}}", text.payload());
        assertArrayEquals(
                DocumentContent.of(id + "\"pan_number\":\"4111111111111111\",\"x\":\"560000******0003\"}}", "head")
                        .sha256(),
                text.formerContentSha256());
        assertArrayEquals(text.formerContentSha256(), text.oldestSha256());
        assertArrayEquals(plain.contentSha256(), plain.formerContentSha256());
        assertNull(plain.oldestSha256());
    }

    @Test
    void hasTheHashesByTheFormerRulesOfSamenessToo() {
        String id = "{\"head\":{\"id\":\"" + ID + "\",";
        DocumentText plain = identified(EntryKind.TRANSACTION, id + "\"closure_number\":4}}");
        DocumentText other = identified(EntryKind.TRANSACTION, id + "\"closure_number\":\"4\"}}");
        DocumentText card =
                identified(EntryKind.TRANSACTION, id + "\"closure_number\":\"4\",\"x\":\"5600000000000003\"}}");

        assertEquals(1, plain.formerContentHashes().size());
        assertArrayEquals(plain.contentSha256(), plain.formerContentHashes().get(0));
        assertArrayEquals(plain.contentSha256(), other.contentSha256());
        assertFalse(
                Arrays.equals(other.contentSha256(), other.formerContentHashes().get(0)));
        assertEquals(2, card.formerContentHashes().size());
        assertFalse(Arrays.equals(card.formerContentSha256(), card.oldestSha256()));
    }

    @Test
    void comparesWithAStoredTextByTodaysRules() {
        String id = "{\"head\":{\"id\":\"" + ID + "\",";
        DocumentText text = identified(
                EntryKind.TRANSACTION, id + "\"pan_number\":\"4111111111111111\",\"x\":\"5600000000000003\"}}");
        String maskedByFormerRules =
                id.toUpperCase(Locale.ROOT).replace("HEAD", "head").replace("ID", "id")
                        + "\"pan_number\":\"4111111111111111\",\"x\":\"560000******0003\"}}";

        assertTrue(text.hasSameContentAs(text.payload()));
        assertTrue(text.hasSameContentAs(maskedByFormerRules));
        assertFalse(text.hasSameContentAs(maskedByFormerRules.replace("0003", "0004")));
        assertFalse(text.hasSameContentAs("{\"head\":{\"id\":\"" + ID));
        assertFalse(text.hasSameContentAs("{}"));
    }

    @Test
    void readsAClosureByItsOwnId() {
        String json = Samples.item("closure.json");
        DocumentText closure = identified(EntryKind.CLOSURE, json);

        assertEquals(json, closure.payload());
        assertEquals(
                Samples.object("closure.json").getJsonObject("closure").getString("id"),
                closure.documentId().toString());
        assertEquals(
                "The item has no usable head.id: a UUID is needed.",
                unidentified(EntryKind.TRANSACTION, json).reason());
    }

    @EverySample
    void keepsEveryRealDocumentUnchanged(String sample) {
        assertEquals(
                Samples.item(sample),
                identified(EntryKind.TRANSACTION, Samples.item(sample)).payload());
    }

    @Test
    void doesNotShowThePayloadInLogs() {
        DocumentText text = identified(EntryKind.TRANSACTION, "{\"head\":{\"id\":\"" + ID + "\",\"x\":\"secret\"}}");

        assertTrue(text.toString().contains(ID.toString()));
        assertFalse(text.toString().contains("secret"));
    }
}
