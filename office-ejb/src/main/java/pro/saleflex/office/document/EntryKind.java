package pro.saleflex.office.document;

/** The kind of a journal entry. */
public enum EntryKind {
    /** A sales document; the wire calls it a transaction. */
    TRANSACTION("head"),
    /** A closed sales period. */
    CLOSURE("closure"),
    /** A document, of either kind, with the id of an earlier one but different content. */
    CONFLICT(null);

    private final String identifyingPart;

    EntryKind(String identifyingPart) {
        this.identifyingPart = identifyingPart;
    }

    /** Returns the member of an item whose {@code id} identifies the document; null for a conflict. */
    public String identifyingPart() {
        return identifyingPart;
    }
}
