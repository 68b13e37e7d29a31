package pro.saleflex.office.journal;

/** Something about a stored document that somebody should look at. A flag never keeps a document out. */
public enum Flag {
    /** The same id with other content was stored before; this entry is the later one. */
    CONFLICT,
    /** Another terminal handed over a document with this id. */
    ID_OF_OTHER_TERMINAL,
    /** Another document of this terminal has the same {@code transaction_unique_id} or {@code closure_unique_id}. */
    SAME_NUMBER,
    /** Its amounts do not add up (protocol reference, section 9). */
    DOES_NOT_ADD_UP,
    /** A value does not fit its column and was left out of it; it stands in the payload. */
    VALUE_LEFT_OUT,
    /** A value has more decimals than its column and was rounded; it stands in the payload as it was sent. */
    VALUE_ROUNDED,
    /** Counters that were pushed with it could not be taken note of. */
    COUNTERS_UNREAD,
    /** No projection could be made of it; it stands in the journal and can be projected again. */
    NOT_PROJECTED
}
